"""Opening a figure: the records, people or households behind it, page by page.

The list is the figure's own box without the grouping, so its weights add up to the value. The list of a figure
of distinct people has exactly as many lines as it counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from jinguo.common.money import from_fen
from jinguo.facts import words_of
from jinguo.indicators import sql
from jinguo.indicators.measures import Distinct, Indicator, Sum
from jinguo.indicators.periods import Period
from jinguo.indicators.plan import box_of
from jinguo.indicators.sources import Described, describe
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tree import directly_below, placements_of

PAGE = 20
Cursor = tuple[str, str, str, str]
"""Where a page ended: child, day, source and record of its last line."""

ORDER = "child, day DESC, source, record"
BEYOND = (
    "(child > %s OR (child = %s AND (day < %s OR (day = %s AND"
    " (source > %s OR (source = %s AND record > %s))))))"
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One record (or person, household, category) behind a figure, with what it adds to it.

    `times`: how many facts it stands for. `described` is None where the viewer may count but not see.
    """

    child: str
    day: date
    source: str
    record: int | str
    times: int
    weight: Decimal
    described: Described | None = None


@dataclass(frozen=True)
class Group:
    """The lines of one unit below, or of the unit itself: how many, and what they add up to."""

    unit: Unit
    own: bool
    lines: int
    weight: Decimal


@dataclass(frozen=True)
class Opening:
    """A page of lines, the groups of the whole list by child path, and where the next page begins (None: nowhere)."""

    lines: Sequence[Line]
    groups: dict[str, Group]
    after: Cursor | None

    @property
    def total(self) -> Decimal:
        """What all lines of all pages add up to, worked out from the list itself."""
        return sum((group.weight for group in self.groups.values()), Decimal(0))

    @property
    def count(self) -> int:
        return sum(group.lines for group in self.groups.values())


def open_figure(
    indicator: Indicator,
    *,
    unit: Unit,
    period: Period,
    viewer: User,
    own: bool = False,
    after: Cursor | None = None,
    size: int = PAGE,
) -> Opening:
    """The list behind an indicator's figure, from `after` on, described as far as the viewer may see it."""
    paths = sorted(placement.path for placement in placements_of(unit))
    scope = sql.scope(paths)
    inner = sql.lines(box_of(indicator, period), indicator.counts)
    found = _lines(indicator, sql.rows(scope, _page_of(inner, paths if own else None, after, size + 1)))
    lines = found[:size]
    return Opening(
        lines=_described(indicator, lines, viewer),
        groups=_groups(indicator, unit, paths, sql.rows(scope, _groups_of(inner, paths if own else None))),
        after=_cursor(lines[-1]) if len(found) > size else None,
    )


def _page_of(inner: sql.Part, only: Sequence[str] | None, after: Cursor | None, size: int) -> sql.Part:
    where = [_among(only)] if only is not None else []
    if after is not None:
        child, day, source, record = after
        key = int(record) if record.isdigit() else record
        where.append(sql.Part(BEYOND, (child, child, day, day, source, source, key)))
    return _over(inner, "child, day, source, record, times, weight", where, f" ORDER BY {ORDER} LIMIT {size:d}")


def _groups_of(inner: sql.Part, only: Sequence[str] | None) -> sql.Part:
    where = [_among(only)] if only is not None else []
    return _over(inner, "child, COUNT(*), SUM(weight)", where, " GROUP BY child ORDER BY child")


def _over(inner: sql.Part, columns: str, where: Sequence[sql.Part], rest: str) -> sql.Part:
    kept = "".join(f" {'AND' if place else 'WHERE'} {part.text}" for place, part in enumerate(where))
    values = tuple(value for part in where for value in part.values)
    return sql.Part(f"SELECT {columns} FROM ({inner.text}) g{kept}{rest}", inner.values + values)


def _among(paths: Sequence[str]) -> sql.Part:
    return sql.Part(f"child IN ({', '.join(['%s'] * len(paths))})", tuple(paths))


def _lines(indicator: Indicator, rows: sql.Rows) -> list[Line]:
    return [
        Line(child, sql.day(day), source, record, times, _weight(indicator, weight))
        for child, day, source, record, times, weight in rows
    ]


def _weight(indicator: Indicator, weight: int) -> Decimal:
    counts = indicator.counts
    return from_fen(int(weight)) if isinstance(counts, Sum) and counts.money else Decimal(weight)


def _described(indicator: Indicator, lines: Sequence[Line], viewer: User) -> list[Line]:
    counts = indicator.counts
    if isinstance(counts, Distinct) and counts.column not in sql.MEMBERS:
        words = words_of(indicator.reads, counts.column)
        return [replace(one, described=Described(words.get(str(one.record), str(one.record)), "", "")) for one in lines]
    seen = describe([(line.source, int(line.record)) for line in lines], viewer)
    return [replace(line, described=seen.get((line.source, int(line.record)))) for line in lines]


def _groups(indicator: Indicator, unit: Unit, own_paths: Sequence[str], rows: sql.Rows) -> dict[str, Group]:
    units = {placement.path: placement.unit for placement in directly_below(own_paths)}
    return {
        child: Group(units.get(child, unit), child in own_paths, lines, _weight(indicator, weight))
        for child, lines, weight in rows
    }


def _cursor(line: Line) -> Cursor:
    return line.child, line.day.isoformat(), line.source, str(line.record)
