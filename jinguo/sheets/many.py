"""People by the ten thousand: the rows that are plainly new go in together, every other one by the form.

So a row is refused in the same words whichever way it goes: what is in doubt is always decided by the form.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from jinguo.common.dates import today
from jinguo.common.errors import BadInput
from jinguo.extras.forms import read
from jinguo.extras.models import ExtraField
from jinguo.extras.queries import fields_for
from jinguo.records.models import Household, NoIdReason, Person, Relation
from jinguo.records.people import queries
from jinguo.records.people.bulk import BadRowsError, check_row, register_people
from jinguo.sheets.models import ImportItem
from jinguo.sheets.taking import NEW, Taking, Tell, Verdict

SOME = 500
"""So many rows are looked up, or so many people put in, at once."""
ALIKE = frozenset({"choice", "yes", "unit"})
"""Columns in which the same few cells come again and again."""
PLAIN = frozenset({
    "name", "id_number", "unit", "group_name", "household", "relation", "phone", "sex", "born_on", "no_id_reason",
    "education", "occupation", "political", "ethnicity", "hukou_place", "bank_account",
})  # fmt: skip
"""What a plainly new person may have; with anything else she goes by the form."""

Fresh = dict[str, Any]


@dataclass
class ManyPeople(Taking):
    """One large batch of people. `fresh`: row → her fields for `register_people`."""

    fresh: dict[int, Fresh] = field(default_factory=dict)
    others: list[int] = field(default_factory=list)
    _cells: dict[tuple[str, str], str] = field(default_factory=dict)
    _seen: set[Any] = field(default_factory=set)
    _heads: dict[tuple[int, str], list[Any]] = field(default_factory=dict)

    def sort(self, tell: Tell) -> None:
        """Which rows are plainly new; nothing is written, no transaction is open."""
        places = self.columns["unit"].places
        assert places is not None
        self._units = {unit.pk: unit for units in places.known.values() for unit in units}
        for home in queries.households(self.by).filter(head__isnull=False).select_related("head").iterator():
            assert home.head is not None
            self._heads.setdefault((home.unit_id, home.head.name), []).append(home)
        numbers = iter(self.rows)
        done = 0
        while some := list(islice(numbers, SOME)):
            tell(done, len(self.rows))
            self._sort_some(some)
            done += len(some)

    @cached_property
    def _own(self) -> dict[str, ExtraField]:
        """The own fields of her unit that have a column."""
        fields = fields_for(self.register.slug, self.by.unit_id)
        return {one.name: one for one in fields if one.name in self.columns}

    def all(self, *, keep: bool, tell: Tell) -> list[Verdict]:
        verdicts = {number: Verdict(number, NEW, self.rows[number]) for number in self.fresh}
        doubtful = [*(self._put_in(tell) if keep else ()), *self.others]
        for one in self._some_by_some(doubtful, keep=keep, tell=tell, before=len(self.rows) - len(doubtful)):
            verdicts[one.row] = one
        return [verdicts[number] for number in self.rows]

    def _put_in(self, tell: Tell) -> list[int]:
        """The new people, by the thousand; rows that became doubtful since they were sorted are told."""
        doubtful: list[int] = []
        done = 0
        for numbers in self._whole_homes():
            try:
                self._register(numbers)
            except BadRowsError:
                doubtful += numbers
            done += len(numbers)
            tell(done, len(self.rows))
        return doubtful

    @transaction.atomic
    def _register(self, numbers: list[int]) -> None:
        people = register_people([self.fresh[number] for number in numbers], by=self.by)
        items = (
            ImportItem(batch=self.batch, source=one.source, record=one.pk, made=True, version=one.version)
            for one in people
        )
        ImportItem.objects.bulk_create(items, batch_size=SOME)

    def _whole_homes(self) -> Iterator[list[int]]:
        """The rows of new people in transactions' worth, no household torn apart."""
        homes: dict[Any, list[int]] = {}
        for number, row in self.fresh.items():
            homes.setdefault(row.get("home", ("alone", number)), []).append(number)
        some: list[int] = []
        for numbers in homes.values():
            some += numbers
            if len(some) >= SOME:
                yield some
                some = []
        if some:
            yield some

    def _lean_on(self, numbers: Sequence[int]) -> None:
        register_people(self._leaned_on(numbers), by=self.by)

    def _leaned_on(self, numbers: Sequence[int]) -> list[Fresh]:
        """New people above these rows whom they name: by number, by name, as their head."""
        named: set[str] = set()
        for number in numbers:
            cells = self.rows[number]
            named |= {cells.get(name, "").strip().upper() for name in ("id_number", "name", "household")} - {""}
        found = {
            number: row for number, row in self.fresh.items()
            if number < max(numbers) and named & {row.get("id_number", "").upper(), row["name"].strip().upper()}
        }  # fmt: skip
        homes = {row["home"] for row in found.values() if row.get("home") is not None}
        return [row for number, row in self.fresh.items() if number in found or number in homes]

    def _sort_some(self, numbers: list[int]) -> None:
        rows = {number: self._plain(number) for number in numbers}
        made = {number: person for number, row in rows.items() if row and (person := _made(row))}
        keys = [person.id_key for person in made.values() if person.id_key]
        taken: set[Any] = set(Person.objects.live().filter(id_key__in=keys).values_list("id_key", flat=True))
        nameless = [person for person in made.values() if not person.id_key]
        alike = Person.objects.visible_to(self.by).filter(name__in={one.name for one in nameless})
        taken |= {(unit, name) for unit, name in alike.values_list("unit_id", "name")} if nameless else set()
        for number in numbers:
            row, person = rows[number], made.get(number)
            if row and person and self._is_new(person, taken) and self._housed(number, row):
                self.fresh[number] = row
                self._seen |= {person.id_key or "", (person.unit_id, person.name)}
            else:
                self._go_by_form(number)

    def _go_by_form(self, number: int) -> None:
        """Whoever shares her number or name with a doubtful row above is doubtful herself."""
        cells = self.rows[number]
        self.others.append(number)
        told = {cells.get("id_number", "").strip().upper(), cells.get("name", "").strip()} - {""}
        self._seen |= {("doubtful", text) for text in told}

    def _is_new(self, person: Person, taken: set[Any]) -> bool:
        doubtful = {("doubtful", person.id_number), ("doubtful", person.name)}
        who = person.id_key or (person.unit_id, person.name)
        return who not in taken and who not in self._seen and not doubtful & self._seen

    def _housed(self, number: int, row: Fresh) -> bool:
        """Whether her household is clear: one she founds, or that of the one head of this name above."""
        head = row.pop("household", "")
        if row.get("relation") == Relation.HEAD:
            row["home"] = number
            self._heads.setdefault((row["unit"].pk, row["name"]), []).append(number)
        elif head:
            homes = self._heads.get((row["unit"].pk, head), [])
            if len(homes) != 1:
                return False
            row["household" if isinstance(homes[0], Household) else "home"] = homes[0]
        return True

    def _plain(self, number: int) -> Fresh | None:
        """Her fields, where every cell can be read and none needs asking."""
        cells = self.rows[number]
        if number in self.same:
            return None
        try:
            row: Fresh = {name: text for name, cell in cells.items() if (text := self._cell(name, cell))}
            row["unit"] = self._units[int(row["unit"])] if "unit" in row else self.batch.unit
            if "born_on" in row:
                row["born_on"] = date.fromisoformat(row["born_on"])
            own = {field.code: read(field, row.pop(name)) for name, field in self._own.items() if name in row}
        except (BadInput, ValidationError, ValueError):
            return None
        if not row.keys() <= PLAIN or "name" not in row or row.get("born_on", today()) > today():
            return None
        if "id_number" not in row:
            row.setdefault("no_id_reason", NoIdReason.OTHER)
        return row | ({"extra": own} if own else {})

    def _cell(self, name: str, cell: str) -> str:
        column = self.columns[name]
        if column.kind not in ALIKE:
            text = column.read(cell)
            return text if name == "name" else text.strip()
        if (name, cell) not in self._cells:
            self._cells[name, cell] = column.read(cell)
        return self._cells[name, cell]


def _made(row: Mapping[str, Any]) -> Person | None:
    person = Person()
    try:
        check_row(person, {name: value for name, value in row.items() if name != "household"})
    except ValidationError:
        return None
    return person
