"""What a record says of its turnout in lists: for `hint=` and `chips=` of its register."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jinguo.common.lines import line_of
from jinguo.records.models import Turnout
from jinguo.records.registers import Chip


def who_and_how_many(record: Turnout) -> str:
    """Who held it, how many came, where."""
    return line_of(record.unit.federation, _("%(number)d 人") % {"number": record.turnout}, record.where)


def unusual(record: Turnout) -> Iterator[Chip]:
    """That nobody is named, or fewer than came."""
    if record.mode == Turnout.Mode.HEADCOUNT:
        yield Turnout.Mode.HEADCOUNT.label, ""
    elif missing := record.turnout - record.listed:
        yield _("名单差 %(missing)d 人") % {"missing": missing}, "warn"
