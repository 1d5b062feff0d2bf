"""No drift: facts always equal what the records would post now, whatever is changed through its service."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from jinguo import facts
from jinguo.common.dates import today
from jinguo.facts import rules
from jinguo.facts.models import FactRow
from jinguo.orgs import services as units
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.models import Person, Record, SituationKind
from jinguo.records.people import services as people
from jinguo.records.people.merging import merge_people, part_people
from jinguo.records.tests.make import make_id
from tests.make import Making, change, changeable, headcount, other_values, record_types, rows_of, word
from tests.on_file import made_once

pytestmark = pytest.mark.django_db

DAY = today() - timedelta(days=5)


class World:
    """A county with two towns of one village each, a record of every type in the first town, and spare ones."""

    def __init__(self) -> None:
        self.county = make_unit()
        self.town, self.other_town = make_unit(parent=self.county), make_unit(parent=self.county)
        self.village, self.other_village = make_unit(parent=self.town), make_unit(parent=self.other_town)
        self.by: User = make_user(self.county, role=Role.ADMINISTRATOR)
        self.making, self.spare = Making(self.village, self.by), Making(self.other_village, self.by)
        self.records = self.making.every()
        self.headcount = headcount(self.making)
        self.her = Person.objects.get(pk=self.records[Person].pk)

    def of(self, model: type[models.Model]) -> list[Any]:
        """The records of a type, fresh from the database."""
        return list(model._default_manager.order_by("pk"))


each_record_type = pytest.mark.parametrize("model", record_types(), ids=lambda model: model._meta.label)


made = made_once(World)


@pytest.fixture
def world(made: World) -> World:
    return deepcopy(made)


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside leaves no trace for the next case."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def drift() -> list[facts.Drift]:
    return list(facts.verify())


def each_read() -> list[Any]:
    """Every outside field that some rule says it copies; of rows, the one that says whose they are."""
    found = {getattr(read, "field", read) for some in rules._rules.values() for rule in some for read in rule.reads}
    return [pytest.param(field, id=str(field)) for field in sorted(found, key=str)]


def test_what_was_just_written_down_has_its_facts(world: World) -> None:
    assert drift() == []
    assert {
        model for model in facts.sources().values() if not FactRow.objects.filter(source=rules.source_of(model))
    } == set()


@each_record_type
def test_facts_follow_a_change_of_any_field_of_any_record(world: World, model: type[Record]) -> None:
    drifted = []
    for field in changeable(model):
        for record, value in other_states(world, model, field):
            with taken_back(), suppress(ValidationError):
                change(model._default_manager.get(pk=record.pk), world.by, **{field.name: value})
                if drift():
                    drifted.append(f"{field} of {record!r} := {value!r}")
    assert drifted == [], "changed through the service, and the facts stayed behind"


def other_states(world: World, model: type[Record], field: "models.Field[Any, Any]") -> Iterator[tuple[Any, Any]]:
    """Every record of the type with every other value that is known for the field."""
    states = [(one, value) for one in world.of(model) for value in other_values(field, one, world.spare)]
    if not states:
        pytest.fail(f"no other value is known for {field}: teach other_values() of tests/make.py", pytrace=False)
    return iter(states)


@pytest.mark.parametrize("field", each_read())
def test_a_field_that_rules_copy_can_be_changed_through_a_service(field: "models.Field[Any, Any]") -> None:
    known = issubclass(field.model, Record | Unit)
    assert known, f"{field} is read by a rule, but no test changes it through its service: add it to this file"


@pytest.mark.parametrize("field", each_read())
def test_verify_finds_what_went_around_the_service_and_rebuild_repairs_it(
    world: World, field: "models.Field[Any, Any]"
) -> None:
    """The net has no hole: each field that a rule says it copies really reaches some fact."""
    for emptied in (False, True):
        for record in world.of(field.model):
            with taken_back():
                if emptied:
                    _empty_beside(record, field)
                    facts.rebuild()
                if _smuggle(record, field, world.spare):
                    return
    pytest.fail(
        f"rules say that they read {field}, but no change of it ever shows: drop it from reads=, or teach this test"
    )


def _smuggle(record: models.Model, field: "models.Field[Any, Any]", spare: Making) -> bool:
    """Write other values behind the service's back; whether verify noticed one of them, and rebuild mended it."""
    rows = type(record)._default_manager.filter(pk=record.pk)
    for value in other_values(field, record, spare):
        facts.rebuild()
        with suppress(ValueError, IntegrityError), transaction.atomic():
            rows.update(**{field.attname: getattr(value, "pk", value)})
        if drift():
            facts.rebuild()
            assert drift() == []
            return True
    return False


def _empty_beside(record: models.Model, field: "models.Field[Any, Any]") -> None:
    """Some fields count only while another is empty; who came on file late may have been born late."""
    optional = [f for f in record._meta.concrete_fields if f.blank and not f.null and f.editable and f != field]
    texts = {f.attname: "" for f in optional if isinstance(f, models.CharField | models.TextField)}
    late = {"registered_on": today()} if isinstance(record, Person) else {}
    type(record)._default_manager.filter(pk=record.pk).update(**texts, **late)


@each_record_type
def test_a_voided_or_undone_record_leaves_no_facts(world: World, model: type[Record]) -> None:
    for end in (partial(services.void, reason="写错了", by=world.by), partial(services.undo, by=world.by)):
        for record in world.of(model):
            with taken_back():
                end(record)
                assert drift() == []
                assert not FactRow.objects.filter(source=record.source, record=record.pk).exists()


@pytest.mark.parametrize(
    ("model", "name"),
    [
        pytest.param(model, name, id=f"{model._meta.label}.{name}")
        for model in record_types()
        for name in rows_of(model)
    ],
)
def test_facts_follow_the_rows_of_a_record(world: World, model: type[Record], name: str) -> None:
    def save(rows: list[models.Model]) -> None:
        services.save(record, by=world.by, rows={name: rows})
        assert drift() == []

    child = rows_of(model)[name]
    for record in (one for one in world.of(model) if getattr(one, name).exists()):
        first = getattr(record, name).get()
        save([first, child(**world.spare.row(child, model))])
        for field in (
            f for f in child._meta.fields if f.editable and f.related_model is not model and not f.primary_key
        ):
            for value in other_values(field, first, world.spare):
                with taken_back(), suppress(ValidationError):
                    again = child._default_manager.get(pk=first.pk)
                    setattr(again, field.name, value)
                    _date_beside(again)
                    save([again])
        save([])


def _date_beside(row: models.Model) -> None:
    """A code that needs a day gets one."""
    for field in row._meta.fields:
        if isinstance(field, models.DateField) and getattr(row, field.name) is None:
            setattr(row, field.name, DAY)


UNIT_CHANGES: dict[str, Callable[[World], object]] = {
    "renamed": lambda w: units.rename_unit(unit=w.village, name=word(), on=DAY, by=w.by),
    "given another kind": lambda w: units.rename_unit(unit=w.village, name=word(), kind="residents", on=DAY, by=w.by),
    "given another code": lambda w: units.change_code(unit=w.village, code="330226105001", on=DAY, by=w.by),
    "moved": lambda w: units.move_unit(unit=w.village, parent=w.other_town, on=DAY, by=w.by),
    "moved before everything": lambda w: units.move_unit(
        unit=w.village, parent=w.other_town, on=date(2000, 1, 1), by=w.by
    ),
    "merged": lambda w: units.merge_unit(unit=w.village, into=w.other_village, on=DAY, by=w.by),
    "closed": lambda w: units.close_unit(unit=w.village, on=DAY, by=w.by),
    "merged with what is below": lambda w: units.merge_unit(unit=w.town, into=w.other_town, on=DAY, by=w.by),
}


@pytest.mark.parametrize("change", UNIT_CHANGES)
def test_facts_hold_when_a_unit_is(world: World, change: str) -> None:
    UNIT_CHANGES[change](world)
    assert drift() == []


def _transfer(world: World) -> None:
    officer = make_user(world.other_town)
    asked = people.request_transfer(person=world.her, to_unit=world.other_village, by=officer)
    people.confirm_transfer(asked, on=DAY, by=make_user(world.town))


def _erase(world: World) -> None:
    people.erase_person(world.her, reason="本人要求", by=world.by)


def _die_out(world: World) -> None:
    situation = people.start_situation(person=world.her, kind=SituationKind.LOW_INCOME, start=DAY, by=world.by)
    people.change_situation(situation, start=DAY - timedelta(days=3), by=world.by)
    people.end_situation(situation, until=today(), end_reason="other", by=world.by)
    services.void(situation, reason="写错了", by=world.by)


def _many(world: World) -> None:
    rows = [{"unit": world.village, "name": word(), "id_number": make_id(), "home": n // 2} for n in range(6)]
    people.register_people([{**row, "registered_on": DAY} for row in rows], by=world.by)


def _twice(world: World) -> None:
    home = people.form_household(unit=world.other_village, by=world.by)
    people.move_person(person=world.her, to_unit=world.other_village, household=home, on=DAY, by=world.by)
    people.move_person(person=world.her, to_unit=world.village, on=DAY + timedelta(days=2), by=world.by)


def _together_and_apart(world: World) -> None:
    other = world.making.new(Person)
    people.change_person(other, id_number="", no_id_reason="other", by=world.by)
    merge = merge_people(person=other, other=world.her, by=world.by)
    assert drift() == []
    part_people(merge, by=world.by)


PEOPLE_CHANGES = {
    "two files of hers are put together and parted": _together_and_apart,
    "she moves away and comes back": _twice,
    "she is handed over": _transfer,
    "she is erased": _erase,
    "a situation begins, is corrected, ends and is voided": _die_out,
    "many are registered at once": _many,
}


@pytest.mark.parametrize("change", PEOPLE_CHANGES)
def test_facts_hold_when(world: World, change: str) -> None:
    PEOPLE_CHANGES[change](world)
    assert drift() == []
