"""What a record page tells beside its history: its fields, its rows, who came; names as the viewer may read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from jinguo.extras import queries as extras
from jinguo.indicators.sources import Pair
from jinguo.orgs.models import User
from jinguo.records import describing
from jinguo.records.models import Record
from jinguo.records.parts.declared import Part
from jinguo.records.registers import Column, Register
from jinguo.records.rosters.queries import Line, lines_of
from jinguo.records.veil import veiled
from jinguo.tables.wording import field_at, is_amount, label_of, say, value_at

FIRST, LONG = 30, 40
"""A part of more rows than LONG shows the FIRST."""


@dataclass(frozen=True)
class Told:
    """One value with its label, and how it looks."""

    label: str
    text: str
    url: str = ""
    """The page of the record that the text names, where it is open to the viewer."""
    look: str = ""


@dataclass(frozen=True)
class Table:
    """One part of a record, row by row."""

    title: str
    rows: list[list[Told]]
    count: int
    whole_url: str
    """Where all of the rows are shown, if these are the first of many."""
    later: str | Promise
    later_url: str
    """Where what became of the rows is asked for."""


def facts_of(register: Register, record: Any, user: User) -> list[Told]:
    """What, when, where: every field that is filled in, then who did it; records named there lead to their pages."""
    named = {column: _value(record, column) for column in register.facts}
    urls = _urls(named.values(), user)
    of_its_own = [Told(str(c.label), text, _url(named[c], urls)) for c in register.facts if (text := c.say(record))]
    return [*of_its_own, *(Told(label, text) for label, text in extras.told(record))]


def tables_of(register: Register, record: Any, user: User, whole: str = "") -> list[Table]:
    """The parts that have rows, without the columns that nobody filled in; a few queries each, however many rows.

    Of a long part the first rows, unless it is the one that is asked for as a `whole`.
    """
    made = (_table(register, part, record, user, is_whole=part.name == whole) for part in register.tables)
    return [table for table in made if table.rows]


def people_of(register: Register, record: Any, user: User) -> list[Line]:
    """Who came, as the viewer may read it."""
    return lines_of(record, register.roster, user) if register.roster else []


def _table(register: Register, part: Part, record: Any, user: User, *, is_whole: bool) -> Table:
    every = part.rows(record)
    is_long = len(every) > LONG and not is_whole
    rows = veiled(every[:FIRST] if is_long else every, user)
    columns = [*part.columns(type(record)), *part.later]
    urls = _urls((value_at(row, name) for row in rows for name in columns), user)
    told = [name for name in columns if any(say(row, name) for row in rows)]
    cells = [[_cell(row, name, urls) for name in told] for row in rows]
    later_url = reverse("record-later", args=[register.slug, record.pk, part.name]) if part.later else ""
    whole_url = f"?whole={part.name}" if is_long else ""
    return Table(str(part.title(type(record))), cells, len(every), whole_url, part.later_title, later_url)


def _cell(row: Any, name: str, urls: Mapping[Pair, str]) -> Told:
    look = "jg-num" if is_amount(field_at(type(row), name)) else ""
    return Told(str(label_of(type(row), name)), say(row, name), _url(value_at(row, name), urls), look)


def _value(record: Any, column: Column) -> Any:
    return None if column.value else value_at(record, column.name)


def _urls(values: Iterable[Any], user: User) -> Mapping[Pair, str]:
    """The pages of the records among the values that are open to the viewer."""
    named = {(one.source, one.pk) for one in values if isinstance(one, Record)}
    return {pair: one.url for pair, one in describing.describe(named, user).items()}


def _url(value: Any, urls: Mapping[Pair, str]) -> str:
    return urls.get((value.source, value.pk), "") if isinstance(value, Record) else ""
