"""What the records of care have in common."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNSAID = _("不写病情、怀孕生育、信仰这些。")
NOT_YET = _("这一天还没到。做完了再来记。")
WHOM = _("是谁、哪一户？请写一个。")
ONE_OF_THEM = Q(person__isnull=False) | Q(household__isnull=False)


def refuse_ahead(record: Any, *days: str) -> None:
    """What has been done lies in the past. ValidationError at each of these days that doesn't."""
    problems: dict[str, StrOrPromise] = {
        day: NOT_YET for day in days if (told := getattr(record, day)) is not None and told > today()
    }
    if problems:
        raise ValidationError(problems)
