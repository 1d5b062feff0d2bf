"""From facts to figures: every figure of a page in two grouped statements and one for 本期无, whatever their number.

1. Ratios, growth and formulas are expanded to the indicators they come down to.
2. Statement one groups the facts of every box (when × period) by child, kind, category, level and evidence.
3. Statement two fetches the persons and households, for what is counted by different ones.
4. Tallies add cells up and unite sets: a county's people are the union of its towns', never the sum.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from jinguo.facts import Evidence, get_kind, is_confidential, waiting_kinds
from jinguo.indicators import catalogue, sql
from jinguo.indicators.coverage import Coverage, covered, said_nil
from jinguo.indicators.discretion import discreet, is_few, parts_are_told, steps_to_townships
from jinguo.indicators.figures import Branch, Figure
from jinguo.indicators.measures import Count, Cumulative, Derived, Distinct, Indicator, Measure, Stated, Sum
from jinguo.indicators.periods import Period
from jinguo.indicators.plan import Fetched, Key, Wanted, fetch
from jinguo.indicators.tallies import Label, Tally
from jinguo.orgs.models import Unit
from jinguo.orgs.tree import STEP, directly_below, placements_of

Pieces = TypeVar("Pieces")
Place = TypeVar("Place", bound=Hashable)

ADDITIVE = (Count, Sum, Distinct)
"""What a whole is made up of by its parts, so that it gives away the one that is missing."""
NONE: frozenset[str] = frozenset()


def compute(codes: Iterable[str], *, unit: Unit, periods: Iterable[Period]) -> "Figures":
    """The figures of these measures for a unit, for each unit directly below it, and for what it did itself."""
    spans = list(periods)
    needed = (base for code in codes for span in spans for base in catalogue.needed(code, span))
    return Figures(unit, {(indicator.code, span): indicator for indicator, span in needed})


def figures_of(codes: Iterable[str], unit: Unit, period: Period) -> dict[str, Figure]:
    """The figures of these measures for one unit and period, by their codes; no query where there are none."""
    wanted = list(codes)
    found = compute(wanted, unit=unit, periods=[period]) if wanted else None
    return {code: found[code, unit, period] for code in wanted} if found else {}


class Figures:
    """Figures of one unit; `figures[code, branch, period]` words and combines what the two statements brought."""

    def __init__(self, unit: Unit, wanted: Wanted) -> None:
        self.unit = unit
        self._wanted = wanted
        self._own_paths = {placement.path for placement in placements_of(unit)}
        self._below = directly_below(self._own_paths)
        self._unit_of = {placement.path: placement.unit_id for placement in self._below}
        self._units = {unit.pk: unit, **{placement.unit_id: placement.unit for placement in self._below}}
        self._said_nil = said_nil(self._units)
        self._waiting = waiting_kinds()
        self._fetched = self._fetch(wanted)
        self._tallies: dict[tuple[str, Period, frozenset[str]], dict[Branch, Tally]] = {}
        self._few_places: dict[Key, frozenset[str]] = {}

    def _fetch(self, wanted: Wanted) -> Fetched:
        """Confidential kinds by township, wherever the unit stands: what may be told of them is decided there."""
        paths, steps = sorted(self._own_paths), steps_to_townships(self.unit)
        kept = {key: one for key, one in wanted.items() if is_confidential(*one.reads)} if steps > 1 else {}
        near = fetch({key: one for key, one in wanted.items() if key not in kept}, sql.scope(paths))
        far = fetch(kept, sql.scope(paths, steps))
        return Fetched({**near.cells, **far.cells}, {**near.members, **far.members})

    def __getitem__(self, key: tuple[str, Unit | Branch, Period]) -> Figure:
        """The figure for the unit, one directly below it, or (`Branch(unit.pk, own=True)`) its own part."""
        code, where, period = key
        branch = where if isinstance(where, Branch) else Branch(where.pk)
        measure = catalogue.get(code)
        if isinstance(measure, Derived):
            return self._combined(measure, branch, period)
        indicator = self._wanted[code, period]
        figure = self._figure(measure, indicator, branch, period)
        if not is_confidential(*indicator.reads):
            return figure
        few = self._few(code, period, branch)
        return discreet(figure, self._figure(measure, indicator, branch, period, few) if few else None)

    def _figure(
        self, measure: Measure, indicator: Indicator, branch: Branch, period: Period, without: frozenset[str] = NONE
    ) -> Figure:
        """As it is; `without` leaves out what stands at these paths."""
        tally = self._tally(indicator.code, period, without)[branch]
        return Figure(
            measure=measure,
            unit=self._units[branch.unit],
            own=branch.own,
            period=period,
            value=tally.value(indicator.counts),
            records=tally.records,
            evidence={Evidence(code): count for code, count in tally.evidence.items()},
            undistinguished=tally.heads,
            coverage=self._coverage(indicator.code, period) if branch == Branch(self.unit.pk) else None,
            stale=not self._waiting.isdisjoint(indicator.reads),
        )

    def _few(self, code: str, period: Period, branch: Branch) -> frozenset[str]:
        """The places whose own number is so small that it stays unsaid, if any lies in the branch."""
        if branch.own or not parts_are_told(self._units[branch.unit]):
            return NONE
        key, indicator = (code, period), self._wanted[code, period]
        if key not in self._few_places:
            alone = self._added(code, period, lambda child: (child,)) if type(indicator.counts) in ADDITIVE else {}
            few = (place for place, tally in alone.items() if is_few(tally.value(indicator.counts)))
            self._few_places[key] = frozenset(few)
        found = self._few_places[key]
        return found if any(branch in self._branches(place, indicator) for place in found) else NONE

    def children(self, period: Period) -> list[Unit]:
        """The units that stood directly below on any day of the period, in their own order.

        A unit closed before it is left out, unless something of it counts all the same: the rows of a table add up.
        """
        there = {one.unit_id for one in self._below if one.since <= period.last and one.until > period.first}
        open_then = {pk for pk in there if _open(self._units[pk], period.first)}
        shown = open_then | self._counting(period)
        return [self._units[pk] for pk in dict.fromkeys(one.unit_id for one in self._below) if pk in shown]

    def _counting(self, period: Period) -> set[int]:
        named = (found for (_code, span), found in self._fetched.cells.items() if span == period)
        told = (some for found in named for label, some in found.items() if not is_confidential(label.kind))
        cells = (cell for some in told for cell in some)
        return {self._unit_of[cell.child] for cell in cells if cell.child in self._unit_of}

    def _combined(self, measure: Derived, branch: Branch, period: Period) -> Figure:
        parts = [self[code, branch, span] for code, span in measure.parts(period)]
        first = parts[0]
        known = [part.coverage for part in parts if part.coverage]
        is_same = isinstance(measure, Cumulative)
        is_vague = any(part.at_least for part in parts) and not is_same
        value = None if is_vague else measure.combine(*(part.value for part in parts))
        return Figure(
            measure=measure,
            unit=first.unit,
            own=first.own,
            period=period,
            value=value,
            records=first.records,
            evidence=sum((Counter(part.evidence) for part in parts), Counter()),
            undistinguished=sum(part.undistinguished for part in parts),
            coverage=max(known, key=lambda one: len(one.silent), default=None),
            stale=any(part.stale for part in parts),
            confidential=any(part.confidential for part in parts),
            few=is_same and first.few,
            at_least=is_same and first.at_least,
        )

    def _tally(self, code: str, period: Period, without: frozenset[str]) -> dict[Branch, Tally]:
        """One pass over what was fetched for an indicator, shared out to the whole and its parts."""
        key, indicator = (code, period, without), self._wanted[code, period]
        if key not in self._tallies:
            self._tallies[key] = self._added(
                code, period, lambda child: () if child in without else self._branches(child, indicator)
            )
        return self._tallies[key]

    def _added(self, code: str, period: Period, counting: Callable[[str], Iterable[Place]]) -> dict[Place, Tally]:
        """What was fetched for an indicator, added up for each of those that `counting` says a child counts for."""
        tallies: dict[Place, Tally] = defaultdict(Tally)
        indicator = self._wanted[code, period]
        for label, cells in _kept(indicator, self._fetched.cells[code, period]):
            for cell in cells:
                for place in counting(cell.child):
                    tallies[place].add(label, cell, indicator.counts)
        for _label, members in _kept(indicator, self._fetched.members.get((code, period), {})):
            for child, found in members.items():
                for place in counting(child):
                    tallies[place].found |= found
        return tallies

    def _branches(self, child: str, indicator: Indicator) -> tuple[Branch, ...]:
        whole = Branch(self.unit.pk)
        if child in self._own_paths:
            return whole, Branch(whole.unit, own=True)
        below = Branch(self._unit_of[self._directly_below(child)])
        return (below,) if isinstance(indicator.counts, Stated) else (whole, below)

    def _directly_below(self, child: str) -> str:
        """The place directly below this unit in which one further down lies."""
        if child in self._unit_of:
            return child
        return next(child[: len(path) + STEP] for path in self._own_paths if child.startswith(path))

    def _coverage(self, code: str, period: Period) -> Coverage | None:
        day = period.last
        expected = [one.unit for one in self._below if one.since <= day < one.until and _open(one.unit, day)]
        indicator = self._wanted[code, period]
        if not expected or not any(get_kind(kind).expected for kind in indicator.reads):
            return None
        found = self._fetched.cells[code, period]
        cells = (cell for label, some in found.items() if label.kind in indicator.reads for cell in some)
        recorded = {self._unit_of[cell.child] for cell in cells if cell.child in self._unit_of}
        return covered(expected, recorded, self._said_nil, indicator, period)


def _open(unit: Unit, day: date) -> bool:
    return unit.closed_on is None or day < unit.closed_on


def _kept(indicator: Indicator, pieces: Mapping[Label, Pieces]) -> Iterator[tuple[Label, Pieces]]:
    """What is of the indicator's own kinds, categories and levels; tags were narrowed in the box."""
    columns = [(column, codes) for column, codes in indicator.where.items() if not column.startswith("tags.")]
    for label, piece in pieces.items():
        if label.kind in indicator.reads and all(getattr(label, column) in codes for column, codes in columns):
            yield label, piece
