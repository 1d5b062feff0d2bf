"""Which row holds the names of the columns, which column is which field, and which rows are records."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinguo.common import idnumber
from jinguo.common.reading import Book, Sheet
from jinguo.sheets.columns import SheetColumn, hints, plain

LOOKED_AT = 30
"""A table begins within so many rows."""
TOTALS = ("合计", "小计", "总计", "共计", "累计")
NOTES = ("注:", "备注:", "说明:", "填表人", "制表", "负责人", "审核", "填报")
_ID_LIKE = re.compile(r"\d{17}[\dX]|\d\.\d+E\+17")
_PHONE_LIKE = re.compile(r"1\d{10}")


@dataclass(frozen=True)
class Proposal:
    """`header`: position of the (last) row of names; `columns`: position of a column → field."""

    sheet: str
    header: int
    columns: Mapping[int, str]


def headings(sheet: Sheet, header: int) -> list[str]:
    """The name of each column; of a name in two rows both parts."""
    below = sheet.rows[header] if header < len(sheet.rows) else []
    above = sheet.rows[header - 1] if header else [""] * len(below)
    split = header > 0 and len(set(filter(None, above))) > 1
    return [
        f"{top}{low}" if split and top and low and top != low else low or (top if split else "")
        for top, low in zip(above, below, strict=False)
    ]


def signature(names: Sequence[str]) -> str:
    return hashlib.sha256("|".join(map(plain, names)).encode()).hexdigest()


def propose(book: Book, columns: Sequence[SheetColumn]) -> Proposal:
    """The sheet and the row whose names fit best; the first one when nothing fits."""
    best, most = Proposal(book.sheets[0].name, 0, {}), 0
    for sheet in book.sheets:
        for at in range(min(LOOKED_AT, len(sheet.rows))):
            found = match(sheet, at, columns, by_content=False)
            if len(found) > most:
                best, most = Proposal(sheet.name, at, found), len(found)
    sheet = next(one for one in book.sheets if one.name == best.sheet)
    return Proposal(best.sheet, best.header, match(sheet, best.header, columns))


def match(sheet: Sheet, header: int, columns: Sequence[SheetColumn], *, by_content: bool = True) -> dict[int, str]:
    """Each column's field, the surest first; no field twice."""
    below = sheet.rows[header]
    names = headings(sheet, header)
    sure = [
        (strength, -at, at, one.name)
        for at, (whole, low) in enumerate(zip(names, below, strict=False))
        for one in columns
        if (strength := max(_likeness(whole, one), _likeness(low, one) - 1)) > 0
    ]
    found: dict[int, str] = {}
    for _strength, _order, at, name in sorted(sure, reverse=True):
        if at not in found and name not in found.values():
            found[at] = name
    if by_content:
        _by_content(sheet, header, columns, found)
    return found


def _likeness(heading: str, column: SheetColumn) -> int:
    text = plain(heading)
    if not text:
        return 0
    names = [plain(name) for name in (column.label, *column.names)]
    if text in names:
        return 6
    inside = [name for name in names if len(name) >= 2 and name in text]
    return 3 if inside and len(text) <= len(max(inside, key=len)) + 4 else 0


def _by_content(sheet: Sheet, header: int, columns: Sequence[SheetColumn], found: dict[int, str]) -> None:
    fields = {one.name: one for one in columns}
    for at in range(len(sheet.rows[header])):
        cells = [row[at] for row in sheet.rows[header + 1 : header + 60] if row[at].strip()]
        if at in found or len(cells) < 2:
            continue
        likely = likely_field(cells, fields)
        if likely in fields and likely not in found.values():
            found[at] = likely


def likely_field(cells: Sequence[str], fields: Mapping[str, SheetColumn]) -> str:
    """What most of the cells look like: an identity number, a phone, one of the known places; empty when none."""

    def most(fits: list[bool]) -> bool:
        return sum(fits) * 10 >= len(cells) * 6

    if most([bool(_ID_LIKE.fullmatch(idnumber.normalise(cell))) for cell in cells]):
        return "id_number"
    if most([bool(_PHONE_LIKE.fullmatch(cell.strip())) for cell in cells]):
        return "phone"
    places = fields["unit"].places.known if "unit" in fields and fields["unit"].places else {}
    return "unit" if most([cell.strip() in places for cell in cells]) else ""


def is_record(row: Sequence[str], mapping: Mapping[int, str]) -> bool:
    """Whether a row below the names is one of the table: no total, no note, not blank, not the names again."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if not any(at < len(row) and row[at].strip() for at in mapping):
        return False
    first = plain(filled[0])
    if any(first.startswith(word) for word in TOTALS) or any(plain(c) in TOTALS for c in filled[:3]):
        return False
    return not any(filled[0].replace("：", ":").startswith(word) for word in NOTES)


def rows_of(sheet: Sheet, proposal: Proposal) -> tuple[dict[int, dict[str, str]], int]:
    """Row number as Excel counts → field → cell, and how many rows were left out as totals or notes."""
    found: dict[int, dict[str, str]] = {}
    left, unwritten = 0, hints()
    for number, whole in enumerate(sheet.rows[proposal.header + 1 :], start=proposal.header + 2):
        row = ["" if cell.strip().startswith(unwritten) else cell for cell in whole]
        if is_record(row, proposal.columns):
            found[number] = {name: row[at] for at, name in proposal.columns.items() if at < len(row)}
        elif any(cell.strip() for cell in row):
            left += 1
    return found, left
