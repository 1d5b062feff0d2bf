"""Excel workbooks that go out. Made in memory: the library's other ways leave rows in clear in temporary files."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""A text stays what it is: nothing that somebody typed becomes a formula or a link."""


class Workbook:
    """`book` is the library's own, for what goes beyond tables; `data` closes it."""

    def __init__(self) -> None:
        self._kept = BytesIO()
        self.book = xlsxwriter.Workbook(self._kept, OPTIONS)

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[str]] = (), *, above: Sequence[str] = (), width: int = 16
    ) -> Any:
        """A sheet of texts below `heads`, which stay in sight; `above` them a title and lines about it. The sheet."""
        sheet, top = self.book.add_worksheet(), len(above)
        title = self.book.add_format({"bold": True, "font_size": 16})
        head = self.book.add_format({"bold": True, "bg_color": "#F1ECE2"})
        for down, line in enumerate(above):
            sheet.write_string(down, 0, line, None if down else title)
        sheet.freeze_panes(top + 1, 0)
        for at, text in enumerate(heads):
            sheet.set_column(at, at, width)
            sheet.write_string(top, at, text, head)
        for down, row in enumerate(rows, start=top + 1):
            for at, text in enumerate(row):
                sheet.write_string(down, at, text)
        return sheet

    def data(self) -> bytes:
        self.book.close()
        return self._kept.getvalue()
