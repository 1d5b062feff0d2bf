"""What stands in a report beside words: numbers, promises, gaps, and paragraphs that were drawn up from records."""

from dataclasses import dataclass

from jinguo.indicators.figures import Figure
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
class Block:
    """Paragraphs in place of one: shortcomings, next steps."""

    paragraphs: tuple[Paragraph, ...]
