"""A comparison as a Word document: a picture and the table behind it, whose numbers lead back."""

from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.table import Table

from jinguo.indicators.figures import Figure
from jinguo.reports.comparing import Comparison, Row
from jinguo.reports.standing import DEMO
from jinguo.reports.word import sheet
from jinguo.reports.word.numbers import Numbers
from jinguo.reports.word.picture import put


def as_word(comparison: Comparison, *, site: str, demo: bool) -> bytes:
    """The comparison as a .docx file; `site` is the address of the product."""
    with override(settings.LANGUAGE_CODE):
        document = sheet.blank()
        if demo:
            sheet.say_at_top(document, DEMO)
        document.add_paragraph(
            _("%(unit)s%(what)s对比") % {"unit": comparison.unit.name, "what": comparison.measure.label}, style="Title"
        )
        document.add_paragraph(
            _("深色：%(now)s　浅色：%(before)s")
            % {"now": comparison.period.label(), "before": comparison.other.label()},
            style="Note",
        )
        if comparison.rows:
            line = document.add_paragraph(style="Picture")
            put(line, comparison, str(comparison.measure.label))
        numbers = Numbers(document, "c", site)
        _Writer(document.add_table(rows=1, cols=4, style="Table Grid"), numbers).write(comparison)
        numbers.keep_bindings()
        file = BytesIO()
        document.save(file)
        return file.getvalue()


class _Writer:
    def __init__(self, table: Table, numbers: Numbers) -> None:
        self.table, self.numbers = table, numbers

    def write(self, comparison: Comparison) -> None:
        heads = (_("单位"), comparison.period.label(), comparison.other.label(), _("相差"))
        for place, head in enumerate(heads):
            self._say(0, place, head)
        self.table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in (*comparison.rows, comparison.whole):
            self._add(row)

    def _add(self, row: Row) -> None:
        self.table.add_row()  # type: ignore[no-untyped-call]
        place = len(self.table.rows) - 1
        self._say(place, 0, row.name)
        self._put(place, 1, row.now)
        self._put(place, 2, row.before)
        self._say(place, 3, row.difference)

    def _say(self, row: int, column: int, words: str) -> None:
        line = self.table.cell(row, column).paragraphs[0]
        line.style = "Note"
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column else WD_ALIGN_PARAGRAPH.LEFT
        line.add_run(words)

    def _put(self, row: int, column: int, figure: Figure) -> None:
        self._say(row, column, "")
        self.numbers.add(self.table.cell(row, column).paragraphs[0], figure.wording() or "—", figure)
