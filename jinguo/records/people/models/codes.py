"""National codes of a person: the stored value is the code."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """GB/T 2261.1."""

    UNKNOWN = "0", _("不清楚")
    MALE = "1", _("男")
    FEMALE = "2", _("女")
    UNSTATED = "9", _("没有说明")


class NoIdReason(TextChoices):
    """Why a person is on file without an ID number."""

    NOT_REGISTERED = "unregistered", _("未登记户口")
    NEWBORN = "newborn", _("新生儿")
    SECRET = "secret", _("保密")
    OTHER = "other", _("其他")


class Political(TextChoices):
    """GB/T 4762."""

    PARTY_MEMBER = "01", _("中共党员")
    PROBATIONARY = "02", _("预备党员")
    LEAGUE_MEMBER = "03", _("共青团员")
    REVOLUTIONARY_COMMITTEE = "04", _("民革党员")
    DEMOCRATIC_LEAGUE = "05", _("民盟盟员")
    NATIONAL_CONSTRUCTION = "06", _("民建会员")
    PROMOTING_DEMOCRACY = "07", _("民进会员")
    PEASANTS_AND_WORKERS = "08", _("农工党党员")
    ZHI_GONG = "09", _("致公党党员")
    JIU_SAN = "10", _("九三学社社员")
    TAIWAN_LEAGUE = "11", _("台盟盟员")
    INDEPENDENT = "12", _("无党派人士")
    MASSES = "13", _("群众")


class Education(TextChoices):
    """GB/T 4658, the grades in use."""

    DOCTOR = "11", _("博士")
    MASTER = "14", _("硕士")
    BACHELOR = "21", _("本科")
    COLLEGE = "31", _("大专")
    SECONDARY_TECHNICAL = "41", _("中专")
    VOCATIONAL = "44", _("职高")
    SKILLED_WORKER = "47", _("技校")
    SENIOR = "61", _("高中")
    JUNIOR = "71", _("初中")
    PRIMARY = "81", _("小学")
    OTHER = "90", _("其他")


class Relation(TextChoices):
    """GB/T 4761, one digit: who she is to the head of the household."""

    HEAD = "0", _("户主")
    SPOUSE = "1", _("配偶")
    SON = "2", _("子")
    DAUGHTER = "3", _("女")
    GRANDCHILD = "4", _("孙辈")
    PARENT = "5", _("父母")
    GRANDPARENT = "6", _("祖辈")
    SIBLING = "7", _("兄弟姐妹")
    OTHER = "8", _("其他")

    @property
    def spoken(self) -> str | Promise:
        """As people say it: 女 beside a name reads as her sex."""
        return {Relation.SON: _("儿子"), Relation.DAUGHTER: _("女儿")}.get(self, self.label)


_PEOPLES = """
汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇
柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京
塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
"""GB/T 3304 in code order, 01 to 56: proper names, not translated."""

ETHNICITIES: list[tuple[str, str | Promise]] = [
    *((f"{number:02}", f"{name}族") for number, name in enumerate(_PEOPLES.split(), start=1)),
    ("97", _("其他")),
    ("98", _("外国血统中国籍")),
]
