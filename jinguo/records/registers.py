"""Registers (台账): a record type says once how it is listed, found and written down; the pages follow.

    register(Register(model=Venue, slug="venues", columns=("name", "kind", "seats"), filters=("kind", "unit")))

in the `registers.py` of its folder gives it list, record page, form, void, undo, API, links from figures, and an
entry in its people's timelines. Ways out: `form=`, `save=`, `rows=`, `doors=`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import DateField, Model, QuerySet
from django.forms import BaseForm
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jinguo.common.lines import line_of
from jinguo.orgs.models import Unit, User
from jinguo.records import services
from jinguo.records.models import Confidential, Happening, Record, partner_key
from jinguo.records.parts.declared import Part
from jinguo.tables.wording import field_at, is_amount, label_of, said, say

Text = str | Promise
Chip = tuple[Text, str]
"""An exception on a row: words, and the kind of chip (warn, bad, info, or none)."""

FIND, WRITE, WRITE_FIRST = _("找一条记录"), _("记一条"), _("记第一条")


@dataclass(frozen=True)
class Column:
    """A field, a lookup over `__`, a property or an annotation of the row, or what `value` makes of the row.

    `unit`: what an amount counts.
    """

    name: str
    label: Text = ""
    unit: Text = ""
    value: Callable[[Any], Any] | None = None

    def say(self, record: Any) -> str:
        return said(self.value(record)) if self.value else say(record, self.name)


DAY, DAYS = Column("starts_on", _("日期")), Column("days", _("哪天办的"))
HELD_BY = Column("unit", _("谁办的"), value=lambda record: record.unit.federation)
WHERE, WITH_UNITS = Column("where", _("在哪里")), Column("with_units", _("和哪些单位一起办"))
CAME = Column("turnout", _("人数"), _("人"))

HAPPENED: Mapping[str, str | Column] = {
    **{"starts_on": DAYS, "ends_on": DAYS, "venue": WHERE, "place": WHERE, "where": WHERE},
    **{"with_units": WITH_UNITS, "mode": "women"},
}
"""How the page of a happening tells what its form asks for."""


def _as_it_is(data: dict[str, str], user: User, unit: Unit) -> None:
    """A row of a workbook needs nothing added."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Register:
    """What a record type says about itself; everything but model, slug and columns has a default.

    `columns`: the first that is no day, amount or unit names the record. `filters`: at most three of "period",
    "unit" and fields with few values; `facets` says which column of its facts a field became ("course__kind":
    "category"), so that a filtered list still knows its figures. `sums`: measures of exactly the listed records, said
    by `result`, with {0}, {1} … in their places ({count} where nothing is measured); `headline`: measures for 今天,
    `at_home`: those for the 今天 of a village, which sees its own work only; `measures`: those of one record, for its
    own page, with {pk} where its id stands.
    `for_all_below`: what a unit keeps, the units below it may name in their own records; with `by_name` they type its
    name, and a new name makes a new one. `usual`: fields that are mostly the same: filled in from the last record,
    with the most used values below. `roster`: the accessor of the rows that say who came (`records/rosters`).
    `comes_again`: whether the next one may be like the last, as what is held again and again; no post is, no report.
    `same_event`: its day, place and name, where what one unit wrote down may be what another writes down, too.
    `fetch`: what its columns read beside its own fields, fetched with a list.
    `people`: the lookups that lead to a Person, beside those of the roster; `households`: those that lead to a
    household, whose members' threads then tell of it. `parts`: rows with columns of their own
    under each record. `doors`: names of the URLs ("detail", "new", "edit") of a record type that has pages of its own.
    `write=""`: not written down from the list.
    `sheet_names`: what else people call its fields in their workbooks; `sheet_row(data, user, unit)` completes
    what a row of a workbook hands to the form.
    `save` is called as `save(**form.arguments(), by=, expect_version=)` and returns the record.
    """

    model: type[Record]
    slug: str
    columns: tuple[str | Column, ...]
    filters: tuple[str, ...] = ()
    facets: Mapping[str, str] = field(default_factory=dict)
    search: tuple[str, ...] = ()
    search_hint: Text = FIND
    sums: tuple[str, ...] = ()
    result: Text = ""
    measures: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()
    title: Text = ""
    intro: Text = ""
    group: Text = ""
    order: int = 100
    write: Text = WRITE
    first: Text = WRITE_FIRST
    tile: Text = ""
    icon: str = "notebook"
    fields: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    details: tuple[str | Column, ...] = ()
    people: tuple[str, ...] = ()
    households: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    same_event: tuple[str, str, str] | None = None
    for_all_below: bool = False
    by_name: bool = False
    usual: tuple[str, ...] = ()
    comes_again: bool = True
    roster: str = ""
    fetch: tuple[str, ...] = ()
    rows: Callable[[User], QuerySet[Any]] | None = None
    chips: Callable[[Any], Iterable[Chip]] | None = None
    name: Callable[[Any], str] | None = None
    hint: Callable[[Any], str] | None = None
    form: "type[BaseForm] | None" = None
    save: Callable[..., Any] = services.save
    sheet_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheet_row: "Callable[[dict[str, str], User, Unit], None]" = _as_it_is
    doors: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def source(self) -> str:
        """The record type's name in facts and history."""
        return self.model._meta.label_lower

    @property
    def is_confidential(self) -> bool:
        """Whether its records are for those alone who have a part in the case."""
        return issubclass(self.model, Confidential)

    @property
    def has_partners(self) -> bool:
        """Whether its records may name units that took part."""
        return partner_key(self.model) is not None

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """还有几项: what the form keeps behind the fold."""
        partners = ("with_units",) if self.has_partners and "with_units" not in (*self.fields, *self.more) else ()
        return (*self.more, *partners)

    @cached_property
    def names_people(self) -> tuple[str, ...]:
        """The lookups that lead to a Person, those on its roster too."""
        return (*self.people, *([f"{self.roster}__person"] if self.roster else ()))

    @property
    def tables(self) -> tuple[Part, ...]:
        """The parts that are tables of their own: the roster is drawn in its own way."""
        return tuple(part for part in self.parts if part.name != self.roster)

    @property
    def roster_part(self) -> Part | None:
        """What the register says of its roster's rows: which columns are asked for afterwards."""
        return self.part(self.roster)

    def part(self, name: str) -> Part | None:
        """The part under this accessor."""
        return next((part for part in self.parts if part.name == name), None)

    @property
    def label(self) -> Text:
        return self.title or self.model._meta.verbose_name or self.slug

    @cached_property
    def shown(self) -> tuple[Column, ...]:
        return tuple(self._column(column) for column in self.columns)

    @cached_property
    def facts(self) -> tuple[Column, ...]:
        """What the record page tells: all that its form asks for, in that order, unless declared."""
        columns = [field.name for field in told_fields(self.model)]
        said = HAPPENED if issubclass(self.model, Happening) else {}
        in_sight = self.fields or [name for name in columns if name not in self.folded]
        asked = (said.get(name, name) for name in (*in_sight, *self.folded, *columns) if name in (*said, *columns))
        return tuple(self._column(column) for column in self.details or dict.fromkeys(asked))

    @cached_property
    def title_column(self) -> Column:
        return next((column for column in self.shown if self._can_name(column)), self.shown[0])

    @cached_property
    def day_field(self) -> str:
        """The field that dates the record: the model's first date."""
        return next((f.name for f in told_fields(self.model) if isinstance(f, DateField)), "")

    def name_of(self, record: Any) -> str:
        if record.voided_at is not None:
            return str(record)
        return (self.name(record) if self.name else self.title_column.say(record)) or str(record)

    def hint_of(self, record: Any) -> str:
        """Who, how many, where: the facts on the second line."""
        if self.hint:
            return self.hint(record)
        others = [c for c in self.shown if c not in (self.title_column,) and c.name != self.day_field]
        unit = [] if any(c.name == "unit" for c in others) else [record.unit.name]
        said = [f"{text} {c.unit}".rstrip() for c in others if (text := c.say(record))]
        return line_of(*[*unit, *said][:3])

    @cached_property
    def list_url(self) -> str:
        return self.url("list")

    @property
    def new_url(self) -> str:
        return self.url("new")

    def url(self, door: str, pk: int | None = None) -> str:
        """The address of one of its pages: list, suggest, new, detail, edit, effect, void, undo, files, sheet."""
        own = self.doors.get(door)
        args = [pk] if pk is not None else []
        return reverse(own, args=args) if own else reverse(f"record-{door}", args=[self.slug, *args])

    def _column(self, column: str | Column) -> Column:
        known = column if isinstance(column, Column) else Column(column)
        return known if known.label else replace(known, label=label_of(self.model, known.name))

    def _can_name(self, column: Column) -> bool:
        found = field_at(self.model, column.name)
        dated = isinstance(found, DateField)
        return not dated and column.name != "unit" and not column.unit and not is_amount(found)


def told_fields(model: type[Model]) -> list[Any]:
    """The fields that a user fills in, but the unit, which follows from who writes."""
    return [f for f in model._meta.concrete_fields if f.editable and not f.primary_key and f.name != "unit"]


_registers: dict[str, Register] = {}


def register(*declared: Register) -> None:
    """Make registers known. Called at the top level of a folder's `registers.py`."""
    _registers.update({one.slug: one for one in declared})


def every() -> list[Register]:
    """All registers, in the order in which they are shown."""
    return sorted(_registers.values(), key=lambda one: (one.order, one.slug))


def shared() -> list[Register]:
    """Those whose records are found, listed in threads, sent to programs and taken along: all but confidential ones."""
    return [one for one in every() if not one.is_confidential]


def find_shared(slug: str) -> Register | None:
    return next((one for one in shared() if one.slug == slug), None)


def find(slug: str) -> Register | None:
    return _registers.get(slug)


def of_source(source: str) -> Register | None:
    """The register of a record type by its name in facts and history."""
    return next((one for one in _registers.values() if one.source == source), None)
