"""The picture of a comparison, as it goes into Word: the bars of the page, drawn without a browser."""

from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

from jinguo.reports.comparing import Comparison, Row

WIDTH, NAMES, LABELS = 1560, 380, 220
"""Pixels: of the whole, of the units' names, and of the amounts at the bars' ends."""
BAR, GAP, TYPE = 36, 22, 28
NOW, BEFORE, BEFORE_EDGE, INK = "#86304B", "#EDE6DA", "#A08F77", "#2B2522"


def picture(comparison: Comparison) -> BytesIO:
    """Horizontal bars of two periods for each unit, in the units' own order, as a PNG."""
    height = GAP + len(comparison.rows) * (2 * BAR + GAP)
    image = Image.new("RGB", (WIDTH, height), "white")
    drawer = ImageDraw.Draw(image)
    font = ImageFont.truetype(sans_path(), TYPE)
    most = max((abs(value) for row in comparison.rows for value in _values(row)), default=Decimal(0)) or Decimal(1)
    for place, row in enumerate(comparison.rows):
        top = GAP + place * (2 * BAR + GAP)
        drawer.text((NAMES - 20, top + BAR), row.name, font=font, fill=INK, anchor="rm")
        for line, figure in enumerate((row.now, row.before)):
            y = top + line * BAR
            length = int((WIDTH - NAMES - LABELS) * abs(figure.value or Decimal(0)) / most)
            fill, edge = ((NOW, NOW), (BEFORE, BEFORE_EDGE))[line]
            drawer.rectangle((NAMES, y + 3, NAMES + length, y + BAR - 3), fill=fill, outline=edge)
            drawer.text((NAMES + length + 14, y + BAR // 2), figure.wording(), font=font, fill=INK, anchor="lm")
    file = BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return file


def _values(row: Row) -> list[Decimal]:
    return [figure.value for figure in (row.now, row.before) if figure.value is not None]
