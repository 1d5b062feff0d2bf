"""Composing a report: one computation for all its figures, then its words with the figures in place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinguo.common.errors import BadInput
from jinguo.common.wording import STYLES, say
from jinguo.indicators import Indicator, Period, catalogue
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Figure
from jinguo.indicators.honesty import grouped
from jinguo.indicators.opening import open_figure
from jinguo.indicators.sources import describe
from jinguo.orgs.models import User
from jinguo.reports import queries
from jinguo.reports.models import Report
from jinguo.reports.text import Paragraph, Piece, Words, check, render

MANY = 200
"""More topics than a unit teaches in a period; only the most frequent are named."""


@dataclass(frozen=True)
class Number:
    """A figure as the text wants it worded."""

    figure: Figure
    style: str


@dataclass(frozen=True)
class Promise:
    """What a programme promises: a record's own field. `url` shows the programme, to those who may see it."""

    wording: str
    url: str


@dataclass(frozen=True)
class Gap:
    """Nothing is known: ［待补充］, never invented. `place` counts the gaps of a report from 1."""

    place: int
    what: str


@dataclass(frozen=True)
class Composition:
    """A report as it reads; `remarks` say what a reader must know before trusting some of its numbers."""

    title: str
    dated: str
    """The day that stands under the title: the last one reported on, with its year."""
    paragraphs: list[Paragraph]
    gaps: list[Gap]
    remarks: Sequence[tuple[str, Sequence[Figure]]]

    @property
    def numbers(self) -> list[Number]:
        pieces: Iterator[Piece] = (piece for paragraph in self.paragraphs for piece in paragraph.pieces)
        return [piece for piece in pieces if isinstance(piece, Number)]

    @property
    def partial(self) -> int:
        """How many of its figures a remark is about."""
        return len({figure.measure.code for _remark, figures in self.remarks for figure in figures})


def composed(report: Report, *, viewer: User) -> Composition:
    """The report with the figures of this moment. BadInput when its template can't be understood."""
    figures = live_figures(report)
    voice = _Voice(report, figures, viewer)
    functions: dict[str, Callable[..., Piece]] = {"figure": voice.figure, "names": voice.names, "target": voice.target}
    with override(settings.LANGUAGE_CODE):
        words = {"unit": str(report.unit), "period": report.period.label()}
        remarks = grouped(figure for figure in figures.values() if figure.records)
        dated = Period(report.last, report.last).label()
    return Composition(report.title, dated, render(report.template.text, functions, words), voice.gaps, remarks)


def live_figures(report: Report) -> Mapping[str, Figure]:
    """Every figure that the report's text asks for, by its code, computed together; unknown codes are left out."""
    codes = [code for code in check(report.template.text) if catalogue.find(code)]
    figures = compute(codes, unit=report.unit, periods=[report.period])
    return {code: figures[code, report.unit, report.period] for code in codes}


class _Voice:
    """What a text may call; whatever is not known becomes a gap."""

    def __init__(self, report: Report, figures: Mapping[str, Figure], viewer: User) -> None:
        self.report = report
        self.figures = figures
        self.viewer = viewer
        self.gaps: list[Gap] = []

    def figure(self, code: str, style: str = "exact", word: str = "") -> Number | Gap:
        """The number, with a qualifier, and with another measure word (名 for 人) where the sentence wants it."""
        if style not in STYLES:
            raise BadInput(_("没有“%(style)s”这种写法。") % {"style": style})
        figure = self.figures.get(code)
        if figure is None or not figure.records:
            return self._gap(figure.measure.label if figure else code)
        if word:
            figure = replace(figure, measure=replace(figure.measure, measure_word=word))
        return Number(figure, style)

    def names(self, code: str, limit: int = 3) -> Words | Gap:
        """What a figure counts by kind, the most frequent first."""
        measure = catalogue.find(code)
        if not isinstance(measure, Indicator):
            return self._gap(code)
        unit, period = self.report.unit, self.report.period
        with override(settings.LANGUAGE_CODE):
            opening = open_figure(measure, unit=unit, period=period, viewer=self.viewer, size=MANY)
            named = [(line.times, str(line.described.title)) for line in opening.lines if line.described]
        often = sorted(named, key=lambda each: (-each[0], each[1]))
        return Words("、".join(name for _times, name in often[:limit])) if often else self._gap(measure.label)

    def target(self, programme: str, what: str) -> Promise | Gap:
        """What a programme of the unit, or of one above it, promises."""
        target = queries.target_for(self.report, programme=programme, what=what)
        if target is None:
            return self._gap(what)
        pair = (target.programme.source, target.programme_id)
        shown = describe([pair], self.viewer).get(pair)
        return Promise(say(target.amount, target.measure_word), shown.url if shown else "")

    def _gap(self, what: object) -> Gap:
        self.gaps.append(Gap(len(self.gaps) + 1, str(what)))
        return self.gaps[-1]
