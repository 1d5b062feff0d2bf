"""比一比: units side by side in two periods; and a unit against those of its level, without naming any of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jinguo.common.wording import say, say_delta
from jinguo.facts import is_confidential
from jinguo.indicators import Measure, Period
from jinguo.indicators.catalogue import kinds_of
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Branch, Figure
from jinguo.indicators.queries import series, step_label, steps_of
from jinguo.orgs.models import Unit
from jinguo.orgs.tree import parent_on

FEWEST_ALIKE = 5
"""Among fewer, an average would tell a unit what its neighbours did."""


@dataclass(frozen=True)
class Row:
    """A unit in two periods."""

    name: str
    now: Figure
    before: Figure

    @property
    def difference(self) -> str:
        """多6期, 少6期, 持平; empty where one of them isn't known."""
        if self.now.value is None or self.before.value is None:
            return ""
        return say_delta(self.now.value, self.before.value, str(self.now.measure.measure_word))


@dataclass(frozen=True)
class Comparison:
    """The units below, or the months, and all of them together, in two periods. `kind`: the bars of its chart."""

    measure: Measure
    unit: Unit
    period: Period
    other: Period
    rows: Sequence[Row]
    whole: Row
    kind: str = "hbar"

    @property
    def figures(self) -> list[Figure]:
        return [figure for row in (*self.rows, self.whole) for figure in (row.now, row.before)]

    def chart(self) -> dict[str, Any]:
        """Bars in the rows' own order, as the chart script reads them; each opens its figure."""
        return {
            "kind": self.kind,
            "labels": [row.name for row in self.rows],
            "unit": str(self.measure.measure_word),
            "series": [
                series(self.period.label(), [row.now for row in self.rows]),
                series(self.other.label(), [row.before for row in self.rows]),
            ],
        }


@dataclass(frozen=True)
class Alike:
    """How a unit stands among those of its level under the same unit: the average and the range, in words."""

    count: int
    own: Figure
    average: str
    least: str
    greatest: str


def compare(measure: Measure, unit: Unit, period: Period, other: Period) -> Comparison:
    """The unit's branch in two periods, by the units directly below it."""
    figures = compute([measure.code], unit=unit, periods=[period, other])

    def row(name: str, branch: Unit | Branch) -> Row:
        return Row(name, figures[measure.code, branch, period], figures[measure.code, branch, other])

    units = dict.fromkeys([*figures.children(period), *figures.children(other)])
    below = [row(one.name, one) for one in units]
    own = row(_("%(unit)s本级") % {"unit": unit.name}, Branch(unit.pk, own=True))
    has_own = below and (own.now.records or own.before.records)
    return Comparison(measure, unit, period, other, [*([own] if has_own else []), *below], row(_("合计"), unit))


def by_month(measure: Measure, unit: Unit, period: Period) -> Comparison:
    """The unit's branch, month by month, beside the same of the year before; by years where the months are many."""
    steps, other = steps_of(period), period.year_before()
    spans = [*steps, *(step.year_before() for step in steps), period, other]
    figures = compute([measure.code], unit=unit, periods=spans)

    def row(name: str, span: Period) -> Row:
        return Row(name, figures[measure.code, unit, span], figures[measure.code, unit, span.year_before()])

    rows = [row(step_label(step), step) for step in steps]
    return Comparison(measure, unit, period, other, rows, row(_("合计"), period), kind="bar")


def alike(measure: Measure, unit: Unit, period: Period) -> Alike | None:
    """How the unit stands among its equals; None where there are too few, or the measure reads confidential kinds."""
    parent = parent_on(unit, period.last)
    if parent is None or is_confidential(*kinds_of(measure)):
        return None
    figures = compute([measure.code], unit=parent, periods=[period])
    equals = [one for one in figures.children(period) if one.level == unit.level]
    known = [figures[measure.code, one, period].value for one in equals]
    values = [value for value in known if value is not None]
    if len(values) < FEWEST_ALIKE:
        return None
    word = str(measure.measure_word)
    average = sum(values, Decimal(0)) / len(values)
    own = compute([measure.code], unit=unit, periods=[period])[measure.code, unit, period]
    return Alike(len(values), own, say(average, word), say(min(values), word), say(max(values), word))
