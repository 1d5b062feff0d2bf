"""From facts to figures: every figure of a page in two grouped statements and one for 本期无, whatever their number.

1. Ratios, growth and formulas are expanded to the indicators they come down to.
2. Statement one groups the facts of every box (when × period) by child, kind, category, level and evidence.
3. Statement two fetches the persons and households, for what is counted by different ones.
4. Tallies add cells up and unite sets: a county's people are the union of its towns', never the sum.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from jinguo.facts import Evidence, get_kind, is_confidential, waiting_kinds
from jinguo.indicators import catalogue, sql
from jinguo.indicators.coverage import Coverage, covered, said_nil
from jinguo.indicators.discretion import discreet
from jinguo.indicators.figures import Branch, Figure
from jinguo.indicators.measures import Cumulative, Derived, Indicator, Stated
from jinguo.indicators.periods import Period
from jinguo.indicators.plan import Key, Wanted, fetch
from jinguo.indicators.tallies import Label, Tally
from jinguo.orgs.models import Unit
from jinguo.orgs.tree import directly_below, placements_of

Pieces = TypeVar("Pieces")


def compute(codes: Iterable[str], *, unit: Unit, periods: Iterable[Period]) -> "Figures":
    """The figures of these measures for a unit, for each unit directly below it, and for what it did itself."""
    spans = list(periods)
    needed = (base for code in codes for span in spans for base in catalogue.needed(code, span))
    return Figures(unit, {(indicator.code, span): indicator for indicator, span in needed})


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
        self._fetched = fetch(wanted, sql.scope(sorted(self._own_paths)))
        self._tallies: dict[Key, dict[Branch, Tally]] = {}

    def __getitem__(self, key: tuple[str, Unit | Branch, Period]) -> Figure:
        """The figure for the unit, one directly below it, or (`Branch(unit.pk, own=True)`) its own part."""
        code, where, period = key
        branch = where if isinstance(where, Branch) else Branch(where.pk)
        measure = catalogue.get(code)
        if isinstance(measure, Derived):
            return self._combined(measure, branch, period)
        tally, reads = self._tally(code, period)[branch], self._wanted[code, period].reads
        figure = Figure(
            measure=measure,
            unit=self._units[branch.unit],
            own=branch.own,
            period=period,
            value=tally.value(self._wanted[code, period].counts),
            records=tally.records,
            evidence={Evidence(code): count for code, count in tally.evidence.items()},
            undistinguished=tally.heads,
            coverage=self._coverage(code, period) if branch == Branch(self.unit.pk) else None,
            stale=not self._waiting.isdisjoint(reads),
        )
        return discreet(figure, reads)

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
        return Figure(
            measure=measure,
            unit=first.unit,
            own=first.own,
            period=period,
            value=measure.combine(*(part.value for part in parts)),
            records=first.records,
            evidence=sum((Counter(part.evidence) for part in parts), Counter()),
            undistinguished=sum(part.undistinguished for part in parts),
            coverage=max(known, key=lambda one: len(one.silent), default=None),
            stale=any(part.stale for part in parts),
            confidential=any(part.confidential for part in parts),
            few=isinstance(measure, Cumulative) and first.few,
        )

    def _tally(self, code: str, period: Period) -> dict[Branch, Tally]:
        """One pass over what was fetched for an indicator, shared out to the whole and its parts."""
        key = code, period
        if key not in self._tallies:
            tallies: dict[Branch, Tally] = defaultdict(Tally)
            indicator = self._wanted[key]
            for label, cells in _kept(indicator, self._fetched.cells[key]):
                for cell in cells:
                    for branch in self._branches(cell.child, indicator):
                        tallies[branch].add(label, cell, indicator.counts)
            for _label, members in _kept(indicator, self._fetched.members.get(key, {})):
                for child, found in members.items():
                    for branch in self._branches(child, indicator):
                        tallies[branch].found |= found
            self._tallies[key] = tallies
        return self._tallies[key]

    def _branches(self, child: str, indicator: Indicator) -> tuple[Branch, ...]:
        whole = Branch(self.unit.pk)
        if child in self._own_paths:
            return whole, Branch(whole.unit, own=True)
        below = Branch(self._unit_of[child])
        return (below,) if isinstance(indicator.counts, Stated) else (whole, below)

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
