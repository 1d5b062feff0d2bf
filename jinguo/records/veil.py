"""Names of people who live outside the viewer's branch by now, masked wherever a record still refers to them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ForeignKey, Model

from jinguo.common.dates import today
from jinguo.common.masking import mask_name
from jinguo.orgs.models import User
from jinguo.records.models import Household, Person, Record


def veil(people: Iterable[Person], viewer: User) -> None:
    """Mask the names of these instances; they are for showing then, never for saving. One query."""
    by_key: dict[int, list[Person]] = {}
    for person in people:
        by_key.setdefault(person.pk, []).append(person)
    seen = Person.objects.visible_to(viewer).filter(pk__in=by_key).values_list("pk", flat=True) if by_key else ()
    for pk in by_key.keys() - set(seen):
        for person in by_key[pk]:
            person.name = mask_name(person.name, person.is_minor_on(today()))


def veiled(records: Iterable[Any], viewer: User) -> list[Any]:
    """Records of one type, with the people whom they or their fetched rows name fit for the viewer's eyes."""
    listed = list(records)
    if listed and not isinstance(listed[0], Person):
        veil(persons_in(named for one in (*listed, *_fetched_rows(listed)) for named in _named(one)), viewer)
    return listed


def _fetched_rows(records: Iterable[Model]) -> Iterator[Model]:
    for record in records:
        for fetched in getattr(record, "_prefetched_objects_cache", {}).values():
            yield from fetched


def _named(one: Model) -> Iterator[Any]:
    """What its references name; of a row only what was fetched along."""
    for name in references(type(one)):
        if isinstance(one, Record) or name in one._state.fields_cache:
            yield getattr(one, name)


def references(model: type[Model]) -> list[str]:
    """The fields by which a record names people."""
    keys = (field for field in model._meta.concrete_fields if isinstance(field, ForeignKey))
    return [field.name for field in keys if field.related_model in (Person, Household)]


def persons_in(things: Iterable[Any]) -> Iterator[Person]:
    """The persons among them, and the heads of the households."""
    for thing in things:
        person = thing.head if isinstance(thing, Household) else thing
        if isinstance(person, Person):
            yield person
