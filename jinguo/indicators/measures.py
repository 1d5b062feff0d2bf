"""What can be measured: indicators over facts, and measures worked out from other measures. All frozen data."""

import ast
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jinguo.indicators.periods import Period

Text = str | Promise
Part = tuple[str, Period]
"""The code of a measure, and the period it is wanted for."""


class When(Enum):
    """Which facts a period takes in: a box in the plane of `since` and `until`."""

    DURING = "during"
    """What happened in the period."""
    BEGAN = "began"
    """States that began in the period."""
    AT_END = "at_end"
    """期末数: states that hold on the last day. Never added over months."""
    ENDED = "ended"
    """States whose first day of no longer holding lies in the period."""


@dataclass(frozen=True)
class Count:
    """How many facts."""


@dataclass(frozen=True)
class Sum:
    """The amounts added up. `scale`: how many of them make one of the figure (100 where they are 分 and it is 元)."""

    scale: int = 1


@dataclass(frozen=True)
class Least(Sum):
    """The smallest amount."""


@dataclass(frozen=True)
class Greatest(Sum):
    """The largest amount."""


@dataclass(frozen=True)
class Mean(Sum):
    """The amounts added up, over how many there are."""


@dataclass(frozen=True)
class Stated(Sum):
    """The newest amount that the unit itself states of the day asked, such as its population by a yearbook.

    Never added up: what a town quotes and what its villages quote are different statements. Only for stocks.
    """


@dataclass(frozen=True)
class Distinct:
    """How many different persons, households, units, records, categories or levels; nobody is counted twice."""

    column: str


def counts_kinds(counts: Count | Sum | Distinct) -> bool:
    """Whether it counts different categories or levels, which have words, and not what somebody recorded."""
    return isinstance(counts, Distinct) and counts.column in ("category", "level")


PEOPLE, HOUSEHOLDS, UNITS = Distinct("person"), Distinct("household"), Distinct("unit")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What every measure has: a code, words, a unit of measure, and a sentence on how to read it (口径)."""

    code: str
    label: Text
    measure_word: Text
    reading: Text = ""

    @property
    def with_word(self) -> str:
        """Its name and what it counts in, as lists to choose from tell it."""
        return _("%(label)s（%(word)s）") % {"label": self.label, "word": self.measure_word}


@dataclass(frozen=True, kw_only=True)
class Indicator(Measure):
    """A measure over facts.

    `reads` names the kinds of fact; `where` keeps only some codes of `category` or `level`, or some values of a
    tag (`"tags.topic"`); `split_by` says which breakdowns make sense to a reader.
    """

    reads: tuple[str, ...]
    counts: Count | Sum | Distinct = Count()
    when: When = When.DURING
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    split_by: tuple[str, ...] = ("unit",)

    def takes(self, fact: Any) -> bool:
        """Whether it takes the fact in, whatever the period."""
        return fact.kind in self.reads and all(
            (fact.tags.get(column[5:], "") if column.startswith("tags.") else getattr(fact, column)) in codes
            for column, codes in self.where.items()
        )

    def counts_like(self, other: "Indicator") -> bool:
        """Whether it counts the same, whatever it is called."""
        same = (self.reads, self.counts, self.when) == (other.reads, other.counts, other.when)
        return same and dict(self.where) == dict(other.where)


@dataclass(frozen=True, kw_only=True)
class Derived(Measure):
    """A measure worked out from others: `parts` says from which, `combine` how."""

    def parts(self, period: Period) -> Sequence[Part]:
        """The measures it needs, and for which periods."""
        raise NotImplementedError

    def combine(self, *values: Decimal | None) -> Decimal | None:
        """Its value from theirs; None where it can't be known."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Share(Derived):
    """`of` as a share of the named `base`. Nothing to divide by: unknown, not zero."""

    of: str
    base: str
    measure_word: Text = "%"

    def parts(self, period: Period) -> Sequence[Part]:
        return (self.of, period), (self.base, period)

    def combine(self, *values: Decimal | None) -> Decimal | None:
        part, base = values
        return part / base if part is not None and base else None


@dataclass(frozen=True, kw_only=True)
class Change(Derived):
    """`of` now, less `of` in the same period of the year before."""

    of: str

    def parts(self, period: Period) -> Sequence[Part]:
        return (self.of, period), (self.of, period.year_before())

    def combine(self, *values: Decimal | None) -> Decimal | None:
        now, before = values
        return now - before if now is not None and before is not None else None


@dataclass(frozen=True, kw_only=True)
class Growth(Change):
    """同比: the change as a share of the year before; unknown where that was zero."""

    measure_word: Text = "%"

    def combine(self, *values: Decimal | None) -> Decimal | None:
        change = super().combine(*values)
        return change / values[1] if change is not None and values[1] else None


@dataclass(frozen=True, kw_only=True)
class Cumulative(Derived):
    """累计: `of` from `since`, or from New Year, to the period's last day."""

    of: str
    since: date | None = None

    def parts(self, period: Period) -> Sequence[Part]:
        first = self.since or period.last.replace(month=1, day=1)
        return ((self.of, Period(min(first, period.last), period.last)),)

    def combine(self, *values: Decimal | None) -> Decimal | None:
        return values[0]


@dataclass(frozen=True, kw_only=True)
class Formula(Derived):
    """Arithmetic over measures, as a person would write it: `(care.visits + care.calls) / care.people`.

    Codes, numbers, + - * / and brackets; ValueError names whatever else stands in it.
    """

    expression: str

    OPERATIONS: ClassVar = {
        ast.Add: Decimal.__add__,
        ast.Sub: Decimal.__sub__,
        ast.Mult: Decimal.__mul__,
        ast.Div: Decimal.__truediv__,
    }

    def __post_init__(self) -> None:
        for node in ast.walk(self._tree):
            known = isinstance(node, ast.BinOp | ast.operator | ast.Attribute | ast.Name | ast.Constant | ast.Load)
            if not known:
                raise ValueError(f"{self.code}: {ast.unparse(node)}")

    @property
    def _tree(self) -> ast.expr:
        return ast.parse(self.expression, mode="eval").body

    def parts(self, period: Period) -> Sequence[Part]:
        return [(code, period) for code in dict.fromkeys(_codes(self._tree))]

    def combine(self, *values: Decimal | None) -> Decimal | None:
        known = dict(zip(dict.fromkeys(_codes(self._tree)), values, strict=True))
        return self._work_out(self._tree, known)

    def _work_out(self, node: ast.expr, known: Mapping[str, Decimal | None]) -> Decimal | None:
        match node:
            case ast.BinOp(left, operation, right):
                one, other = self._work_out(left, known), self._work_out(right, known)
                if one is None or other is None or (isinstance(operation, ast.Div) and not other):
                    return None
                return Decimal(self.OPERATIONS[type(operation)](one, other))
            case ast.Constant(value):
                return Decimal(str(value))
        return known[ast.unparse(node)]


def _codes(node: ast.expr) -> list[str]:
    """The codes in an expression, left to right: `training.sessions` parses as an attribute of a name."""
    if isinstance(node, ast.BinOp):
        return _codes(node.left) + _codes(node.right)
    return [] if isinstance(node, ast.Constant) else [ast.unparse(node)]


WORDS = frozenset({"label", "measure_word", "reading"})


def digest(measure: Measure) -> str:
    """A mark of how a measure counts, whatever it is called: another mark tells that its rule (口径) was changed."""
    rule = [
        type(measure).__name__,
        *(repr(getattr(measure, one.name)) for one in fields(measure) if one.name not in WORDS),
    ]
    return hashlib.sha256("|".join(rule).encode()).hexdigest()[:16]
