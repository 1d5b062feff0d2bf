"""What the pages ask. Each answer stays within the asking user's branch; another's unit or account is a 404."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Length, StrIndex
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import say_day, today
from jinguo.common.lines import line_of
from jinguo.common.pinyin import spell
from jinguo.orgs.audit import target_of
from jinguo.orgs.models import AuditEntry, Role, Succession, Unit, UnitQuerySet, User
from jinguo.orgs.scope import ScopedQuerySet
from jinguo.orgs.tree import children_on, lines_above, parent_on

SUGGESTED = 10

LEVEL_NAMES = re.compile(r"(街道|社区|[省市县区镇乡村])$")
"""What a unit's name ends with and an account's name leaves out, unless hardly anything else is left."""
SHORT_NAME = 2
LONGEST_PROPOSAL = 36
"""So that a number still fits behind it."""


def unit_for(user: User, pk: int) -> Unit:
    """The unit, if it is the user's to see. Raises Http404."""
    unit = Unit.objects.visible_to(user).filter(pk=pk).first()
    if unit is None:
        raise Http404
    return unit


def open_units(user: User) -> UnitQuerySet:
    """What she may choose from."""
    return Unit.objects.visible_to(user).open_on(today())


def refuse_closed(unit: Unit, day: date, field: str = "unit") -> None:
    """Raises ValidationError, at `field`, where the unit was closed by that day: where to write it down instead."""
    if unit.closed_on is None or day < unit.closed_on:
        return
    heir = unit.successions.filter(kind=Succession.Kind.MERGED).select_related("successor").last()
    if heir:
        told = _("%(unit)s %(day)s 并入了%(heir)s。那天以后的事请记到%(heir)s；以前的事还可以补记。")
    else:
        told = _("%(unit)s %(day)s 撤销了。那天以后的事请记到接着办事的单位；以前的事还可以补记。")
    said = {"unit": unit, "day": say_day(unit.closed_on), "heir": heir.successor if heir else ""}
    raise ValidationError({field: told % said})


def split_off(unit: Unit) -> Succession | None:
    """How the unit came out of another one, if it did."""
    return unit.inheritances.filter(kind=Succession.Kind.SPLIT).select_related("predecessor").first()


def neighbours(unit: Unit) -> UnitQuerySet:
    """The open units directly above, beside and directly below a unit: those with whom it may do something together."""
    above = parent_on(unit, today())
    near = [unit, *([above] if above else [])]
    keys = {key for one in near for key in children_on(one, today()).values_list("pk", flat=True)}
    keys = (keys | {one.pk for one in near}) - {unit.pk}
    return Unit.objects.filter(pk__in=keys).open_on(today()).order_by("level", "pk")


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


def accounts_looked_after(user: User) -> ScopedQuerySet[User]:
    """The accounts of the user's branch that are hers to help; never her own, her equals' or her superiors'."""
    found = User.objects.visible_to(user).filter(role__in=user.looks_after).exclude(pk=user.pk)
    return found.select_related("unit")


def account_for(user: User, pk: int) -> User:
    """The account, if the user looks after it. Raises Http404."""
    account = accounts_looked_after(user).filter(pk=pk).first()
    if account is None:
        raise Http404
    return account


def accounts_like(user: User, text: str) -> ScopedQuerySet[User]:
    """The accounts that the user looks after; those of which account, name or unit has the text, if there is one."""
    accounts = accounts_looked_after(user).order_by("unit__level", "unit", "username")
    if not text:
        return accounts
    return accounts.filter(
        Q(username__contains=text.lower()) | Q(display_name__contains=text) | Q(unit__name__contains=text)
    )


def successors_of(user: User, leaving: User) -> ScopedQuerySet[User]:
    """Who may take over from an account: those of its unit that do the same work."""
    colleagues = accounts_looked_after(user).filter(unit=leaving.unit, role=leaving.role, is_active=True)
    return colleagues.exclude(pk=leaving.pk).order_by("username")


def free_username(unit: Unit, display_name: str, promised: Collection[str] = ()) -> str:
    """An account's name from the pinyin of unit and person that nobody has yet: hewan-chenyulan.

    promised: names that others get in the same go.
    """
    place = LEVEL_NAMES.sub("", unit.name) if len(unit.name) > SHORT_NAME else unit.name
    wanted = f"{spell(place)}-{spell(display_name)}".strip("-")[:LONGEST_PROPOSAL] or "jinguo"
    taken = {*promised, *User.objects.filter(username__startswith=wanted).values_list("username", flat=True)}
    return next(name for number in count(1) if (name := f"{wanted}{number if number > 1 else ''}") not in taken)


@dataclass(frozen=True)
class HistoryLine:
    """One change of a unit or an account: since when, what, why, by whom."""

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
    "unit.split": gettext_lazy("分出“%(into)s”"),
    "unit.close": gettext_lazy("撤销"),
}


def history_of(unit: Unit) -> list[HistoryLine]:
    """沿革: what was changed in the unit and what was merged into it, the latest day first."""
    entries = list(AuditEntry.objects.filter(target=f"unit:{unit.pk}", action__in=CHANGES).select_related("by"))
    units = Unit.objects.in_bulk({key for entry in entries for key in _units_in(entry)})
    lines = [_line(entry, units) for entry in entries]
    for succession in Succession.objects.filter(successor=unit).select_related("predecessor"):
        merged = succession.kind == Succession.Kind.MERGED
        words = _("“%(unit)s”并了进来") if merged else _("从“%(unit)s”分出来")
        came = words % {"unit": succession.predecessor}
        lines.append(HistoryLine(succession.on, came, "", ""))
    return sorted(lines, key=lambda line: line.on, reverse=True)


ACCOUNT_CHANGES = {
    "account.create": gettext_lazy("开了账号"),
    "account.rename": gettext_lazy("改了姓名或账号"),
    "account.password": gettext_lazy("换了密码"),
    "account.reset": gettext_lazy("重设了密码"),
    "account.off": gettext_lazy("停用了"),
    "account.on": gettext_lazy("重新启用"),
    "account.handover": gettext_lazy("工作交给了“%(other)s”"),
    "account.takeover": gettext_lazy("接替了“%(other)s”"),
}


def trail_of(account: User) -> list[HistoryLine]:
    """What was done to an account, the latest first; never when it signed in."""
    done = AuditEntry.objects.filter(target=target_of(account), action__in=ACCOUNT_CHANGES)
    entries = list(done.select_related("by").order_by("-at", "-pk"))
    others = User.objects.in_bulk([entry.detail["account"] for entry in entries if "account" in entry.detail])
    return [_account_line(entry, others) for entry in entries]


def _account_line(entry: AuditEntry, others: dict[int, User]) -> HistoryLine:
    told = entry.detail.get("on")
    day = date.fromisoformat(told) if told else timezone.localdate(entry.at)
    text = str(ACCOUNT_CHANGES[entry.action]) % {"other": others.get(entry.detail.get("account", 0), "")}
    return HistoryLine(day, text, "", str(entry.by or ""))


def taken_over_from(user: User, since: datetime) -> User | None:
    """Whose work was handed to the user since then, the latest."""
    entries = AuditEntry.objects.filter(target=target_of(user), action="account.takeover", at__gte=since)
    entry = entries.order_by("-at").first()
    return User.objects.filter(pk=entry.detail["account"]).first() if entry else None


def colleagues_of(unit: int, account: int) -> QuerySet[User]:
    """The unit's other accounts that write down."""
    others = User.objects.filter(unit=unit, is_active=True).exclude(pk=account)
    return others.exclude(role=Role.LEADER).order_by("username")


def whose_work(user: User) -> set[int]:
    """Her own account, and those whose work was handed to her, one after the other."""
    found, asked = {user.pk}, {user.pk}
    while asked:
        targets = [target_of(User(pk=pk)) for pk in asked]
        entries = AuditEntry.objects.filter(target__in=targets, action="account.takeover")
        asked = {entry.detail["account"] for entry in entries} - found
        found |= asked
    return found


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
