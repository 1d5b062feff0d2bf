"""How a unit gets a place in the tree, and how a branch moves from one place to another.

A step of a path is never given twice below the same parent. So a path means one unit for ever, and a move
that is entered late takes along exactly what has stood below that unit since.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from jinguo.common.dates import FOREVER
from jinguo.orgs.models import Placement, Unit
from jinguo.orgs.tree import STEP, path_on, subtree_bounds

FOUNDING = date(1949, 10, 1)
"""Since when a unit is taken to have stood, if nobody says."""

LONGEST_OWN_CODE = 4


@dataclass(frozen=True)
class Stretch:
    """A place held from `since` up to but not including `until`."""

    path: str
    since: date
    until: date

    def within(self, since: date, until: date) -> "Stretch | None":
        first, end = max(self.since, since), min(self.until, until)
        return Stretch(self.path, first, end) if first < end else None


def place(unit: Unit, parent: Unit | None, since: date) -> None:
    """Give a new unit its place, for as long as its parent has one."""
    above = _places_from(parent, since)
    step = next_step(unit.code, parent.code if parent else "", _steps_taken(above))
    Placement.objects.bulk_create(
        Placement(unit=unit, path=stretch.path + step, since=stretch.since, until=stretch.until) for stretch in above
    )


def move_branch(unit: Unit, parent: Unit | None, on: date) -> None:
    """From that day on the unit stands under the parent, with all below it, also what was founded since."""
    old_path = path_on(unit, on)
    if old_path is None:
        raise ValidationError(_("%(unit)s在那一天还没有成立。") % {"unit": unit})
    low, high = subtree_bounds(old_path)
    rows = list(Placement.objects.filter(path__gte=low, path__lt=high, until__gt=on))
    if parent and any(row.unit_id == parent.pk for row in rows):
        raise ValidationError(_("不能移到自己的下级里。请另选一个上级。"))
    above = _places_from(parent, on)
    step = next_step(unit.code, parent.code if parent else "", _steps_taken(above))
    Placement.objects.bulk_create(_replaced(rows, above, on, old_path, step))
    Placement.objects.filter(pk__in=[row.pk for row in rows if row.since < on]).update(until=on)
    Placement.objects.filter(pk__in=[row.pk for row in rows if row.since >= on]).delete()


def next_step(code: str, parent_code: str, taken: set[int]) -> str:
    """The unit's own part of the division code, so that units stand in its order; else one after the last."""
    own = code.removeprefix(parent_code) if code.startswith(parent_code) else ""
    step = int(own) if own and len(own) <= LONGEST_OWN_CODE else 0
    if not step or step in taken:
        step = max(taken, default=0) + 1
    if step >= 10**STEP:
        raise ValidationError(_("这个单位的下级太多了，放不下了。"))
    return f"{step:0{STEP}d}"


def _replaced(
    rows: Iterable[Placement], above: list[Stretch], on: date, old_path: str, step: str
) -> Iterator[Placement]:
    for row in rows:
        below = row.path[len(old_path) :]
        for stretch in above:
            kept = stretch.within(max(row.since, on), row.until)
            if kept:
                yield Placement(unit_id=row.unit_id, path=kept.path + step + below, since=kept.since, until=kept.until)


def _places_from(parent: Unit | None, since: date) -> list[Stretch]:
    """Where the parent stands from that day on. Raises ValidationError if it wasn't there yet."""
    if parent is None:
        return [Stretch("", since, FOREVER)]
    rows = Placement.objects.filter(unit=parent, until__gt=since).order_by("since")
    places = [Stretch(row.path, max(row.since, since), row.until) for row in rows]
    if not places or places[0].since > since:
        raise ValidationError(_("%(unit)s在那一天还没有成立。") % {"unit": parent})
    return places


def _steps_taken(above: list[Stretch]) -> set[int]:
    """Every step ever given below these places."""
    taken: set[int] = set()
    for stretch in above:
        rows = Placement.objects.alias(length=Length("path")).filter(length=len(stretch.path) + STEP)
        if stretch.path:
            low, high = subtree_bounds(stretch.path)
            rows = rows.filter(path__gt=low, path__lt=high)
        taken.update(int(path[-STEP:]) for path in rows.values_list("path", flat=True))
    return taken
