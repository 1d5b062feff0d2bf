"""The picture of a comparison, as it goes into Word and PDF: the bars of the page, drawn without a browser."""

from decimal import Decimal
from io import BytesIO

from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

from jinguo.indicators.figures import Figure
from jinguo.indicators.rendering import digits
from jinguo.reports.comparing import Comparison, Row

WIDTH, NAMES, LABELS = 1560, 380, 220
"""Pixels: of the whole, of the units' names, and of the amounts at the bars' ends."""
BAR, GAP, TYPE = 36, 22, 28
TALL, WIDEST = 230, 72
"""Of upright bars: how high the greatest is, and how wide each may be."""
TEXT_WIDTH, TALLEST = Mm(210 - 28 - 26), Mm(190)
"""On paper. A picture leaves room for a heading and its caption."""
NOW, BEFORE, BEFORE_EDGE, INK = "#86304B", "#EDE6DA", "#A08F77", "#2B2522"
FILLS = ((NOW, NOW), (BEFORE, BEFORE_EDGE))


def picture(comparison: Comparison) -> BytesIO:
    """Bars of two periods for each row, in the rows' own order, as a PNG: lying for units, upright for months."""
    sheet = _Sheet(comparison)
    for place, row in enumerate(comparison.rows):
        (sheet.lie if comparison.kind == "hbar" else sheet.stand)(place, row)
    file = BytesIO()
    sheet.image.save(file, "PNG")
    file.seek(0)
    return file


def put(line: Paragraph, comparison: Comparison, told: str) -> None:
    """Put the picture into a line of a Word document, as large as the page lets it be; `told`: what it shows."""
    shape = line.add_run().add_picture(picture(comparison), width=TEXT_WIDTH)
    if shape.height > TALLEST:
        shape.width, shape.height = Emu(shape.width * TALLEST // shape.height), TALLEST
    shape._inline.docPr.set("descr", told)
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # LibreOffice takes a side that is not told for 3.2 mm.


class _Sheet:
    def __init__(self, comparison: Comparison) -> None:
        self.count = len(comparison.rows)
        is_flat = comparison.kind == "hbar"
        height = GAP + self.count * (2 * BAR + GAP) if is_flat else TALL + 2 * (TYPE + GAP)
        self.image = Image.new("RGB", (WIDTH, height), "white")
        self.drawer = ImageDraw.Draw(self.image)
        self.font = ImageFont.truetype(sans_path(), TYPE)
        sizes = [_size(figure) for row in comparison.rows for figure in (row.now, row.before)]
        self.most = max(sizes, default=Decimal(0)) or Decimal(1)

    def lie(self, place: int, row: Row) -> None:
        """A unit's two bars, its name before them and their amounts behind."""
        top = GAP + place * (2 * BAR + GAP)
        self._write((NAMES - 20, top + BAR), row.name, "rm")
        for line, figure in enumerate((row.now, row.before)):
            y = top + line * BAR
            length = int((WIDTH - NAMES - LABELS) * _size(figure) / self.most)
            self._fill((NAMES, y + 3, NAMES + length, y + BAR - 3), line)
            self._write((NAMES + length + 14, y + BAR // 2), figure.wording(), "lm")

    def stand(self, place: int, row: Row) -> None:
        """A month's two bars, its name below and their amounts, without the measure word, on top."""
        step, foot = WIDTH // self.count, TALL + TYPE + GAP
        wide = min(WIDEST, step * 2 // 5)
        middle = place * step + step // 2
        self._write((middle, foot + GAP // 2), row.name, "mt")
        for line, figure in enumerate((row.now, row.before)):
            left = middle - wide + line * wide
            top = foot - int(TALL * _size(figure) / self.most)
            self._fill((left + 2, top, left + wide - 2, foot), line)
            if figure.value or figure.few:
                self._write((left + wide // 2, top - 6), str(digits(figure.wording())), "mb")

    def _fill(self, box: tuple[int, int, int, int], line: int) -> None:
        fill, edge = FILLS[line]
        self.drawer.rectangle(box, fill=fill, outline=edge)

    def _write(self, spot: tuple[int, int], words: str, anchor: str) -> None:
        self.drawer.text(spot, words, font=self.font, fill=INK, anchor=anchor)


def _size(figure: Figure) -> Decimal:
    return abs(figure.value or Decimal(0))
