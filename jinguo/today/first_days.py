"""头十分钟: what a new account may try on its first days, ticked off by what really happened. No scores, no streaks.

A step that leaves no trace of its own (looking, opening a number) is a small form: it notes the step and leads there,
because reading a page writes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.orgs.models import Role, UnitLevel, User
from jinguo.orgs.queries import accounts_like, open_units
from jinguo.records import queries, registers
from jinguo.records.models import Change
from jinguo.today.models import FirstStep, Try

FIRST_DAYS = timedelta(days=14)


@dataclass(frozen=True)
class Step:
    """One thing to try. `tries`: what is noted when she goes there; without it the step's own trace tells."""

    title: str
    hint: str
    action: str
    url: str
    done: bool
    tries: str = ""


@dataclass(frozen=True)
class Guide:
    title: str
    steps: list[Step]


def guide_for(user: User) -> Guide | None:
    """The guide on 今天; None after the first days, when all is done, or once it was put away."""
    if timezone.now() - user.created_at > FIRST_DAYS:
        return None
    tried = set(FirstStep.objects.filter(user=user).values_list("what", flat=True))
    steps = [] if Try.AWAY in tried else list(_steps(user, tried))
    if all(step.done for step in steps):
        return None
    return Guide(_("装好以后") if user.may_administer else _("头十分钟"), steps)


def note(user: User, what: str) -> None:
    """She has tried it."""
    FirstStep.objects.get_or_create(user=user, what=what)


def target_of(user: User, what: str) -> str:
    """Where a noted step leads."""
    match what:
        case Try.LOOK:
            return reverse("record-list", args=["people"]) if _is_village(user) else reverse("registers")
        case Try.OPEN:
            codes = [code for one in registers.every() for code in (one.at_home if _is_village(user) else one.headline)]
            return f"{reverse('figure-open')}?i={codes[0]}" if codes else reverse("figures")
        case Try.REPORT:
            return reverse("reports")
        case Try.KEEP:
            return reverse("help-chapter", args=["sign-in"])
    return reverse("today")


def _steps(user: User, tried: set[str]) -> Iterator[Step]:
    yield Step(
        _("改密码"), _("换一个只有您知道的。"), _("改"), reverse("password"), not user.must_change_password,
    )  # fmt: skip
    if user.may_administer:
        yield from _setting_up(user)
    else:
        village = _is_village(user)
        title, hint = (_("看看您的村"), _("谁家有什么人。")) if village else (_("看看台账"), _("记过的都在那里。"))
        yield _noted(user, tried, Try.LOOK, title, hint)
    if user.may_write:
        wrote = Change.objects.filter(by=user).exists()
        yield Step(_("记第一笔"), _("办了什么、去看了谁，做完就记。"), _("记一笔"), reverse("write"), wrote)
    yield _noted(user, tried, Try.OPEN, _("点开一个数"), _("带虚线的数都能点，看它由哪些记录来。"))
    if not user.may_write:
        yield _noted(user, tried, Try.REPORT, _("看一份报告"), _("里面的数也能点开。"))
    elif not user.may_administer:
        yield _noted(user, tried, Try.KEEP, _("存到手机桌面"), _("以后一点就开，不用再找。"))


def _setting_up(user: User) -> Iterator[Step]:
    """What an administrator of a fresh installation does first."""
    has_units = user.unit.level == UnitLevel.VILLAGE or open_units(user).exclude(pk=user.unit_id).exists()
    units = _("一次装进来：jinguo divisions load；也可以一个个设。")
    yield Step(_("装上下级单位"), units, _("单位"), reverse("unit", args=[user.unit_id]), has_units)
    has_accounts = accounts_like(user, "").exclude(pk=user.pk).exists()
    hint = _("一个人一个账号，第一次用的密码当面给她。")
    yield Step(_("开账号"), hint, _("开账号"), reverse("accounts"), has_accounts)
    has_people = any(queries.rows(one, user).exists() for one in registers.every())
    hint = _("先把人登记好，记事的时候点名字就行。")
    yield Step(_("第一本台账"), hint, _("登记"), reverse("record-list", args=["people"]), has_people)


def _noted(user: User, tried: set[str], what: Try, title: str, hint: str) -> Step:
    return Step(title, hint, _("去看"), target_of(user, what), what in tried, what)


def _is_village(user: User) -> bool:
    return user.role == Role.VILLAGE_WORKER
