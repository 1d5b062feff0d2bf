"""People and households as registers: listed, found and linked like every record; their own pages do the rest."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import age_on, today
from jinguo.orgs.models import Unit, User
from jinguo.records.models import Household, NoIdReason, Person, Relation, Sex
from jinguo.records.people import queries, services
from jinguo.records.people.forms import SECRETS, PersonForm
from jinguo.records.people.showing import beside_the_name
from jinguo.records.registers import Column, Register, register


class PersonBody(PersonForm):
    """What a program sends: the form of a new person; of a known one, what is left out of the secrets stays."""

    sex = forms.ChoiceField(label=_("性别"), required=False, choices=Sex.choices)

    def __init__(self, *args: Any, instance: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = instance

    def arguments(self) -> Mapping[str, Any]:
        given = super().arguments()
        kept = SECRETS if self.instance.pk else ()
        return {"person": self.instance, **{n: v for n, v in given.items() if v or n not in kept}}


def save_person(*, person: Person, by: User, expect_version: int | None = None, **fields: Any) -> Person:
    """Register or correct a person, as the pages do."""
    if person.pk is None:
        return services.register_person(by=by, **fields)
    return services.change_person(person, by=by, expect_version=expect_version, **fields)


def age(person: Person) -> int | None:
    return age_on(person.born_on, today()) if person.born_on else None


def households(user: User) -> QuerySet[Household]:
    """Each with how many live there; of two files of one woman that were put together, one."""
    return queries.households(user).annotate(size=Count("members", filter=Q(members__voided_at=None)))


SHEET_NAMES = {
    "name": ("名字", "妇女姓名", "人员姓名", "儿童姓名"),
    "id_number": ("身份证", "身份证号码", "证件号码", "公民身份号码", "身份号码"),
    "born_on": ("出生年月", "出生年月日", "生日", "出生时间"),
    "phone": ("电话", "联系电话", "手机号", "手机号码", "联系方式"),
    "group_name": ("组", "小组", "村组"),
    "household": ("户主", "户主姓名"),
    "relation": ("与户主关系", "关系"),
    "education": ("学历", "文化"),
    "no_id_reason": ("无身份证原因",),
    "bank_account": ("银行卡号", "账号"),
}


def as_the_form_takes_it(data: dict[str, str], user: User, unit: Unit) -> None:
    """The head is named within her village; who has no number on the sheet has one elsewhere, mostly."""
    if not data.get("id_number"):
        data.setdefault("no_id_reason", NoIdReason.OTHER)
    head = data.pop("household", "")
    if not head or data.get("relation") == Relation.HEAD:
        return
    homes = list(queries.households(user).filter(unit=unit, head__name=head)[:2])
    if len(homes) != 1:
        said = (
            _("村里有几个叫“%(head)s”的户主，请先空着。")
            if homes
            else _("这个村的户主里没有“%(head)s”，请先登记户主。")
        )
        raise ValidationError({"household": said % {"head": head}})
    data["household"] = str(homes[0].pk)


PEOPLE = Register(
    model=Person,
    slug="people",
    title=_("妇女儿童"),
    intro=_("一人一档；谁家有什么人、现在怎么样，都从这里看。"),
    group=_("人和家庭"),
    order=1,
    icon="users",
    rows=queries.living,
    columns=(
        "name",
        "sex",
        Column("age", _("年龄"), _("岁"), value=age),
        Column("unit", _("住在哪个村")),
        "group_name",
        Column("household", _("户主")),
    ),
    filters=("sex", "unit"),
    search=("name",),
    result=_("共 {count} 人"),
    search_hint=_("姓名、拼音、身份证后四位"),
    write=_("登记一个人"),
    first=_("登记第一个人"),
    headline=("people.women",),
    at_home=("people.left_behind_women", "people.left_behind_children"),
    hint=beside_the_name,
    form=PersonBody,
    save=save_person,
    sheet_names=SHEET_NAMES,
    sheet_row=as_the_form_takes_it,
    doors={"detail": "person", "new": "person-new", "edit": "person-change"},
)
HOUSEHOLDS = Register(
    model=Household,
    slug="households",
    title=_("家庭"),
    intro=_("一户一行；登记户主的时候就有了。"),
    group=_("人和家庭"),
    order=2,
    icon="home",
    rows=households,
    columns=("head", Column("unit", _("哪个村")), "group_name", Column("size", _("几口人"), _("人"))),
    filters=("unit",),
    search=("head__name",),
    result=_("共 {count} 户"),
    search_hint=_("户主或家里人的姓名"),
    write="",
    people=("members",),
    doors={"detail": "household"},
)
register(PEOPLE, HOUSEHOLDS)
