"""The workbooks that go out with an import: the empty one, and the rows that are still to be mended."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from jinguo.sheets.columns import DIRECT, SheetColumn

MOST_OFFERED = 200
"""So many characters of choices Excel takes in a drop-down."""


def empty(columns: Sequence[SheetColumn]) -> bytes:
    """下载空表: names, a hint below each, drop-downs for choices, numbers that Excel must not count as text."""
    return _made(columns, [])


def to_mend(columns: Sequence[SheetColumn], wrong: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows to mend, with what is wrong in a last column 要改什么."""
    rows = [[*(one["values"].get(c.name, "") for c in columns), "".join(one["errors"].values())] for one in wrong]
    return _made(columns, rows)


def _made(columns: Sequence[SheetColumn], rows: Sequence[Sequence[str]]) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "bg_color": "#F1ECE2"})
        text, hint = book.add_format({"num_format": "@"}), book.add_format({"font_color": "#756A61"})
        sheet.freeze_panes(1, 0)
        for at, one in enumerate(columns):
            sheet.set_column(at, at, 22 if one.name in DIRECT else 14, text)
            sheet.write_string(0, at, one.label, bold)
            labels = [label for _value, label in one.choices]
            if labels and len(",".join(labels)) <= MOST_OFFERED:
                sheet.data_validation(1, at, 5000, at, {"validate": "list", "source": labels, "error_type": "warning"})
            if not rows:
                sheet.write_string(1, at, one.hint, hint)
        if rows:
            sheet.set_column(len(columns), len(columns), 60)
            sheet.write_string(0, len(columns), _("要改什么"), bold)
        for down, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                sheet.write_string(down, at, value)
    return kept.getvalue()
