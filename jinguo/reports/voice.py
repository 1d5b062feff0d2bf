"""What a text may call for numbers and names. Whatever is not known becomes a gap, never an invention."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput
from jinguo.common.wording import STYLES, say
from jinguo.facts import is_confidential
from jinguo.indicators import Indicator, Period, catalogue
from jinguo.indicators.compute import Figures, compute
from jinguo.indicators.figures import Figure
from jinguo.indicators.measures import counts_kinds
from jinguo.indicators.opening import open_figure
from jinguo.indicators.sources import describe
from jinguo.orgs.models import Unit, User
from jinguo.records.models import ProgrammeTarget
from jinguo.reports import comparing, queries
from jinguo.reports.models import Report
from jinguo.reports.pieces import Block, Chart, Gap, Number, Pieces, Promise
from jinguo.reports.sections import LineName
from jinguo.reports.text import Paragraph, Words

MANY = 200
"""More topics than a unit teaches in a period; only the most frequent are named."""

CHARTS = {
    "unit": lambda measure, unit, period: comparing.compare(measure, unit, period, period.year_before()),
    "month": comparing.by_month,
}


class Voice:
    """The functions of one report's text, over its figures.

    `codes`: the figures that are asked for.
    """

    def __init__(self, report: Report, figures: Figures, codes: Sequence[str], viewer: User) -> None:
        self.report = report
        self.figures = figures
        self.codes = codes
        self.viewer = viewer
        self.gaps: list[Gap] = []
        self.charts = 0
        self.goals: list[tuple[ProgrammeTarget, Figure]] = []
        """What has been done towards targets, where the text says by which figure."""

    @property
    def functions(self) -> dict[str, Callable[..., Any]]:
        return {
            **{"figure": self.figure, "change": self.change, "top": self.top, "chart": self.chart},
            **{"names": self.names, "line": self.line, "target": self.target, "done": self.done},
        }

    def figure(self, code: str, style: str = "exact", word: str = "", at: str = "") -> Number | Gap:
        """The number, with a qualifier, and with another measure word (名 for 人) where the sentence wants it.

        `at`: not of the whole, but of the unit below that comes to most by this other figure.
        """
        if style not in STYLES:
            raise BadInput(_("没有“%(style)s”这种写法。") % {"style": style})
        figure = self._of(code, next(iter(self._leading(at)), None) if at else self.report.unit)
        if figure is None or not figure.is_on_file or not figure.wording(style):
            return self.gap(self.called(code))
        if word:
            figure = replace(figure, measure=replace(figure.measure, measure_word=word))
        return Number(figure, style)

    def change(self, code: str, what: str = "") -> Pieces:
        """，培训班比上年同期多6期; nothing where nothing is on file of last year."""
        figure = self._of(code, self.report.unit)
        before = self._before(code)
        if figure is None or not figure.records or before is None or not before.records:
            return []
        changed = self.figures[f"{code}{catalogue.CHANGE}", self.report.unit, self.report.period]
        return [Words(_("，%(what)s比上年同期") % {"what": what}), Number(changed)]

    def top(self, code: str, limit: int = 3, amounts: bool = True) -> Pieces | Gap:
        """The units below that come to most: 力洋镇5个、长街镇3个; without `amounts` only their names."""
        leading = self._leading(code)[:limit]
        if not leading:
            return self.gap(self.called(code))
        told: Pieces = []
        for unit in leading:
            told += [Words(f"、{unit.name}" if told else unit.name)]
            told += [Number(self.figures[code, unit, self.report.period])] if amounts else []
        return told

    def chart(self, code: str, by: str = "unit") -> Block | Gap:
        """A chart, by the units below or (`by="month"`) by month, this period beside the same of last year."""
        draw = CHARTS.get(by)
        if draw is None:
            raise BadInput(_("图只能按单位（unit）或按月（month）画，没有“%(by)s”。") % {"by": by})
        figure = self._of(code, self.report.unit)
        if figure is None or not figure.is_on_file:
            return self.gap(_("图：%(what)s") % {"what": self.called(code)})
        self.charts += 1
        chart = Chart(self.charts, draw(figure.measure, self.report.unit, self.report.period))
        return Block((Paragraph(0, (chart,)),))

    def names(self, code: str, limit: int = 3) -> Words | Gap:
        """What a figure counts by kind, the most frequent first.

        Kinds have words that everybody may read. Of people and records a text names nobody: it is read by more than
        may see them.
        """
        measure = catalogue.find(code)
        if not isinstance(measure, Indicator) or not counts_kinds(measure.counts) or is_confidential(*measure.reads):
            return self.gap(self.called(code))
        unit, period = self.report.unit, self.report.period
        opening = open_figure(measure, unit=unit, period=period, viewer=self.viewer, size=MANY)
        named = [(line.times, str(line.described.title)) for line in opening.lines if line.described]
        often = sorted(named, key=lambda each: (-each[0], each[1]))
        return Words("、".join(name for _times, name in often[:limit])) if often else self.gap(measure.label)

    def line(self, programme: str, name: str) -> LineName | Gap:
        """A line of the year's work by the name of its programme; `name` is how the text's editors call it."""
        found = queries.programme_for(self.report, code=programme)
        return LineName(found.name, place=found.place) if found else self.gap(name)

    def target(self, programme: str, what: str) -> Promise | Gap:
        """What a programme of the unit, or of one above it, promises."""
        target = queries.target_for(self.report, programme=programme, what=what)
        return self.promise(target, target.amount) if target else self.gap(what)

    def done(self, programme: str, what: str, code: str) -> Number | Gap:
        """What was done towards a target since its programme began, by a figure that the text names."""
        target, measure = queries.target_for(self.report, programme=programme, what=what), catalogue.find(code)
        if target is None or measure is None:
            return self.gap(what)
        period = Period(min(target.programme.since, self.report.last), self.report.last)
        figure = compute([code], unit=self.report.unit, periods=[period])[code, self.report.unit, period]
        if not figure.records:
            return self.gap(what)
        self.goals.append((target, figure))
        return Number(figure)

    def promise(self, target: ProgrammeTarget, amount: Decimal | int) -> Promise:
        """An amount of what a target is about, which shows the target's programme."""
        pair = (target.programme.source, target.programme_id)
        shown = describe([pair], self.viewer).get(pair)
        return Promise(say(amount, target.measure_word), shown.url if shown else "")

    def behind(self) -> list[tuple[Figure, Figure]]:
        """The figures of the text that are below last year's, with the change; the deepest fall first."""
        found: list[tuple[Decimal, Figure, Figure]] = []
        for code in self.codes:
            figure, before = self._of(code, self.report.unit), self._before(code)
            if figure and before and before.value and figure.value is not None and figure.value < before.value:
                changed = self.figures[f"{code}{catalogue.CHANGE}", self.report.unit, self.report.period]
                found.append((figure.value / before.value, figure, changed))
        return [(figure, changed) for _share, figure, changed in sorted(found, key=lambda one: one[0])]

    def shown(self) -> Iterable[Figure]:
        """The figures that the text asks for, as far as anything is on file of them."""
        figures = (self._of(code, self.report.unit) for code in self.codes)
        return [figure for figure in figures if figure and figure.records]

    def _of(self, code: str, unit: Unit | None) -> Figure | None:
        return self.figures[code, unit, self.report.period] if unit and code in self.codes else None

    def _before(self, code: str) -> Figure | None:
        """The same figure of last year; None of one that compares already."""
        if code not in self.codes or code.endswith((catalogue.CHANGE, catalogue.GROWTH)):
            return None
        return self.figures[code, self.report.unit, self.report.period.year_before()]

    def _leading(self, code: str) -> list[Unit]:
        """The units below of which a figure counts anything, the greatest first."""
        if code not in self.codes:
            return []
        units = self.figures.children(self.report.period)
        valued = [(self.figures[code, unit, self.report.period].value or Decimal(0), unit) for unit in units]
        return [unit for value, unit in sorted(valued, key=lambda one: -one[0]) if value]

    def gap(self, what: object) -> Gap:
        self.gaps.append(Gap(len(self.gaps) + 1, str(what)))
        return self.gaps[-1]

    @staticmethod
    def called(code: str) -> str:
        """What readers call a figure; its code where nobody counts it."""
        measure = catalogue.find(code)
        return str(measure.label) if measure else code
