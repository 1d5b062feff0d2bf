"""What to fetch: the boxes that some indicators share, and the two statements over them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jinguo.indicators import sql
from jinguo.indicators.measures import Distinct, Indicator, Stated
from jinguo.indicators.periods import Period
from jinguo.indicators.tallies import Cell, Member

Key = tuple[str, Period]
"""The code of an indicator, and the period it is wanted for."""
Wanted = Mapping[Key, Indicator]


class Fetched(NamedTuple):
    """The cells and members behind each indicator and period, not yet narrowed to its own."""

    cells: Mapping[Key, list[Cell]]
    members: Mapping[Key, list[Member]]


def fetch(wanted: Wanted, scope: sql.Part) -> Fetched:
    """Run both statements. Those with the same when, period and tags share one box."""
    named = {key: one for key, one in wanted.items() if _column(one) in sql.MEMBERS}
    asking = {column: _asking(wanted.values(), column) for column in ("category", "level")}
    boxes = _boxes(wanted)
    cells: dict[sql.Box, list[Cell]] = defaultdict(list)
    places = list(dict.fromkeys(boxes.values()))
    for place, *cell in _run(scope, [sql.grouped(n, box, asking) for n, box in enumerate(places)]):
        cells[places[place]].append(Cell(*cell))

    boxes_of_named = {key: (_column(named[key]), box) for key, box in _boxes(named).items()}
    members: dict[tuple[str, sql.Box], list[Member]] = defaultdict(list)
    lists = list(dict.fromkeys(boxes_of_named.values()))
    for place, *member in _run(scope, [sql.members(n, box, column, asking) for n, (column, box) in enumerate(lists)]):
        members[lists[place]].append(Member(*member))
    return Fetched(
        {key: cells[box] for key, box in boxes.items()},
        {key: members[slot] for key, slot in boxes_of_named.items()},
    )


def box_of(indicator: Indicator, period: Period) -> sql.Box:
    """The facts of one indicator alone, as its list opens them."""
    return sql.Box(indicator.when, period, indicator.reads, tuple(indicator.where.items()), _is_stated(indicator))


def _boxes(wanted: Wanted) -> dict[Key, sql.Box]:
    slots = {key: (one.when, key[1], _tags(one), _is_stated(one)) for key, one in wanted.items()}
    kinds: dict[object, set[str]] = defaultdict(set)
    for key, slot in slots.items():
        kinds[slot] |= set(wanted[key].reads)
    return {
        key: sql.Box(when, period, tuple(sorted(kinds[when, period, tags, stated])), tags, stated)
        for key, (when, period, tags, stated) in slots.items()
    }


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
