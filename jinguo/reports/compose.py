"""Composing a report: one computation for all its figures, then its words with the figures in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from jinguo.indicators import Period, catalogue
from jinguo.indicators.compute import Figures, compute
from jinguo.indicators.figures import Figure
from jinguo.indicators.honesty import grouped
from jinguo.orgs.models import User
from jinguo.records.models import Programme
from jinguo.reports import drawn, queries
from jinguo.reports.models import Report
from jinguo.reports.pieces import Chart, Gap, Number
from jinguo.reports.sections import arranged
from jinguo.reports.text import Paragraph, Piece, calls, check, render
from jinguo.reports.voice import Voice


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
    def charts(self) -> list[Chart]:
        pieces: Iterator[Piece] = (piece for paragraph in self.paragraphs for piece in paragraph.pieces)
        return [piece for piece in pieces if isinstance(piece, Chart)]

    @property
    def partial(self) -> int:
        """How many of its figures a remark is about."""
        return len({figure.measure.code for _remark, figures in self.remarks for figure in figures})


def composed(report: Report, *, viewer: User) -> Composition:
    """The report with the figures of this moment. BadInput when its template can't be understood."""
    lines = _lines(report)
    codes, figures = _figures(report, lines)
    voice = Voice(report, figures, codes, viewer)
    functions = {**voice.functions, **drawn.functions(voice, lines)}
    with override(settings.LANGUAGE_CODE):
        words = {"unit": str(report.unit), "period": report.period.label()}
        dated = Period(report.last, report.last).label()
        paragraphs = arranged(render(report.template.text, functions, words))
        asked = [
            *(figures[code, report.unit, report.period] for code in codes),
            *(done for _target, done in voice.goals),
        ]
        remarks = grouped(figure for figure in asked if figure.is_on_file)
    return Composition(report.title, dated, paragraphs, voice.gaps, remarks)


def _lines(report: Report) -> list[Programme]:
    """The programmes of the year that the text leaves to `lines()`: those that it doesn't speak of itself."""
    check(text := report.template.text)
    told = {str(called[0]) for called in calls(text, "line", "target", "done") if called}
    programmes = queries.programmes_of(report, in_year=True) if calls(text, "lines") else []
    return [one for one in programmes if one.code not in told - {""}]


def _figures(report: Report, lines: Sequence[Programme]) -> tuple[list[str], Figures]:
    """The codes that the text and its lines ask for (unknown ones are left out), and all of them computed together.

    With each comes how it differs from last year, and what it is for the units below.
    """
    asked = [*check(report.template.text), *(one.measure for line in lines for one in line.figures.all())]
    codes = [code for code in dict.fromkeys(asked) if catalogue.find(code)]
    plain = [code for code in codes if not code.endswith((catalogue.CHANGE, catalogue.GROWTH))]
    compared = [f"{code}{catalogue.CHANGE}" for code in plain]
    return codes, compute([*codes, *compared], unit=report.unit, periods=[report.period])
