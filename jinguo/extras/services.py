"""Adding, renaming and closing own fields."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.extras.models import ExtraField, ExtraKind
from jinguo.extras.queries import fields_for
from jinguo.orgs import audit
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.scope import covers

DEFINERS = frozenset({Role.ADMINISTRATOR, Role.COUNTY_STAFF, Role.TOWNSHIP_OFFICER})

NOT_ASKED = (
    *("孕", "生育", "避孕", "节育", "流产", "月经", "婚育", "婚姻", "离婚", "宗教", "信教", "信仰", "教徒"),
    *("身份证", "身份号", "证件号", "银行卡", "银行账", "手机号", "电话号", "联系电话", "联系方式", "住址"),
    *("疾病", "病情", "病史", "患病", "慢性病", "健康状况", "身体状况", "残疾", "家暴", "家庭矛盾"),
)
"""Words of what nobody may be asked for, or what is kept encrypted and masked in fields of its own."""


def may_define(user: User) -> bool:
    return user.role in DEFINERS


@transaction.atomic
def define(*, register: str, unit: Unit, label: str, kind: str, by: User, choices: Sequence[str] = ()) -> ExtraField:
    """Add a field to the register for the unit and everything below it. ValidationError at `label` or `choices`."""
    field = ExtraField(register=register, unit=unit, kind=kind)
    _settle(field, label, choices, by)
    audit.log(by, "extra.define", f"extra:{field.pk}", register=register, label=field.label)
    return field


@transaction.atomic
def change(field: ExtraField, *, label: str, by: User, choices: Sequence[str] = ()) -> ExtraField:
    """Rename the field, or offer other choices; what was written down stays as it is."""
    before = field.label
    _settle(field, label, choices, by)
    audit.log(by, "extra.change", f"extra:{field.pk}", before=before, label=field.label)
    return field


@transaction.atomic
def switch(field: ExtraField, *, on: bool, by: User) -> ExtraField:
    """Close the field from today on, or take it up again. Values that were written down stay."""
    _refuse_outsiders(field, by)
    field.closed_on = None if on else today()
    field.save()
    audit.log(by, "extra.open" if on else "extra.close", f"extra:{field.pk}")
    return field


def _settle(field: ExtraField, label: str, choices: Sequence[str], by: User) -> None:
    _refuse_outsiders(field, by)
    field.label = label.strip()
    field.choices = list(dict.fromkeys(filter(None, map(str.strip, choices)))) if _chooses(field) else []
    errors: dict[str, Any] = {}
    if refusal := _refusal(field):
        errors["label"] = refusal
    if _chooses(field) and len(field.choices) < 2:
        errors["choices"] = _("请写最少两样，一行一样。")
    if errors:
        raise ValidationError(errors)
    field.full_clean()
    field.save()


def _chooses(field: ExtraField) -> bool:
    return field.kind == ExtraKind.CHOICE


def _refusal(field: ExtraField) -> str:
    if any(word in field.label for word in NOT_ASKED):
        return _("婚育、宗教、病情、证件号和电话这些不能另设一栏：有的不该问，有的要写在登记页上，加密保存。")
    others = [one for one in fields_for(field.register, field.unit) if one.pk != field.pk]
    if any(one.label == field.label for one in others):
        return _("已经有“%(label)s”这一栏了。") % {"label": field.label}
    return ""


def _refuse_outsiders(field: ExtraField, by: User) -> None:
    if not may_define(by) or not covers(by, field.unit):
        raise PermissionDenied
