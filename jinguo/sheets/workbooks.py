"""The workbooks that go out with an import: the empty one, and the rows that are still to be mended."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from jinguo.common.xlsx import Workbook
from jinguo.sheets.columns import DIRECT, SheetColumn

MOST_OFFERED = 200
"""So many characters of choices Excel takes in a drop-down."""
WORD, NUMBER, REMARK = 14, 22, 60
"""Widths of a column for words, for long numbers, and for what is to be mended."""


def empty(columns: Sequence[SheetColumn]) -> bytes:
    """下载空表: names, a hint below each, drop-downs for choices, numbers that Excel must not count as text."""
    made = Workbook()
    sheet = made.table([one.label for one in columns])
    hint = made.book.add_format({"font_color": "#756A61"})
    for at, one in enumerate(columns):
        sheet.write_string(1, at, one.hint, hint)
    return _finished(made, sheet, columns)


def to_mend(columns: Sequence[SheetColumn], wrong: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows to mend, with what is wrong in a last column 要改什么."""
    rows = [[*(one["values"].get(c.name, "") for c in columns), "".join(one["errors"].values())] for one in wrong]
    made = Workbook()
    sheet = made.table([*(one.label for one in columns), _("要改什么")], rows)
    sheet.set_column(len(columns), len(columns), REMARK)
    return _finished(made, sheet, columns)


def _finished(made: Workbook, sheet: Any, columns: Sequence[SheetColumn]) -> bytes:
    text = made.book.add_format({"num_format": "@"})
    for at, one in enumerate(columns):
        sheet.set_column(at, at, NUMBER if one.name in DIRECT else WORD, text)
        labels = [label for _value, label in one.choices]
        if labels and len(",".join(labels)) <= MOST_OFFERED:
            sheet.data_validation(1, at, 5000, at, {"validate": "list", "source": labels, "error_type": "warning"})
    return made.data()
