"""The obvious evaluator: one figure at a time, fact by fact, parent by parent. Slow, and nothing to get wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from jinguo.facts.models import FactRow
from jinguo.indicators.measures import Count, Distinct, Greatest, Indicator, Least, Mean, Stated, Sum, When
from jinguo.indicators.periods import Period

DAY = timedelta(days=1)


@dataclass
class History:
    """Who stood below whom, told by the test itself and not read from placements."""

    parents: dict[int, list[tuple[date, int | None]]] = field(default_factory=dict)

    def put(self, unit: int, parent: int | None, since: date) -> None:
        self.parents.setdefault(unit, []).append((since, parent))

    def parent(self, unit: int, day: date) -> int | None:
        return max((one for one in self.parents[unit] if one[0] <= day), key=lambda one: one[0])[1]

    def above(self, unit: int | None, day: date) -> list[int]:
        """The unit itself and everything above it."""
        found = []
        while unit is not None:
            found.append(unit)
            unit = self.parent(unit, day)
        return found


def facts_within(
    rows: Iterable[FactRow], indicator: Indicator, period: Period, branch: int, own: bool, history: History
) -> list[FactRow]:
    """The facts that the indicator counts for a unit with everything below it, or for the unit alone."""
    kept = []
    for row in rows:
        day = counting_day(row, indicator.when, period)
        if day is None or row.kind not in indicator.reads or not _wanted(row, indicator.where):
            continue
        if (row.unit == branch) if own else (branch in history.above(row.unit, day)):
            kept.append(row)
    return kept


def statements(
    rows: Iterable[FactRow], indicator: Indicator, period: Period, speaker: int, unit: int, history: History
) -> list[FactRow]:
    """What a unit, or one that stood directly below it on the last day, then stated last of itself."""
    if speaker != unit and history.parent(speaker, period.last) != unit:
        return []
    said = facts_within(rows, indicator, period, speaker, own=True, history=history)
    return [row for row in said if row.since == max(one.since for one in said)]


def counting_day(row: FactRow, when: When, period: Period) -> date | None:
    """The day that decides where a fact counts, or None where the period leaves it out."""
    last_held = row.until - DAY
    match when:
        case When.DURING:
            inside = period.first <= row.since and last_held <= period.last
            return row.since if inside else None
        case When.BEGAN:
            return row.since if period.first <= row.since <= period.last else None
        case When.AT_END:
            return period.last if row.since <= period.last <= last_held else None
        case When.ENDED:
            return last_held if period.first <= row.until <= period.last else None


def value(rows: Sequence[FactRow], counts: Count | Sum | Distinct) -> Decimal | None:
    if isinstance(counts, Count):
        return Decimal(len(rows))
    if counts == Distinct("record"):
        return Decimal(len({(row.source, row.record) for row in rows}))
    if isinstance(counts, Distinct):
        return Decimal(len({getattr(row, counts.column) for row in rows} - {None, ""}))
    return _amount([Decimal(row.amount) / counts.scale for row in rows if row.amount is not None], counts)


def _amount(amounts: Sequence[Decimal], counts: Sum) -> Decimal | None:
    match counts:
        case Least():
            return min(amounts, default=None)
        case Greatest():
            return max(amounts, default=None)
        case Mean() | Stated() if not amounts:
            return None
        case Mean():
            return sum(amounts, Decimal(0)) / len(amounts)
    return sum(amounts, Decimal(0))


def _wanted(row: FactRow, where: Mapping[str, tuple[str, ...]]) -> bool:
    return all(
        (row.tags.get(column[5:]) if column.startswith("tags.") else getattr(row, column)) in codes
        for column, codes in where.items()
    )
