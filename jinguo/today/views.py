"""今天: what she sees first."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jinguo.common.dates import today
from jinguo.common.lines import line_without
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Figure
from jinguo.orgs.http import UserRequest, login_required
from jinguo.orgs.models import Role, UnitLevel, User
from jinguo.records import registers
from jinguo.records.registers import Register
from jinguo.today import providers, queries
from jinguo.today.first_days import guide_for, note, target_of
from jinguo.today.models import Try
from jinguo.ui.pages import page

TILES, VILLAGE_TILES = 6, 4
MOST_TASKS = 5
LATEST, REPEATS = 3, 2
REPEATED = 12
"""Among so many of the last ones it is looked for what may be done again."""
WEEKDAYS = (
    gettext_lazy("星期一"),
    gettext_lazy("星期二"),
    gettext_lazy("星期三"),
    gettext_lazy("星期四"),
    gettext_lazy("星期五"),
    gettext_lazy("星期六"),
    gettext_lazy("星期日"),
)


@login_required
def today_page(request: UserRequest) -> HttpResponse:
    user = request.user
    latest, repeats, tiles = _latest(user), _repeats(user), _tiles(user)
    context = {
        "day": today(),
        "weekday": WEEKDAYS[today().weekday()],
        "is_village": _is_village(user),
        "next": providers.next_step(user) or _default_step(user, bool(latest)),
        "guide": guide_for(user),
        "numbers_title": _numbers_title(user),
        "tiles": tiles,
        "tile_figures": [now for now, _change in tiles],
        "tasks": providers.foremost(user, MOST_TASKS),
        "latest": latest,
        "repeats": repeats if user.may_write else [],
    }
    return page(request, "today/today.html", context)


@login_required
@require_POST
def first_step(request: UserRequest, slug: str) -> HttpResponse:
    """A step of the first days: noted, and on to where it leads; "away" puts the guide away for ever."""
    if slug not in Try.values:
        raise Http404
    note(request.user, slug)
    return redirect(target_of(request.user, slug))


def _is_village(user: User) -> bool:
    return user.role == Role.VILLAGE_WORKER


def _numbers_title(user: User) -> str:
    if _is_village(user):
        return _("本村今年")
    return _("上半年到今天") if today().month <= 6 else _("下半年到今天")


def _tiles(user: User) -> list[tuple[Figure, Figure | None]]:
    """The measures that the registers put forward, each with its change if last year had any: one compute."""
    at_home = _is_village(user)
    by_use = sorted(registers.every(), key=lambda register: not register.tile)
    told = [code for register in by_use for code in (register.at_home if at_home else register.headline)]
    first = today().replace(month=1, day=1) if at_home else Period.half_year(today()).first
    period = Period(first, today())
    figures = compute([*told, *(f"{code}~change" for code in told)], unit=user.unit, periods=[period])
    # What there is nothing of yet stands behind what there is.
    by_value = sorted(told, key=lambda code: not figures[code, user.unit, period].value)
    codes = by_value[: VILLAGE_TILES if at_home else TILES]
    pairs = [(figures[code, user.unit, period], figures[f"{code}~change", user.unit, period]) for code in codes]
    return [(now, change if change.value != now.value else None) for now, change in pairs]


def _default_step(user: User, has_records: bool) -> providers.Suggestion | None:
    """What is always sensible: write down. A leader, who reads, has no such step."""
    if not user.may_write:
        return None
    sentence = _("今天做了什么？") if has_records else _("从第一笔记起")
    why = _("做完就记，报告里的数跟着变。") if has_records else _("记下一件事，台账、指标、报告就都有了。")
    return providers.Suggestion(sentence=sentence, why=why, action=_("记一笔"), url=reverse("write"))


def _latest(user: User) -> list[dict[str, Any]]:
    """What was written down last in the branch, over all registers that are written in day by day."""
    return [shown(register, row, user) for register, row in queries.latest(user, daily(), LATEST)]


def _repeats(user: User) -> list[dict[str, Any]]:
    """What her own unit did lately and may do again, each name once: first of what she writes down most."""
    habits = queries.habits(user)
    found = sorted(queries.latest(user, repeated(), REPEATED, own=True), key=lambda one: -habits[one[0].source])
    by_name = {register.name_of(row): shown(register, row, user) for register, row in reversed(found)}
    return list(reversed(by_name.values()))[:REPEATS]


def daily() -> list[Register]:
    """The registers with a tile on 记一笔."""
    return [register for register in registers.every() if register.tile]


def repeated() -> list[Register]:
    """Those of them of which the next record may be like the last."""
    return [register for register in daily() if register.comes_again]


def shown(register: Register, row: Any, user: User) -> dict[str, Any]:
    """A record as a row of 今天 or 记一笔; a village's worker, who sees only hers, is not told which unit it is of."""
    at_home = user.unit.level == UnitLevel.VILLAGE
    hint = register.hint_of(row)
    return {
        "title": register.name_of(row),
        "hint": line_without(hint, row.unit.name, row.unit.federation) if at_home else hint,
        "unit": row.unit,
        "url": register.url("detail", row.pk),
        "repeat_url": f"{register.url('new')}?like={row.pk}",
        "at": row.created_at,
        "day": getattr(row, register.day_field) if register.day_field else None,
    }
