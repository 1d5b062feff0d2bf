"""The rows of a record as its page shows them: names as the viewer may read them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.functional import Promise

from jinguo.orgs.models import User
from jinguo.records import describing
from jinguo.records.models import Record
from jinguo.records.parts.declared import Part
from jinguo.records.references import target_of
from jinguo.records.registers import Register
from jinguo.records.veil import veiled
from jinguo.records.wording import field_at, is_amount, label_of, say, value_at

FIRST, LONG = 30, 40
"""A part of more rows than LONG shows the FIRST."""


@dataclass(frozen=True)
class Cell:
    text: str
    look: str
    label: str
    url: str = ""
    """The page of the record that it names, where it is open to the viewer."""


@dataclass(frozen=True)
class Table:
    """One part of a record, row by row."""

    title: str
    rows: list[list[Cell]]
    count: int
    whole_url: str
    """Where all of the rows are shown, if these are the first of many."""
    later: str | Promise
    later_url: str
    """Where what became of the rows is asked for."""


def tables_of(register: Register, record: Any, user: User, whole: str = "") -> list[Table]:
    """The parts that have rows, without the columns that nobody filled in; a few queries each, however many rows.

    Of a long part the first rows, unless it is the one that is asked for as a `whole`.
    """
    made = (_table(register, part, record, user, is_whole=part.name == whole) for part in register.tables)
    return [table for table in made if table.rows]


def rows_of(part: Part, record: Any) -> list[Any]:
    """The rows with what they name."""
    rows = list(getattr(record, part.name).all())
    named = (field.name for field in part.model(type(record))._meta.concrete_fields if target_of(field))
    prefetch_related_objects(rows, *named)
    return rows


def _table(register: Register, part: Part, record: Any, user: User, *, is_whole: bool) -> Table:
    every = rows_of(part, record)
    is_long = len(every) > LONG and not is_whole
    rows = veiled(every[:FIRST] if is_long else every, user)
    columns = [*part.columns(type(record)), *part.later]
    named = [one for row in rows for name in columns if isinstance(one := value_at(row, name), Record)]
    described = describing.describe({(one.source, one.pk) for one in named}, user)
    urls = {pair: one.url for pair, one in described.items()}
    later_url = reverse("record-later", args=[register.slug, record.pk, part.name]) if part.later else ""
    told = [name for name in columns if any(say(row, name) for row in rows)]
    cells = [[_cell(row, name, urls) for name in told] for row in rows]
    whole_url = f"?whole={part.name}" if is_long else ""
    return Table(part.title(type(record)), cells, len(every), whole_url, part.later_title, later_url)


def _cell(row: Any, name: str, urls: dict[tuple[str, int], str]) -> Cell:
    value = value_at(row, name)
    url = urls.get((value.source, value.pk), "") if isinstance(value, Record) else ""
    look = "jg-num" if is_amount(field_at(type(row), name)) else ""
    return Cell(say(row, name), look, str(label_of(type(row), name)), url)
