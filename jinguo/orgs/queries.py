"""What the pages ask. Each answer stays within the asking user's branch; another's unit or account is a 404."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.db.models import Q, Value
from django.db.models.functions import Length, StrIndex
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import today
from jinguo.common.lines import line_of
from jinguo.orgs.models import AuditEntry, Succession, Unit, UnitQuerySet, User
from jinguo.orgs.scope import ScopedQuerySet
from jinguo.orgs.tree import lines_above

SUGGESTED = 10


def unit_for(user: User, pk: int) -> Unit:
    """The unit, if it is the user's to see. Raises Http404."""
    unit = Unit.objects.visible_to(user).filter(pk=pk).first()
    if unit is None:
        raise Http404
    return unit


def open_units(user: User) -> UnitQuerySet:
    """What she may choose from."""
    return Unit.objects.visible_to(user).open_on(today())


def unit_coded(code: str) -> Unit | None:
    """The open unit with this division code, whoever asks: for the command line."""
    return Unit.objects.open_on(today()).filter(code=code).first()


def units_named_like(user: User, text: str) -> list[Unit]:
    """Open units whose name has the text in it: those that begin with it first, then the higher levels."""
    found = open_units(user).filter(name__contains=text)
    return list(found.order_by(StrIndex("name", Value(text)), "level", Length("name"), "pk")[:SUGGESTED])


def described(units: list[Unit], day: date) -> list[tuple[int, str, str]]:
    """Key, name and whereabouts of each unit: many villages of a county have the same name."""
    above = lines_above([unit.pk for unit in units], day)
    return [(unit.pk, unit.name, line_of(*above.get(unit.pk, [])[-2:])) for unit in units]


def account_for(user: User, pk: int) -> User:
    """The account, if it belongs to the user's branch. Raises Http404."""
    account = User.objects.visible_to(user).filter(pk=pk).select_related("unit").first()
    if account is None:
        raise Http404
    return account


def accounts_like(user: User, text: str) -> ScopedQuerySet[User]:
    """Accounts of the user's branch; those of which account, name or unit has the text, if there is one."""
    accounts = User.objects.visible_to(user).select_related("unit").order_by("unit__level", "unit", "username")
    if not text:
        return accounts
    return accounts.filter(
        Q(username__contains=text.lower()) | Q(display_name__contains=text) | Q(unit__name__contains=text)
    )


@dataclass(frozen=True)
class HistoryLine:
    """One change of a unit: since when, what, why, by whom."""

    on: date
    text: str
    reason: str
    by: str


CHANGES = {
    "unit.create": gettext_lazy("设立"),
    "unit.rename": gettext_lazy("“%(before)s”改名“%(after)s”"),
    "unit.code": gettext_lazy("区划代码 %(before)s 改成 %(after)s"),
    "unit.move": gettext_lazy("从“%(before)s”移到“%(after)s”下面"),
    "unit.merge": gettext_lazy("并入“%(into)s”"),
    "unit.close": gettext_lazy("撤销"),
}


def history_of(unit: Unit) -> list[HistoryLine]:
    """沿革: what was changed in the unit and what was merged into it, the latest day first."""
    entries = list(AuditEntry.objects.filter(target=f"unit:{unit.pk}", action__in=CHANGES).select_related("by"))
    units = Unit.objects.in_bulk({key for entry in entries for key in _units_in(entry)})
    lines = [_line(entry, units) for entry in entries]
    for succession in Succession.objects.filter(successor=unit).select_related("predecessor"):
        came = _("“%(unit)s”并了进来") % {"unit": succession.predecessor}
        lines.append(HistoryLine(succession.on, came, "", ""))
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _line(entry: AuditEntry, units: dict[int, Unit]) -> HistoryLine:
    detail = entry.detail
    said = {name: _said(detail.get(name), units) for name in ("before", "after", "into")}
    day = date.fromisoformat(detail.get("on") or detail["since"])
    text = str(CHANGES[entry.action]) % said
    return HistoryLine(day, text, detail.get("reason", ""), str(entry.by or ""))


def _units_in(entry: AuditEntry) -> list[int]:
    return [value for value in entry.detail.values() if isinstance(value, int)]


def _said(value: object, units: dict[int, Unit]) -> str:
    """A changed field by its value, a unit by its name of today."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("code", ""))
    return str(units.get(value, "")) if isinstance(value, int) else ""


def locked_until(username: str) -> datetime:
    """When a locked account opens again, to the next full minute: what the page says must be true."""
    last = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    since = last.attempt_time if last else timezone.now()
    return timezone.localtime(since + (get_cool_off() or timedelta()) + timedelta(minutes=1))
