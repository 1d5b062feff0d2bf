"""What the figures page shows: one measure, units × months, this year beside last, in one compute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import today
from jinguo.indicators import catalogue
from jinguo.indicators.addresses import figure_url
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Branch, Figure
from jinguo.indicators.measures import Measure
from jinguo.indicators.periods import DAY, Period
from jinguo.orgs.models import Unit, UnitKind, UnitLevel, User
from jinguo.orgs.scope import covers
from jinguo.orgs.tree import ancestors_on, children_on

MOST_COLUMNS, MOST_YEARS = 12, 100
WHOLE = {
    UnitLevel.PROVINCE: gettext_lazy("全省"),
    UnitLevel.CITY: gettext_lazy("全市"),
    UnitLevel.COUNTY: gettext_lazy("全县"),
    UnitLevel.TOWNSHIP: gettext_lazy("全镇"),
    UnitLevel.VILLAGE: gettext_lazy("全村"),
}
SPLIT = ("category", "level")
WHOLE_KIND = {
    UnitKind.STREET: gettext_lazy("全街道"),
    UnitKind.TOWNSHIP: gettext_lazy("全乡"),
    UnitKind.RESIDENTS: gettext_lazy("全社区"),
}
BAR_STEP, LEAST_BAR = 10, 4


@dataclass(frozen=True)
class Row:
    """The figures of a unit or a part: one per column, and the whole period."""

    name: str
    cells: Sequence[Figure]
    total: Figure

    @property
    def bars(self) -> list[tuple[int, int, int]]:
        """Little bars for the phone, in a box 100 high: x, y and height."""
        values = [abs(cell.value or Decimal(0)) for cell in self.cells]
        most = max(values, default=Decimal(0)) or Decimal(1)
        heights = [max(int(value * 100 / most), LEAST_BAR) for value in values]
        return [(place * BAR_STEP, 100 - height, height) for place, height in enumerate(heights)]

    @property
    def width(self) -> int:
        return len(self.cells) * BAR_STEP


@dataclass(frozen=True)
class Table:
    """Units × steps of a period."""

    steps: Sequence[Period]
    rows: Sequence[Row]
    whole: Row
    last_year: Sequence[Figure]
    last_year_total: Figure
    parts: Sequence[Row]
    """The same by category or level, where that makes sense to a reader."""

    def chart(self) -> dict[str, Any]:
        """This period beside the same of the year before, as the chart script reads it; each bar opens its figure."""
        return {
            "kind": "bar",
            "labels": [step_label(step) for step in self.steps],
            "unit": str(self.whole.total.measure.measure_word),
            "series": [
                series(self.whole.total.period.label(), self.whole.cells),
                series(self.last_year_total.period.label(), self.last_year),
            ],
        }


def table(measure: Measure, unit: Unit, period: Period) -> Table:
    """Everything the page shows of a measure for a unit and a period."""
    steps = steps_of(period)
    before = [step.year_before() for step in steps]
    parts = {one.code: name for column in SPLIT for name, one in catalogue.parts(measure, column).items()}
    codes = [measure.code, *parts]
    figures = compute(codes, unit=unit, periods=[*steps, *before, period, period.year_before()])

    def row(name: str, branch: Unit | Branch, code: str = measure.code) -> Row:
        cells = [figures[code, branch, step] for step in steps]
        return Row(name, cells, figures[code, branch, period])

    below = [row(child.name, child) for child in figures.children(period)]
    own = row(_("%(unit)s本级") % {"unit": unit.name}, Branch(unit.pk, own=True))
    return Table(
        steps=steps,
        rows=[*([own] if below and own.total.records else []), *below],
        whole=row(str(WHOLE_KIND.get(UnitKind(unit.kind or UnitKind.OTHER), WHOLE[UnitLevel(unit.level)])), unit),
        last_year=[figures[measure.code, unit, step] for step in before],
        last_year_total=figures[measure.code, unit, period.year_before()],
        parts=[part for code, name in parts.items() if (part := row(name, unit, code)).total.records],
    )


def steps_of(period: Period) -> list[Period]:
    """The months of a period, or its years where there are too many months; where those are too many, the whole."""
    months, years = period.months(), period.years()
    return months if len(months) <= MOST_COLUMNS else years if len(years) <= MOST_YEARS else [period]


def step_label(step: Period) -> str:
    """3月, or 2007年 where the steps are years."""
    if step.first.month != step.last.month:
        return _("%(year)d年") % {"year": step.first.year}
    return _("%(month)d月") % {"month": step.first.month}


def usual_periods(day: date) -> list[Period]:
    """What is mostly asked for: this half year and the last, this year and the last, this quarter and month."""
    half = Period.half_year(day)
    quarter, month = f"{day.year}Q{(day.month + 2) // 3}", f"{day:%Y-%m}"
    named = [Period.parse(text) for text in (f"{day.year}", f"{day.year - 1}", quarter, month)]
    return [half, Period.half_year(half.first - DAY), *named]


def units_around(unit: Unit, viewer: User) -> list[Unit]:
    """Where one can go from a unit: up as far as the viewer may see, the unit itself, and one step down."""
    day = today()
    above = [one for one in ancestors_on(unit, day) if covers(viewer, one)]
    return [*above, unit, *children_on(unit, day).open_on(day)]


def series(name: str, figures: Sequence[Figure]) -> dict[str, Any]:
    """Bars of a chart, each of which opens its figure."""
    return {
        "name": name,
        "values": [drawn(figure) for figure in figures],
        "urls": [figure_url(figure) for figure in figures],
    }


def drawn(figure: Figure) -> float | None:
    """For drawing only; the exact value stands in the table."""
    if figure.value is None:
        return None
    return float(figure.value * 100 if figure.measure.measure_word == "%" else figure.value)
