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
from jinguo.reports.models import Report
from jinguo.reports.pieces import Gap, Number
from jinguo.reports.text import Paragraph, Piece, check, render
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
    def partial(self) -> int:
        """How many of its figures a remark is about."""
        return len({figure.measure.code for _remark, figures in self.remarks for figure in figures})


def composed(report: Report, *, viewer: User) -> Composition:
    """The report with the figures of this moment. BadInput when its template can't be understood."""
    codes, figures = live_figures(report)
    voice = Voice(report, figures, codes, viewer)
    with override(settings.LANGUAGE_CODE):
        words = {"unit": str(report.unit), "period": report.period.label()}
        asked = [figures[code, report.unit, report.period] for code in codes]
        remarks = grouped(figure for figure in asked if figure.records)
        dated = Period(report.last, report.last).label()
        paragraphs = render(report.template.text, voice.functions, words)
    return Composition(report.title, dated, paragraphs, voice.gaps, remarks)


def live_figures(report: Report) -> tuple[list[str], Figures]:
    """The codes that the report's text asks for (unknown ones are left out), and all of them computed together.

    With each comes how it differs from last year, and what it is for the units below.
    """
    codes = [code for code in check(report.template.text) if catalogue.find(code)]
    plain = [code for code in codes if not code.endswith((catalogue.CHANGE, catalogue.GROWTH))]
    compared = [f"{code}{catalogue.CHANGE}" for code in plain]
    return codes, compute([*codes, *compared], unit=report.unit, periods=[report.period])
