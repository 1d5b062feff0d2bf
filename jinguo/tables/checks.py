"""What many record types promise of their days and rows, each with the words for who broke it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today

ENDS = _("结束的日子要在开始那天之后。")
TWICE = _("同一个人写了两次。")


def done(day: date) -> None:
    """For the day of what has been done: it is not ahead. A validator."""
    if day > today():
        raise ValidationError(_("这一天还没到。做完了再来记。"))


def after(name: str, begins: str, ends: str, said: Any = ENDS) -> CheckConstraint:
    """The first day on which it no longer holds lies after its first day; without one it goes on."""
    return _in_order(name, ends, Q(**{f"{ends}__gt": F(begins)}), said)


def not_before(name: str, begins: str, ends: str, said: Any) -> CheckConstraint:
    """The last day is not before the first."""
    return _in_order(name, ends, Q(**{f"{ends}__gte": F(begins)}), said)


def once(name: str, *columns: str, said: Any = TWICE) -> UniqueConstraint:
    """No two rows say the same in these columns."""
    return UniqueConstraint(name=name, fields=columns, violation_error_message=said)


def _in_order(name: str, ends: str, order: Q, said: Any) -> CheckConstraint:
    return CheckConstraint(name=name, condition=Q(**{ends: None}) | order, violation_error_message=said)
