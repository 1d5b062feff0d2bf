"""新添一栏: a column that the register doesn't know becomes an own field of the unit and all below it."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput
from jinguo.common.reading import Sheet
from jinguo.extras.models import ExtraKind
from jinguo.extras.services import define
from jinguo.sheets.columns import COUNTED, read_day
from jinguo.sheets.matching import headings
from jinguo.sheets.models import ImportBatch

NEW_FIELD = "new-field"
"""What the user chooses for such a column."""
LOOKED_AT = 200


def add_fields(batch: ImportBatch, sheet: Sheet, header: int, columns: Mapping[int, str]) -> dict[int, str]:
    """The columns with the names of the fields that were added. ValidationError names the column that may not be."""
    named, names = dict(columns), headings(sheet, header)
    for at, name in columns.items():
        if name == NEW_FIELD:
            named[at] = _added(batch, names[at], [row[at] for row in sheet.rows[header + 1 :][:LOOKED_AT]])
    return named


def _added(batch: ImportBatch, label: str, cells: Sequence[str]) -> str:
    try:
        kind = _kind([cell.strip() for cell in cells if cell.strip()])
        return define(register=batch.register, unit=batch.unit, label=label, kind=kind, by=batch.by).name
    except ValidationError as refusal:
        said = _("“%(column)s”不能新添：%(why)s") % {"column": label, "why": "".join(refusal.messages)}
        raise ValidationError(said) from refusal


def _kind(cells: Sequence[str]) -> ExtraKind:
    """A number, a day or, in doubt, a text."""
    if cells and all(COUNTED.fullmatch(cell) for cell in cells):
        return ExtraKind.NUMBER
    return ExtraKind.DAY if cells and all(map(_is_day, cells)) else ExtraKind.TEXT


def _is_day(cell: str) -> bool:
    try:
        return bool(read_day(cell))
    except BadInput:
        return False
