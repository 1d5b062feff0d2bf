"""Questions to the tree of units, each about one day. A branch is a range of paths, never a walk.

Closed and merged units keep their place, so that what they recorded keeps counting; pages that offer units to
choose from add `.open_on(day)`. What every page asks, some of it several times, is put in the database's own words:
wording it anew each time took Django ten times as long as the answer.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from jinguo.common.dates import FOREVER, today
from jinguo.orgs.models import Placement, Unit, UnitQuerySet, UnitVersion, User

STEP = 4
"""Digits of one step of a path."""
STANDING = "orgs_placement.since <= %s AND orgs_placement.until > %s"
"""`placed_on` in the database's own words; `_standing` has the values."""


def key_of(unit: Unit | int) -> int:
    return unit if isinstance(unit, int) else unit.pk


def subtree_bounds(path: str) -> tuple[str, str]:
    """The range [low, high) of paths of a unit and everything below it."""
    last = int(path[-STEP:]) + 1
    return path, f"{path[:-STEP]}{last:0{STEP}d}" if last < 10**STEP else f"{path[:-STEP]}:"


def placements_of(unit: Unit | int) -> list[Placement]:
    """Every place that the unit has had, oldest first."""
    return list(Placement.objects.filter(unit=key_of(unit)).order_by("since"))


def founded_on(unit: Unit | int) -> date:
    """The first day of the unit's first place."""
    return placements_of(unit)[0].since


def names_on(units: Iterable[int], day: date) -> dict[int, str]:
    """What these units were called that day."""
    keys = list(units)
    names = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "name"))
    earlier = UnitVersion.objects.filter(unit__in=keys, since__lte=day, until__gt=day)
    return names | dict(earlier.values_list("unit_id", "name"))


def placed_on(day: date) -> QuerySet[Placement]:
    """The whole tree of that day; FOREVER asks for the tree as it will be after everything entered so far."""
    if day == FOREVER:
        return Placement.objects.filter(until=FOREVER)
    return Placement.objects.filter(since__lte=day, until__gt=day)


def path_on(unit: Unit | int, day: date) -> str | None:
    """Where the unit stood that day; None before it was founded."""
    found = _placed_where("unit_id", key_of(unit), day)
    return found.path if found else None


def paths_on(units: Iterable[int], day: date) -> dict[int, str]:
    """Where each of these units stood that day."""
    return dict(placed_on(day).filter(unit__in=list(units)).values_list("unit_id", "path"))


def branch_on(unit: Unit | int, day: date) -> QuerySet[Placement]:
    """The placements of the unit and everything below it that day."""
    return _branch(path_on(unit, day), day)


def path_of(user: User) -> str | None:
    """Where the user's unit stands today: looked up once in the life of this user object, that of a request."""
    day = today()
    stood: dict[tuple[int, date], str | None] = user.__dict__.setdefault("stood", {})
    if (user.unit_id, day) not in stood:
        stood[user.unit_id, day] = _place_of(user, day)
    return stood[user.unit_id, day]


def branch_of(user: User) -> RawSQL | tuple[()]:
    """The ids of the user's unit and everything below it today, to be used in `__in`."""
    path = path_of(user)
    if path is None:
        return ()
    chosen = f"SELECT unit_id FROM orgs_placement WHERE {STANDING} AND path >= %s AND path < %s"  # noqa: S608 (our own)
    return RawSQL(chosen, [*_standing(today()), *subtree_bounds(path)])  # noqa: S611 (values are parameters)


def _standing(day: date) -> list[Any]:
    """The values that `STANDING` asks for. What is true of the last day but one is of FOREVER."""
    last = min(day, FOREVER - timedelta(days=1))
    return [connection.ops.adapt_datefield_value(last)] * 2


def _place_of(user: User, day: date) -> str | None:
    """Where her unit stands. The unit itself comes along: every page names it."""
    unit = _placed_where("unit_id", user.unit_id, day)
    if unit and not User.unit.is_cached(user):
        user.unit = unit
    return unit.path if unit else None


def _placed_where(column: str, value: object, day: date) -> Any:
    """The unit whose placement of that day has the value in this column; its path comes along as `.path`."""
    both = "SELECT orgs_unit.*, path FROM orgs_unit JOIN orgs_placement ON orgs_placement.unit_id = orgs_unit.id"
    found = Unit.objects.raw(f"{both} WHERE {STANDING} AND {column} = %s", [*_standing(day), value])
    return next(iter(found), None)


def _branch(path: str | None, day: date) -> QuerySet[Placement]:
    if path is None:
        return Placement.objects.none()
    low, high = subtree_bounds(path)
    return placed_on(day).filter(path__gte=low, path__lt=high)


def branch_ids(unit: Unit | int, day: date) -> QuerySet[Placement, int]:
    """The ids of the unit and everything below it that day, to be used in `__in`."""
    return branch_on(unit, day).values_list("unit_id", flat=True)


def children_on(unit: Unit | int, day: date) -> UnitQuerySet:
    """The units directly below, in the units' own order."""
    path = path_on(unit, day)
    return Unit.objects.none() if path is None else _placed(_one_step_below(path, day))


def directly_below(paths: Iterable[str]) -> list[Placement]:
    """Every placement, of any day, one step below these paths, in the units' own order, with the units."""
    found: list[Placement] = []
    for path in sorted(paths):
        low, high = subtree_bounds(path)
        below = Placement.objects.filter(path__gt=low, path__lt=high).select_related("unit")
        found += _of_length(len(path) + STEP, below).order_by("path", "since")
    return found


def parent_on(unit: Unit | int, day: date) -> Unit | None:
    path = path_on(unit, day)
    return unit_at(path[:-STEP], day) if path else None


def ancestors_on(unit: Unit | int, day: date) -> UnitQuerySet:
    """The units above, the topmost first."""
    path = path_on(unit, day) or ""
    above = [path[:end] for end in range(STEP, len(path), STEP)]
    return _placed(placed_on(day).filter(path__in=above))


def lines_above(units: Iterable[int], day: date) -> dict[int, list[Unit]]:
    """For each of these units the units above it, the topmost first; in two queries."""
    paths = paths_on(units, day)
    above = {path[:end] for path in paths.values() for end in range(STEP, len(path), STEP)}
    placed = placed_on(day).filter(path__in=above).select_related("unit")
    standing = {placement.path: placement.unit for placement in placed}
    return {unit: [standing[path[:end]] for end in range(STEP, len(path), STEP)] for unit, path in paths.items()}


def unit_at(path: str, day: date) -> Unit | None:
    found: Unit | None = _placed_where("path", path, day) if path else None
    return found


def _one_step_below(path: str, day: date) -> QuerySet[Placement]:
    low, high = subtree_bounds(path)
    return _of_length(len(path) + STEP, placed_on(day).filter(path__gt=low, path__lt=high))


def _of_length(length: int, placements: QuerySet[Placement]) -> QuerySet[Placement]:
    return placements.alias(length=Length("path")).filter(length=length)


def _placed(placements: QuerySet[Placement]) -> UnitQuerySet:
    """The units of these placements of one day, ordered by path; the path comes along as `.path`."""
    chosen = Unit.objects.filter(placements__in=placements)
    return chosen.annotate(path=F("placements__path")).order_by("path")
