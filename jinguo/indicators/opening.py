"""Opening a figure: the records, people or households behind it, page by page.

The list is the figure's own box without the grouping, so its weights add up to the value. The list of a figure
of distinct people has exactly as many lines as it counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput
from jinguo.common.numbers import whole_number
from jinguo.facts import is_confidential, words_of
from jinguo.indicators import sql
from jinguo.indicators.measures import Count, Distinct, Greatest, Indicator, Least, Mean, Stated, Sum, counts_kinds
from jinguo.indicators.periods import Period
from jinguo.indicators.plan import box_of
from jinguo.indicators.sources import Described, Pair, confided, describe
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tree import directly_below, placements_of

PAGE = 20
EVERY_LINE = 1_000_000_000
"""A page of this size holds the whole list."""


class Cursor(NamedTuple):
    """Where a page ended: its last line."""

    child: str
    day: date
    source: str
    record: str

    def __str__(self) -> str:
        return "~".join((self.child, self.day.isoformat(), self.source, self.record))

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """What `str` wrote; BadInput for anything else."""
        try:
            child, day, source, record = text.split("~")
            return cls(child, date.fromisoformat(day), source, record)
        except ValueError as error:
            raise BadInput(_("看不懂从哪里接着看。")) from error


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

    @property
    def cursor(self) -> Cursor:
        """Where a page ends that ends with it."""
        return Cursor(self.child, self.day, self.source, str(self.record))


@dataclass(frozen=True)
class Group:
    """The lines of one unit below, or of the unit itself: how many, and what they come to."""

    unit: Unit
    own: bool
    lines: int
    times: int
    total: Decimal
    least: Decimal
    greatest: Decimal


@dataclass(frozen=True)
class Opening:
    """A page of lines, the groups of the whole list by child path, and where the next page begins (None: nowhere)."""

    counts: Count | Sum | Distinct
    lines: Sequence[Line]
    groups: dict[str, Group]
    after: Cursor | None

    @property
    def count(self) -> int:
        """How many lines there are on all pages."""
        return sum(group.lines for group in self.groups.values())

    @property
    def total(self) -> Decimal | None:
        """What all lines of all pages come to, worked out from the list itself."""
        groups = self.groups.values()
        match self.counts:
            case Least():
                return min((group.least for group in groups), default=None)
            case Greatest():
                return max((group.greatest for group in groups), default=None)
            case Stated() if not groups:
                return None
        total = sum((group.total for group in groups), Decimal(0))
        if isinstance(self.counts, Mean):
            times = sum(group.times for group in groups)
            return total / times if times else None
        return total

    @property
    def weighted(self) -> bool:
        """Whether the lines weigh differently, so that each weight is worth showing."""
        return not isinstance(self.counts, Count | Distinct)


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
    known = confided(viewer) if is_confidential(*indicator.reads) else {}
    opening = listed(indicator, unit=unit, period=period, own=own, after=after, size=size, cases=_records(known))
    return replace(opening, lines=described(opening, indicator.reads, viewer, known))


def listed(
    indicator: Indicator,
    *,
    unit: Unit,
    period: Period,
    own: bool = False,
    after: Cursor | None = None,
    size: int = EVERY_LINE,
    cases: tuple[int, ...] = (),
) -> Opening:
    """The same with ids alone: nothing of a record is read. Of confidential kinds only these cases, by their tokens."""
    paths = sorted(placement.path for placement in placements_of(unit))
    scope, box = sql.scope(paths), box_of(indicator, period)
    box = replace(box, records=cases) if is_confidential(*indicator.reads) else box
    inner = sql.lines(box, indicator.counts)
    kept = _among(paths) if own or isinstance(indicator.counts, Stated) else sql.Part("1 = 1")
    found = _lines(indicator, sql.rows(scope, _page_of(inner, kept, _beyond(indicator, after), size + 1)))
    lines = found[:size]
    return Opening(
        counts=indicator.counts,
        lines=lines,
        groups=_groups(indicator, unit, paths, sql.rows(scope, _groups_of(inner, kept))),
        after=lines[-1].cursor if len(found) > size else None,
    )


def _records(known: Mapping[Pair, Pair]) -> tuple[int, ...]:
    """The tokens of the records among these."""
    return tuple(token for source, token in known if source not in sql.MEMBERS)


def _page_of(inner: sql.Part, kept: sql.Part, beyond: sql.Part, size: int) -> sql.Part:
    return sql.Part(
        f"SELECT child, day, source, record, times, weight FROM ({inner.text}) g"
        f" WHERE {kept.text} AND {beyond.text} ORDER BY child, day DESC, source, record LIMIT {size:d}",
        inner.values + kept.values + beyond.values,
    )


def _groups_of(inner: sql.Part, kept: sql.Part) -> sql.Part:
    return sql.Part(
        f"SELECT child, COUNT(*), SUM(times), SUM(weight), MIN(weight), MAX(weight) FROM ({inner.text}) g"
        f" WHERE {kept.text} GROUP BY child ORDER BY child",
        inner.values + kept.values,
    )


def _beyond(indicator: Indicator, after: Cursor | None) -> sql.Part:
    if after is None:
        return sql.Part("1 = 1")
    child, day, source, record = after
    edge = sql.plain(day)
    key = record if counts_kinds(indicator.counts) else _number(record)
    return sql.Part(BEYOND, (child, child, edge, edge, source, source, key))


def _number(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise BadInput(_("看不懂从哪里接着看。"))
    return number


def _among(paths: Sequence[str]) -> sql.Part:
    return sql.Part(f"child IN ({', '.join(['%s'] * len(paths))})", tuple(paths))


def _lines(indicator: Indicator, rows: sql.Rows) -> list[Line]:
    return [
        Line(child, sql.day(day), source, record, times, _weight(indicator, weight))
        for child, day, source, record, times, weight in rows
    ]


def _weight(indicator: Indicator, weight: int) -> Decimal:
    counts = indicator.counts
    return Decimal(weight) / counts.scale if isinstance(counts, Sum) else Decimal(weight)


def described(
    opening: Opening, kinds: tuple[str, ...], viewer: User, known: Mapping[Pair, Pair] | None = None
) -> list[Line]:
    """The lines with what the viewer may see of their records; `kinds` word the codes of a list of categories.

    `known`: what the tokens of confidential lines stand for.
    """
    counts, lines = opening.counts, opening.lines
    if isinstance(counts, Distinct) and counts_kinds(counts):
        words = words_of(kinds, counts.column)
        return [replace(one, described=Described(words.get(str(one.record), str(one.record)), "", "")) for one in lines]
    named = [(line.source, int(line.record)) for line in lines]
    real = [(known or {}).get(pair, pair) for pair in named]
    seen = describe(real, viewer)
    return [replace(line, described=seen.get(pair)) for line, pair in zip(lines, real, strict=True)]


def _groups(indicator: Indicator, unit: Unit, own_paths: Sequence[str], rows: sql.Rows) -> dict[str, Group]:
    units = {placement.path: placement.unit for placement in directly_below(own_paths)}
    return {
        child: Group(
            units.get(child, unit), child in own_paths, lines, int(times), *(_weight(indicator, one) for one in weights)
        )
        for child, lines, times, *weights in rows
    }
