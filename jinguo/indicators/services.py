"""Writing down that there was nothing to write down (本期无), and taking it back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.facts import kinds_in
from jinguo.indicators.coverage import recorded_families
from jinguo.indicators.models import Nil
from jinguo.indicators.periods import Period
from jinguo.orgs import audit
from jinguo.orgs.models import Unit, User


@transaction.atomic
def declare_nil(*, unit: Unit, family: str, period: Period, by: User) -> Nil:
    """The unit says that it has nothing of a family in a period.

    Only she herself says it: nobody above does it in her place (PermissionDenied). ValidationError where something
    is recorded already, or the period has not begun.
    """
    _refuse_others(unit, by)
    if not kinds_in(family):
        raise ValidationError(_("没有这一类记录。"))
    if period.first > today():
        raise ValidationError(_("%(period)s还没到，到时候再说。") % {"period": period.label()})
    nil = Nil(unit=unit, family=family, first=period.first, last=period.last, by=by)
    if family in recorded_families(unit, period):
        said = {"period": period.label(), "what": nil.what}
        raise ValidationError(_("%(period)s已经有%(what)s记录了，不用说本期无。") % said)
    nil.full_clean(exclude=("withdrawn_by", "withdrawn_at"), validate_constraints=False)
    nil.validate_constraints()  # in full: a constraint that reads an excluded field would be skipped
    nil.save()
    audit.log(by, "nil.declare", target=f"unit:{unit.pk}", family=family, period=str(period))
    return nil


@transaction.atomic
def take_back_nil(nil: Nil, *, by: User) -> Nil:
    """收回: the unit is silent again."""
    _refuse_others(nil.unit, by)
    if nil.withdrawn_at is not None:
        raise ValidationError(_("已经收回了。"))
    nil.withdrawn_by, nil.withdrawn_at = by, timezone.now()
    nil.save(update_fields=["withdrawn_by", "withdrawn_at"])
    audit.log(by, "nil.take-back", target=f"unit:{nil.unit_id}", family=nil.family, period=str(nil.period))
    return nil


def _refuse_others(unit: Unit, by: User) -> None:
    if not by.may_write or by.unit_id != unit.pk:
        raise PermissionDenied
