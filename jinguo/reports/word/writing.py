"""The report itself, written into a Word document."""

from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.text.paragraph import Paragraph as Line

from jinguo.reports.compose import Composition
from jinguo.reports.models import Edition, Report
from jinguo.reports.pieces import Chart, Gap, Number
from jinguo.reports.standing import DEMO, notes, spoken, standing
from jinguo.reports.text import Piece, Words
from jinguo.reports.word import sheet
from jinguo.reports.word.numbers import Numbers
from jinguo.reports.word.picture import put

STYLES = {0: "Normal", 1: "Heading 1", 2: "Heading 2"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_word(report: Report, edition: Edition | None, composition: Composition, *, site: str, demo: bool) -> bytes:
    """The report as a .docx file. `site` is the address of the product, to which its numbers lead back."""
    with override(settings.LANGUAGE_CODE):
        writer = _Writer(report, edition, site)
        writer.write(composition, demo)
        file = BytesIO()
        writer.document.save(file)
        return file.getvalue()


class _Writer:
    def __init__(self, report: Report, edition: Edition | None, site: str) -> None:
        self.report, self.edition = report, edition
        self.document: Document = sheet.blank()
        self.version = edition.number if edition else 0
        self.numbers = Numbers(self.document, f"r{report.pk or 0}v{self.version}", site)

    def write(self, composition: Composition, demo: bool) -> None:
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = composition.title, self.report.unit.federation, ""
        if demo:
            sheet.say_at_top(self.document, DEMO)
        self._line("Title", Words(composition.title))
        self._line("Date", Words(_("（%(day)s）") % {"day": composition.dated}))
        self._line("Normal")
        for paragraph in composition.paragraphs:
            charts = [piece for piece in paragraph.pieces if isinstance(piece, Chart)]
            for chart in charts:
                self._draw(chart)
            if not charts:
                self._line(STYLES[paragraph.level], *paragraph.pieces)
        self._line("Normal")
        for note in (*notes(composition), standing(self.edition)):
            self._line("Note", Words(note))
        self.numbers.keep_bindings()

    def _line(self, style: str, *pieces: Piece) -> None:
        line = self.document.add_paragraph(style=style)
        for piece in pieces:
            self._put(line, piece)

    def _draw(self, chart: Chart) -> None:
        line = self.document.add_paragraph(style="Picture")
        line.paragraph_format.keep_with_next = True
        put(line, chart.comparison, chart.caption)
        self._line("Note", Words(chart.caption))
        self.document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _put(self, line: Line, piece: Piece) -> None:
        if isinstance(piece, Number):
            self._put_number(line, piece)
            return
        run = line.add_run(spoken(piece))
        if isinstance(piece, Gap):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _put_number(self, line: Line, number: Number) -> None:
        more = {"style": number.style, "report": str(self.report.pk or ""), "edition": str(self.version)}
        self.numbers.add(line, spoken(number), number.figure, **more)
