"""A report as PDF, typeset by Typst: it needs no office suite and no fonts on the server."""

import json
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings
from django.utils.translation import override

from jinguo.indicators.addresses import figure_url
from jinguo.reports.compose import Composition
from jinguo.reports.models import Edition
from jinguo.reports.pieces import Chart, Number
from jinguo.reports.standing import DEMO, notes, spoken, standing
from jinguo.reports.text import Paragraph, Piece
from jinguo.reports.word.picture import picture

SHEET = Path(__file__).with_name("report.typ")
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


def as_pdf(edition: Edition | None, composition: Composition, *, site: str, demo: bool) -> bytes:
    """The report as a PDF file. `site` is the address of the product, to which its numbers lead back."""
    with override(settings.LANGUAGE_CODE):
        told = {
            "title": composition.title,
            "dated": composition.dated,
            "paragraphs": [
                {"level": one.level, "pieces": [_piece(piece, site) for piece in one.pieces], "charts": _charts(one)}
                for one in composition.paragraphs
            ],
            "notes": [*notes(composition), standing(edition)],
            "demo": DEMO if demo else "",
        }
    made = typst.compile(SHEET, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"report": json.dumps(told)})
    assert isinstance(made, bytes)
    return made


def _charts(paragraph: Paragraph) -> list[list[int]]:
    """The pictures of its charts, byte by byte: the sheet reads no files."""
    return [list(picture(one.comparison).getvalue()) for one in paragraph.pieces if isinstance(one, Chart)]


def _piece(piece: Piece, site: str) -> dict[str, Any]:
    url = f"{site.rstrip('/')}{figure_url(piece.figure)}" if isinstance(piece, Number) else ""
    return {"text": spoken(piece), "url": url}
