"""Names of people who live outside the viewer's branch by now, masked wherever a record still refers to them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ForeignKey, Model

from jinguo.common.dates import today
from jinguo.common.masking import mask_name
from jinguo.orgs.models import User
from jinguo.records.models import Household, Person


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
    """Records of one type, with the people whom their references name fit for the viewer's eyes."""
    listed = list(records)
    if listed and not isinstance(listed[0], Person):
        names = references(type(listed[0]))
        veil(persons_in(getattr(record, name) for record in listed for name in names), viewer)
    return listed


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
