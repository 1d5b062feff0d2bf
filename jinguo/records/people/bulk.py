"""Thousands of people and situations at once, for imports and loaders: the same checks, few statements a batch."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from jinguo import facts
from jinguo.common.dates import today
from jinguo.orgs.models import User
from jinguo.orgs.queries import refuse_closed
from jinguo.orgs.tree import branch_ids
from jinguo.records import history
from jinguo.records.models import Action, Change, Household, Person, Record, Relation, Situation
from jinguo.records.models.base import KEPT_BY_THE_DOOR
from jinguo.records.people.filling import PersonFields, doubts, fill
from jinguo.records.people.keys import search_keys

BATCH = 1000
UNCHECKED = KEPT_BY_THE_DOOR | {f.name for f in Person._meta.concrete_fields if isinstance(f, models.ForeignKey)}
OWN_COLUMNS = ("home", "address", "doubt_reason")


class BadRowsError(ValidationError):
    """Rows that cannot be; nothing was written. `rows`: position (from 0) → what is wrong with it."""

    def __init__(self, rows: Mapping[int, ValidationError]) -> None:
        super().__init__(
            [
                _("第 %(row)s 行：%(said)s") % {"row": at + 1, "said": "".join(error.messages)}
                for at, error in rows.items()
            ]
        )
        self.rows = rows


@transaction.atomic
def register_people(rows: Iterable[Mapping[str, Any]], *, by: User) -> list[Person]:
    """Put many people on file: all of them or, with BadRowsError, none.

    A row holds PersonFields; `home` instead of `household` is any label that the members of one new household
    share (the one with relation 0 becomes its head), `address` its address, `doubt_reason` as for one person.
    """
    people: list[Person] = []
    homes: dict[Hashable, Household] = {}
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        some = _checked(batch, len(people), by)
        _house(some, batch, homes, by)
        _write(some, [row.get("doubt_reason", "") for row in batch], by)
        people += some
    _head(people, homes)
    return people


@transaction.atomic
def start_situations(situations: Iterable[Situation], *, by: User) -> list[Situation]:
    """Note what holds for many people from some day on: all of it or, with BadRowsError, nothing."""
    noted: list[Situation] = []
    iterator = iter(situations)
    while batch := list(islice(iterator, BATCH)):
        _check_situations(batch, len(noted), by)
        Situation.objects.bulk_create(batch)
        _note(batch, [""] * len(batch), by)
        facts.sync(*(situation.person for situation in batch))
        noted += batch
    return noted


def _check_situations(batch: Sequence[Situation], offset: int, by: User) -> None:
    _refuse_outsiders([situation.person for situation in batch], by)
    open_ones = Situation.objects.live().filter(person__in={one.person_id for one in batch}, until=None)
    known = set(open_ones.values_list("person_id", "kind"))
    wrong: dict[int, ValidationError] = {}
    for at, situation in enumerate(batch, start=offset):
        situation.created_by = situation.changed_by = by
        try:
            situation.clean_fields(exclude={*KEPT_BY_THE_DOOR, "person", "unit"})
            situation.clean()
            _refuse_second_situation(situation, known)
        except ValidationError as error:
            wrong[at] = error
    if wrong:
        raise BadRowsError(wrong)


def _refuse_second_situation(situation: Situation, known: set[tuple[int, str]]) -> None:
    key = situation.person_id, situation.kind
    if situation.until is None:
        if key in known:
            raise ValidationError({"kind": _("她现在已经有这个情况了，不用再记。")})
        known.add(key)


def _checked(batch: Sequence[Mapping[str, Any]], offset: int, by: User) -> list[Person]:
    people = [Person(created_by=by, changed_by=by) for _row in batch]
    wrong: dict[int, ValidationError] = {}
    for at, (person, row) in enumerate(zip(people, batch, strict=True), start=offset):
        try:
            check_row(person, row)
        except ValidationError as error:
            wrong[at] = error
    wrong |= _seconds(people, offset)
    if wrong:
        raise BadRowsError(dict(sorted(wrong.items())))
    _refuse_outsiders(people, by)
    return people


def check_row(person: Person, row: Mapping[str, Any]) -> None:
    """Fill the person from a row. ValidationError with what can be told without looking at the others on file."""
    fill(person, cast(PersonFields, {name: value for name, value in row.items() if name not in OWN_COLUMNS}))
    reason = row.get("doubt_reason", "")
    if (doubt := doubts(person)) and not reason:
        raise ValidationError({"doubt_reason": doubt})
    try:
        Change._meta.get_field("reason").run_validators(reason)
    except ValidationError as error:
        raise ValidationError({"doubt_reason": error.messages}) from error
    person.fill_in()
    refuse_closed(person.unit, person.registered_on)
    person.clean_fields(exclude=UNCHECKED)
    person.clean()


def _seconds(people: Sequence[Person], offset: int) -> dict[int, ValidationError]:
    """Rows whose ID is on file already, or stands in an earlier row."""
    keys = {person.id_key for person in people if person.id_key}
    taken = set(Person.objects.live().filter(id_key__in=keys).values_list("id_key", flat=True))
    wrong: dict[int, ValidationError] = {}
    for at, person in enumerate(people, start=offset):
        if person.id_key in taken:
            wrong[at] = ValidationError({"id_number": _("这个身份证号已经登记过了。")})
        elif person.id_key:
            taken.add(person.id_key)
    return wrong


def _refuse_outsiders(people: Sequence[Person], by: User) -> None:
    units = {person.unit_id for person in people}
    if not by.may_write or branch_ids(by.unit_id, today()).filter(unit__in=units).count() < len(units):
        raise PermissionDenied


def _house(
    people: Sequence[Person],
    batch: Sequence[Mapping[str, Any]],
    homes: dict[Hashable, Household],
    by: User,
) -> None:
    """Found the households that this batch names for the first time, and put their members in."""
    founded: list[Household] = []
    for person, row in zip(people, batch, strict=True):
        label = row.get("home")
        if label is not None and label not in homes:
            homes[label] = Household(
                unit=person.unit, group_name=person.group_name, address=row.get("address", ""),
                created_by=by, changed_by=by,
            )  # fmt: skip
            founded.append(homes[label])
    Household.objects.bulk_create(founded)
    _note(founded, [""] * len(founded), by)
    for person, row in zip(people, batch, strict=True):
        if row.get("home") is not None:
            person.household = homes[row["home"]]


def _write(people: Sequence[Person], reasons: Sequence[str], by: User) -> None:
    Person.objects.bulk_create(people)
    _index(people)
    _note(people, reasons, by)
    facts.sync(*people)


def _index(people: Sequence[Person]) -> None:
    """Ten keys for each person: as tuples they cost a third of what model objects would."""
    keys = [(key, person.unit_id, person.pk) for person in people for key in search_keys(person.name)]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO records_personkey (key, unit_id, person_id) VALUES (%s, %s, %s)", keys)


def _note(records: Sequence[Record], reasons: Sequence[str], by: User) -> None:
    Change.objects.bulk_create(
        Change(
            by=by, source=record.source, record=record.pk, unit=record.unit_id, action=Action.CREATE, reason=reason,
            document=history.document(history.field_changes(None, record), {}),
        )
        for record, reason in zip(records, reasons, strict=True)
    )  # fmt: skip


def _head(people: Sequence[Person], homes: Mapping[Hashable, Household]) -> None:
    for person in people:
        if person.relation == Relation.HEAD and person.household is not None:
            person.household.head = person
    headed = [(home.head_id, home.pk) for home in homes.values() if home.head_id is not None]
    with connection.cursor() as cursor:  # a CASE of a thousand households takes ten times as long
        cursor.executemany("UPDATE records_household SET head_id = %s WHERE id = %s", headed)
