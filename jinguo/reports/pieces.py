"""What stands in a report beside words: numbers, promises, gaps, charts, paragraphs drawn up from records."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jinguo.indicators.figures import Figure
from jinguo.reports.comparing import Comparison
from jinguo.reports.text import Paragraph, Piece

Pieces = list[Piece]


@dataclass(frozen=True)
class Number:
    """A figure as the text wants it worded."""

    figure: Figure
    style: str = "exact"


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
class Chart:
    """Bars of one figure beside last year's. `place` counts the charts of a report from 1."""

    place: int
    comparison: Comparison

    @property
    def id(self) -> str:
        """As the page calls it."""
        return f"chart-{self.place}"

    @property
    def caption(self) -> str:
        """图1　实用技术培训班（期），深色：2008年上半年，浅色：2007年上半年: for paper, which has no colours."""
        shown = self.comparison
        return _("图%(place)d　%(what)s（%(word)s），深色：%(now)s，浅色：%(before)s") % {
            **{"place": self.place, "what": shown.measure.label, "word": shown.measure.measure_word},
            **{"now": shown.period.label(), "before": shown.other.label()},
        }


@dataclass(frozen=True)
class Block:
    """Paragraphs in place of one: a chart, shortcomings, next steps."""

    paragraphs: tuple[Paragraph, ...]
