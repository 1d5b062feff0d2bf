"""What to fetch: the boxes that some indicators share, and the two statements over them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from jinguo.indicators import sql
from jinguo.indicators.measures import Distinct, Indicator, Stated
from jinguo.indicators.periods import Period
from jinguo.indicators.tallies import Cell, Label

Key = tuple[str, Period]
"""The code of an indicator, and the period it is wanted for."""
Wanted = Mapping[Key, Indicator]


Cells = Mapping[Label, list[Cell]]
Members = Mapping[Label, Mapping[str, set[object]]]
"""Child → the different persons, households, units or records that its facts name."""


class Fetched(NamedTuple):
    """The cells and members behind each indicator and period, by label: not yet narrowed to its own."""

    cells: Mapping[Key, Cells]
    members: Mapping[Key, Members]


def fetch(wanted: Wanted, scope: sql.Part) -> Fetched:
    """Run both statements. Those with the same when, period and tags share one box, but units and facts."""
    named = {key: one for key, one in wanted.items() if _column(one) in sql.MEMBERS}
    asking = {column: _asking(wanted.values(), column) for column in ("category", "level")}
    boxes = _boxes(wanted)
    places = list(dict.fromkeys(boxes.values()))
    cells: list[dict[Label, list[Cell]]] = [defaultdict(list) for _box in places]
    for place, child, kind, category, level, *sums in _run(
        scope, [sql.grouped(n, box, asking) for n, box in enumerate(places)]
    ):
        cells[place][Label(kind, category, level)].append(Cell(child, *sums))

    boxes_of_named = {key: (_column(named[key]), box) for key, box in _boxes(named).items()}
    lists = list(dict.fromkeys(boxes_of_named.values()))
    members: list[dict[Label, dict[str, set[object]]]] = [defaultdict(lambda: defaultdict(set)) for _list in lists]
    for place, child, kind, category, level, source, member in _run(
        scope, [sql.members(n, box, column, asking) for n, (column, box) in enumerate(lists)]
    ):
        members[place][Label(kind, category, level)][child].add((source, member) if source else member)
    cells_of, members_of = dict(zip(places, cells, strict=True)), dict(zip(lists, members, strict=True))
    return Fetched(
        {key: cells_of[box] for key, box in boxes.items()},
        {key: members_of[slot] for key, slot in boxes_of_named.items()},
    )


def box_of(indicator: Indicator, period: Period) -> sql.Box:
    """The facts of one indicator alone, as its list opens them."""
    return sql.Box(indicator.when, period, indicator.reads, tuple(indicator.where.items()), _is_stated(indicator))


def _boxes(wanted: Wanted) -> dict[Key, sql.Box]:
    alone = {key: (sql.UNIT_OPEN,) if sql.UNIT_OPEN in one.reads else () for key, one in wanted.items()}
    slots = {key: sql.Box(one.when, key[1], alone[key], _tags(one), _is_stated(one)) for key, one in wanted.items()}
    kinds: dict[sql.Box, set[str]] = defaultdict(set)
    for key, slot in slots.items():
        kinds[slot] |= set(wanted[key].reads)
    return {key: replace(slot, kinds=tuple(sorted(kinds[slot]))) for key, slot in slots.items()}


def _is_stated(indicator: Indicator) -> bool:
    return isinstance(indicator.counts, Stated)


def _tags(indicator: Indicator) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((column, codes) for column, codes in indicator.where.items() if column.startswith("tags.")))


def _column(indicator: Indicator) -> str:
    return indicator.counts.column if isinstance(indicator.counts, Distinct) else ""


def _asking(indicators: Iterable[Indicator], column: str) -> tuple[str, ...]:
    """The kinds for which somebody asks about a column; the others are not grouped by it."""
    return tuple(sorted({kind for one in indicators if column in (*one.where, _column(one)) for kind in one.reads}))


def _run(scope: sql.Part, selects: list[sql.Part]) -> sql.Rows:
    return sql.rows(scope, sql.union(selects)) if selects else []
