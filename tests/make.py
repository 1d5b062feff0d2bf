"""Records of every registered type, made from their models alone: a new type is made without anybody remembering.

Every text that is written carries a word that stands nowhere else, so that a test can look for its trace.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar, cast

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from jinguo.common.dates import today
from jinguo.facts.rules import own_rows
from jinguo.indicators import catalogue
from jinguo.lines.training.models import Course, Session
from jinguo.orgs.models import Unit, User
from jinguo.records import services
from jinguo.records.models import Person, Record, Situation
from jinguo.records.people.services import change_person, change_situation, register_person
from jinguo.records.registers import told_fields
from jinguo.records.tests.make import make_id
from jinguo.tables.references import target_of

WORD = "璎珞"
"""Begins every text made here; no page, dictionary or name of the product has it."""
LONG_AGO = date(2008, 1, 1)

M = TypeVar("M", bound=models.Model)

_number = count(1000)


def record_types() -> list[type[Record]]:
    """Every record type that is installed, whether it has a register or not."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def word() -> str:
    return f"{WORD}{next(_number)}"


def make_phone() -> str:
    return f"100{next(_number):08d}"


def make_account() -> str:
    return f"6299{next(_number):012d}"


class Making:
    """Makes records in one unit, and keeps one of each type for others to refer to."""

    def __init__(self, unit: Unit, by: User, day: date | None = None) -> None:
        self.unit, self.by = unit, by
        self.day = day or today() - timedelta(days=20)
        self.words: dict[type[models.Model], set[str]] = defaultdict(set)
        self._kept: dict[type[models.Model], models.Model] = {}
        self._under_way: list[type[models.Model]] = []

    def every(self) -> dict[type[Record], Record]:
        """One record of each type."""
        return {model: self._first(model) for model in record_types()}

    def _first(self, model: type[Record]) -> Record:
        try:
            return self.one(model)
        except ValidationError as refusal:
            pytest.fail(
                f"{model._meta.label} can't be made from its fields alone ({refusal.messages}): "
                "say in SPECIAL of tests/make.py which values it needs",
                pytrace=False,
            )

    def one(self, model: type[M]) -> M:
        """The kept record of a type; made when first asked for."""
        if model not in self._kept:
            self._kept[model] = self.new(model)
        return cast(M, self._kept[model])

    def new(self, model: type[models.Model], **fields: Any) -> Any:
        """A new record with every text filled in, each required field, each reference, and its rows."""
        self._under_way.append(model)
        try:
            filled = {**self._filled(model), **fields}
            if issubclass(model, Person):
                return register_person(by=self.by, **filled)
            made = model(**filled)
            if isinstance(made, Record):
                return services.save(made, by=self.by, rows=self._rows(model))
            made.full_clean()
            made.save()
            return made
        finally:
            self._under_way.pop()

    def _filled(self, model: type[models.Model]) -> dict[str, Any]:
        special = SPECIAL.get(model._meta.label_lower, dict)()
        fields = [f for f in model._meta.concrete_fields if f.editable and not f.primary_key and f.name not in special]
        values = ((field.name, self._value(field)) for field in fields)
        own = {"extra": {"x0": self._word()}} if issubclass(model, Record) else {}
        return {name: value for name, value in values if value is not None} | own | special

    def _value(self, field: "models.Field[Any, Any]") -> Any:
        """None leaves the field to its default."""
        if target_of(field):
            return self._reference(target_of(field))
        if isinstance(field, models.CharField | models.TextField) and not field.flatchoices:
            return self._text(field)
        if field.blank or field.null or field.has_default():
            return None
        return field.flatchoices[0][0] if field.flatchoices else self._amount(field)

    def _text(self, field: "models.Field[Any, Any]") -> str | None:
        """Optional texts are filled in as well: what a test looks for may stand in any of them."""
        if isinstance(field, models.SlugField):
            return f"w{next(_number)}"
        return None if field.has_default() else self._word(field.max_length)

    def _amount(self, field: "models.Field[Any, Any]") -> Any:
        match field:
            case models.DateField():
                return self.day
            case models.DecimalField():
                return Decimal(3)
            case models.IntegerField():
                return 3
        return None

    def _word(self, longest: int | None = None) -> str:
        made = word()[:longest]
        self.words[self._under_way[-1]].add(made)
        return made

    def _reference(self, target: type[models.Model]) -> Any:
        if target is Unit:
            return self.unit
        asking = self._under_way[-1]
        if target is Person and asking._meta.label_lower in ONCE_EACH and asking in self._kept:
            return self.new(Person)
        return None if target in self._under_way else self.one(target)

    def _rows(self, model: type[models.Model]) -> dict[str, list[models.Model]]:
        return {name: [child(**self.row(child, model))] for name, child in rows_of(model).items()}

    def row(self, child: type[models.Model], parent: type[models.Model]) -> dict[str, Any]:
        """The fields of a row, but for the record that it belongs to."""
        fields = [f for f in child._meta.concrete_fields if not f.primary_key and f.related_model is not parent]
        self._under_way.append(parent)
        try:
            told = {field.name: value for field in fields if (value := self._value(field)) is not None}
            return told | SPECIAL.get(child._meta.label_lower, dict)()
        finally:
            self._under_way.pop()


def rows_of(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """The rows that are written with a record: its children that name only records, and units where they may."""
    return {
        name: child
        for name, child in own_rows(model).items()
        if not issubclass(child, Record)
        and all(
            isinstance(target, type) and (issubclass(target, Record) or (target is Unit and f.null))
            for f in child._meta.fields
            if (target := f.related_model)
        )
    }


def PERSONAL() -> dict[str, Any]:  # noqa: N802 (a table whose values are new each time)
    """What a person has that no default knows, synthetic: the numbers cannot belong to anyone."""
    return {
        "sex": "2",
        "born_on": None,
        "registered_on": LONG_AGO,
        "id_number": make_id(),
        "phone": make_phone(),
        "bank_account": make_account(),
    }


def QUOTED() -> dict[str, Any]:  # noqa: N802
    """A unit quotes at least one number, and once of each day."""
    return {"as_of": LONG_AGO - timedelta(days=next(_number)), "population": 905}


def LEFT_BEHIND() -> dict[str, Any]:  # noqa: N802
    """What rules ask for when they count a woman among others."""
    return {"kind": "left_behind_woman"}


SPECIAL: dict[str, Callable[[], dict[str, Any]]] = {
    "records.person": PERSONAL,
    "records.situation": LEFT_BEHIND,
    "organisation.areaprofile": QUOTED,
    "care.help": lambda: {"amount": Decimal(200)},
    "records.programmefigure": lambda: {"measure": catalogue.every()[next(_number) % 50].code},
    # She can only have agreed with an employer who was there.
    "employment.seeker": lambda: {"intention": ""},
    "organisation.committeeterm": lambda: {"ordinal": next(_number)},
}
"""Record type → the values that can't be guessed from its fields."""


ONCE_EACH = {"employment.outcome"}
"""Record types of which nobody has two at a time: after the kept one, each gets a person of its own."""


def headcount(making: Making) -> Session:
    """A session without names: other fields of it reach the facts than of one with a roster."""
    session = Session(unit=making.unit, course=making.one(Course))
    session.starts_on, session.mode, session.women, session.total = making.day, "headcount", 5, 7
    return services.save(session, by=making.by, rows={})


def change(record: Any, by: User, **fields: Any) -> Any:
    """Change a record through its service."""
    if isinstance(record, Person):
        return change_person(record, by=by, doubt_reason="对过了", **fields)
    if isinstance(record, Situation):
        return change_situation(record, by=by, **fields)
    for name, value in fields.items():
        setattr(record, name, value)
    return services.save(record, by=by)


def changeable(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """The fields that a user may change, the unit included."""
    return [model._meta.get_field("unit"), *told_fields(model)]


def other_values(field: "models.Field[Any, Any]", record: models.Model, other: Making) -> Iterator[Any]:
    """Values that the field doesn't have now, references to what `other` made, and nothing where that may be."""
    now = getattr(record, field.attname)
    for value in _others(field, now, other):
        if value != now and value != getattr(record, field.name):
            yield value
    if field.null and now is not None:
        yield None
    elif field.blank and now and isinstance(field, models.CharField | models.TextField):
        yield ""


def _others(field: "models.Field[Any, Any]", now: Any, other: Making) -> Iterator[Any]:
    if target := target_of(field):
        yield other.unit if target is Unit else other.one(target)
    elif field.flatchoices:
        yield from (value for value, _label in field.flatchoices)
    elif isinstance(field, models.CharField | models.TextField):
        yield NUMBERS.get(field.name, word)()[: field.max_length]
    else:
        yield from _later_and_earlier(field, now, other)


def _later_and_earlier(field: "models.Field[Any, Any]", now: Any, other: Making) -> Iterator[Any]:
    match field:
        case models.BooleanField():
            yield not now
        case models.DateTimeField():
            yield timezone.now()
        case models.DateField():
            near = (now - timedelta(days=40), now + timedelta(days=3)) if now else (other.day, LONG_AGO)
            yield from (*near, other.day - timedelta(days=3650))
        case models.DecimalField() | models.IntegerField():
            yield from ((now or 0) + 1, (now or 0) + 9)


NUMBERS: dict[str, Callable[[], str]] = {"id_number": make_id, "phone": make_phone, "bank_account": make_account}
