"""The figures of work. What women earn is measured in 元; the facts hold 分."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.common.money import FEN_PER_YUAN
from jinguo.indicators import PEOPLE, UNITS, Distinct, Greatest, Indicator, Least, Mean, Share, Sum, When, declare
from jinguo.lines.employment.models import Outcome, StartupWish, Trade

at_fairs = partial(Indicator, counts=PEOPLE, measure_word=_("人"))

point = partial(Indicator, reads=("employment.point",), measure_word=_("个"))
new_points = partial(point, when=When.BEGAN)
stock_of_women = partial(Indicator, counts=PEOPLE, when=When.AT_END, measure_word=_("人"))
earned = partial(Indicator, when=When.AT_END, measure_word=_("元"))

REACHED = {"level": (Outcome.Kind.STARTED.value, Outcome.Kind.EMPLOYED.value)}
outcome = partial(
    stock_of_women,
    reads=("employment.outcome",),
    reading=_("时段最后一天正自己创业或在上班的人，一个人只算 1 人。"),
)
EARNED = (
    ("gain_min", "gain", Least, _("加工点妇女一年最少多挣"), _("期末在做活的妇女，一年多挣的钱里最少的一笔。")),
    ("gain_max", "gain", Greatest, _("加工点妇女一年最多多挣"), _("期末在做活的妇女，一年多挣的钱里最多的一笔。")),
    ("daily_low", "daily_low", Mean, _("加工点妇女一天少则挣"), _("期末在做活的妇女，一天少则挣几元，按人平均。")),
    ("daily_high", "daily_high", Mean, _("加工点妇女一天多则挣"), _("期末在做活的妇女，一天多则挣几元，按人平均。")),
)

declare(
    Indicator(
        code="employment.fairs",
        label=_("招聘会"),
        measure_word=_("场"),
        reads=("employment.fair",),
        reading=_("每办一场算 1，按第一天算。"),
    ),
    Indicator(
        code="employment.fair.employers",
        label=_("招聘会上的单位"),
        measure_word=_("家"),
        reads=("employment.employer",),
        counts=Distinct("category"),
        reading=_("来招人的单位，名字一样的算同一家，来过几场也只算 1 家。按招聘会那天算。"),
    ),
    Indicator(
        code="employment.fair.posts",
        label=_("招聘会上的岗位"),
        measure_word=_("个"),
        reads=("employment.posts",),
        counts=Sum(),
        reading=_("各家招几人，加起来。按招聘会那天算。"),
    ),
    at_fairs(
        code="employment.fair.seekers",
        label=_("招聘会求职者"),
        reads=("employment.seeker",),
        reading=_("记了名字的求职者，来过几场也只算 1 人。按招聘会那天算。"),
    ),
    at_fairs(
        code="employment.fair.intentions",
        label=_("招聘会达成意向的人"),
        reads=("employment.intention",),
        reading=_("和来招人的单位有了意向的求职者，一个人只算 1 人。按招聘会那天算。"),
    ),
    at_fairs(
        code="employment.fair.placed",
        label=_("意向成了就业的人"),
        reads=("employment.placed",),
        reading=_("有了意向、后来真上班了的求职者，一个人只算 1 人。按招聘会那天算。"),
    ),
    Share(
        code="employment.fair.placed_share",
        label=_("意向成为就业的比例"),
        of="employment.fair.placed",
        base="employment.fair.intentions",
        reading=_("真上班了的人，占在招聘会上达成意向的人。"),
    ),
    point(
        code="employment.points.open",
        label=_("来料加工点"),
        when=When.AT_END,
        split_by=("unit", "level"),
        reading=_("时段最后一天还在做的加工点，有一个算 1。"),
    ),
    new_points(
        code="employment.points.new",
        label=_("新发展来料加工点"),
        split_by=("unit", "level"),
        reading=_("时段里开工的加工点，有一个算 1，后来不做了的也算。"),
    ),
    new_points(
        code="employment.points.townships",
        label=_("新发展来料加工点的单位"),
        counts=UNITS,
        reading=_("时段里有加工点开工的单位，一个单位开了几个也只算 1。点记在哪个镇或村名下，就算哪个。"),
    ),
    Indicator(
        code="employment.points.workers",
        label=_("新加工点从业妇女"),
        measure_word=_("人"),
        reads=("employment.new_worker",),
        counts=PEOPLE,
        split_by=("unit", "level"),
        reading=_("时段里开工的加工点上做活的妇女，后来才来的、已经走了的都算；一个人只算 1 人。"),
    ),
    stock_of_women(
        code="employment.points.workers_all",
        label=_("加工点从业妇女"),
        reads=("employment.worker",),
        split_by=("unit", "level"),
        reading=_("时段最后一天在加工点做活的妇女，在两个点上做的也只算 1 人。"),
    ),
    *(
        earned(
            code=f"employment.points.{code}",
            label=label,
            reads=(f"employment.{name}",),
            counts=counts(scale=FEN_PER_YUAN),
            reading=reading,
        )
        for code, name, counts, label, reading in EARNED
    ),
    Indicator(
        code="employment.pairs",
        label=_("村企结对"),
        measure_word=_("对"),
        reads=("employment.pair",),
        when=When.AT_END,
        reading=_("时段最后一天还结着的对，有一对算 1。"),
    ),
    outcome(
        code="employment.outcomes",
        label=_("实现创业就业"),
        where=REACHED,
        split_by=("unit", "category", "level"),
    ),
    *(
        outcome(code=f"employment.outcomes.{trade.value}", label=label, where=REACHED | {"category": (trade.value,)})
        for trade, label in (
            (Trade.SHOP, _("商店门市类创业就业")),
            (Trade.EMBROIDERY, _("刺绣加工创业就业")),
            (Trade.BAGS, _("箱包、服饰加工创业就业")),
            (Trade.GOODS, _("百杂货类创业就业")),
        )
    ),
    stock_of_women(
        code="employment.referred",
        label=_("推荐了还没定下"),
        reads=("employment.outcome",),
        where={"level": (Outcome.Kind.REFERRED.value,)},
        reading=_("时段最后一天推荐了工作、还没定下的人。"),
    ),
    stock_of_women(
        code="employment.willing",
        label=_("想自己做点事的妇女"),
        reads=("employment.wish",),
        where={"category": (StartupWish.Wish.YES.value,)},
        split_by=("unit", "level"),
        reading=_("时段最后一天还想自己做点事的人，问过几次也只算 1 人。"),
    ),
)
