"""Workbooks as people have them: Excel old and new, OpenDocument, text with commas. Read, never guessed at."""

import csv
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from jinguo.common.errors import BadInput

MOST_BYTES = 40 * 1024 * 1024
UNPACKED = 15
"""So many times its own size a file may unpack to."""
MOST_COLUMNS = 500
MOST_ROWS = 200_000
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
LOCKED = "EncryptedPackage".encode("utf-16-le")
_LOCKED_97 = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""How a workbook of Excel 97 with a password begins: the lock stands right after its first record."""
EXACT = 10**15
"""Excel keeps 15 digits: of a longer number the rest is lost."""
_ERRORS = re.compile(rb'<c\b(?=[^>]* t="e")[^>]* r="([A-Z]{1,3})(\d+)"[^>]*>.{0,2000}?<v>([^<]{2,20})</v>', re.DOTALL)
_ERRORS_R_FIRST = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]* t="e"[^>]*>.{0,2000}?<v>([^<]{2,20})</v>', re.DOTALL)


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Book:
    sheets: list[Sheet]
    macros: bool = False


def too_large(size: int, most: int = MOST_BYTES) -> str:
    """The refusal of an upload by its size alone; empty when it may be read."""
    if size <= most:
        return ""
    said = _("这个文件有 %(size)d MB，最多 %(most)d MB。请去掉图片，或分成几个文件。")
    return said % {"size": -(-size // 1024**2), "most": most // 1024**2}


def read(data: bytes, name: str = "", most: int = MOST_BYTES) -> Book:
    """Every sheet with its cells as text. BadInput in one sentence when it can't be read or exceeds `most` bytes."""
    if wrong := too_large(len(data), most):
        raise BadInput(wrong)
    if not data.strip():
        raise BadInput(_("这个文件是空的。请看看选的是不是这一份。"))
    if data.startswith(OLE) and (LOCKED in data or _LOCKED_97.search(data)):
        raise BadInput(_("这个文件加了密码。请在 Excel 里去掉密码，另存一份再来。"))
    if data.startswith((OLE, ZIP)):
        return _workbook(data, most * UNPACKED)
    if name.lower().endswith((".csv", ".txt")):
        return Book([Sheet(name, _text_rows(data))])
    raise BadInput(_("这不是 Excel 文件。请选 .xlsx、.xls、.ods 或 .csv 文件。"))


def _workbook(data: bytes, most: int) -> Book:
    names: list[str] = []
    try:
        if data.startswith(ZIP):
            names = _unpackable(data, most)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(book, position, data, names) for position in range(len(book.sheet_names))]
    except BadInput:
        raise
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError) as error:
        raise BadInput(_("这个文件打不开，可能坏了。请在 Excel 里打开，另存一份再来。")) from error
    return Book([sheet for sheet in sheets if sheet.rows], any(one.endswith("vbaProject.bin") for one in names))


def _unpackable(data: bytes, most: int) -> list[str]:
    """The names in the archive, after its sizes are known to be sane."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(one.file_size for one in archive.infolist()) > most:
            raise BadInput(_("这个文件展开后太大，像是坏的。请只留要放进来的那张表，另存一份再来。"))
        names = archive.namelist()
    if "word/document.xml" in names:
        raise BadInput(_("这是 Word 文件。请把里面的表格复制到 Excel 里，存好再放上来。"))
    return names


def _sheet(book: Any, position: int, data: bytes, names: list[str]) -> Sheet:
    sheet = book.get_sheet_by_index(position)
    if sheet.total_width >= MOST_COLUMNS:
        raise BadInput(_("“%(name)s”这张表有 %(count)d 列，最多 %(most)d 列。请去掉用不着的列。")
            % {"name": sheet.name, "count": sheet.total_width + 1, "most": MOST_COLUMNS})  # fmt: skip
    if sheet.total_height >= MOST_ROWS:
        raise BadInput(_("“%(name)s”这张表超过 20 万行。请分成几个文件。") % {"name": sheet.name})
    rows = [[_said(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    _fill_merged(rows, sheet.merged_cell_ranges or [])
    part = f"xl/worksheets/sheet{position + 1}.xml"
    if part in names:
        _tell_errors(rows, data, part)
    return Sheet(sheet.name, rows)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        if abs(value) >= EXACT:
            return f"{value:.5E}"
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _fill_merged(rows: list[list[str]], ranges: Any) -> None:
    """What stands in a merged cell holds for all of it, as it looks in Excel."""
    for (top, left), (bottom, right) in ranges:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])


def _tell_errors(rows: list[list[str]], data: bytes, part: str) -> None:
    """Formulas that failed: the library leaves their cells empty, but they are not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(part)
    if b't="e"' not in xml:
        return
    for letters, number, text in {*_ERRORS_R_FIRST.findall(xml), *_ERRORS.findall(xml)}:
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if int(number) <= len(rows) and column <= len(rows[0]):
            rows[int(number) - 1][column - 1] = text.decode()


def _text_rows(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        rows = [list(row) for row in csv.reader(io.StringIO(text))]
        width = max(map(len, rows), default=0)
        if width <= MOST_COLUMNS and len(rows) <= MOST_ROWS:
            return [row + [""] * (width - len(row)) for row in rows]
        raise BadInput(_("这张表太大了，请分成几个文件。"))
    raise BadInput(_("这个文本文件的编码看不懂，请在 Excel 里另存成 .xlsx 再来。"))
