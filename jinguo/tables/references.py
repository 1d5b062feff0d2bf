"""A record names one of another line by its id, without import or foreign key.

    venue = ReferenceField("venues.venue", verbose_name=_("在哪里"))

In Python it reads like a foreign key: `session.venue` is the record, `session.venue_id` its id, and
`prefetch_related("venue")` fetches those of a whole list at once. Rules name its fields by words:
`reads=("venues.venue.level",)`. Where the other line isn't installed, the ids stay and there is nothing to see.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Model, QuerySet


class ReferenceField(models.BigIntegerField):  # type: ignore[type-arg]
    """The id of a record of the type `to` ("venues.venue")."""

    def __init__(self, to: str, *args: Any, **kwargs: Any) -> None:
        self.to = to
        super().__init__(*args, **{"null": True, "blank": True, "db_index": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.to, *args], kwargs

    @property
    def target(self) -> type[Model] | None:
        """The record type; None in a deployment without its line."""
        try:
            return apps.get_model(self.to)
        except LookupError:
            return None

    def get_attname(self) -> str:
        return f"{self.name}_id"

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(getattr(value, "pk", value))

    def contribute_to_class(self, cls: type[Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, Referred(self))


class Referred:
    """The record itself, at the name of the field. Django's prefetching knows the last two methods."""

    def __init__(self, field: ReferenceField) -> None:
        self.field = field

    def __get__(self, instance: Model | None, owner: type[Model] | None = None) -> Any:
        if instance is None:
            return self
        key, kept = getattr(instance, self.field.attname), instance._state.fields_cache
        if getattr(kept.get(self.field.name), "pk", None) != key:
            kept[self.field.name] = self._every(instance).filter(pk=key).first()
        return kept.get(self.field.name)

    def __set__(self, instance: Model, value: Any) -> None:
        setattr(instance, self.field.attname, getattr(value, "pk", None))
        instance._state.fields_cache[self.field.name] = value

    def is_cached(self, instance: Model) -> bool:
        return self.field.name in instance._state.fields_cache

    def get_prefetch_querysets(self, instances: Sequence[Model], querysets: Any = None) -> tuple[Any, ...]:  # noqa: ARG002
        key_of = attrgetter(self.field.attname)
        found = self._every(instances[0]).order_by().filter(pk__in={key_of(one) for one in instances} - {None})
        return found, attrgetter("pk"), key_of, True, self.field.name, False

    def _every(self, of: Model) -> QuerySet[Any]:
        target = self.field.target
        return type(of)._default_manager.none() if target is None else target._default_manager.all()


def target_of(field: Any) -> Any:
    """The record type that a field names, by foreign key or by reference; None for other fields."""
    return field.target if isinstance(field, ReferenceField) else getattr(field, "related_model", None)


def references_of(model: type[Model]) -> Iterator[ReferenceField]:
    return (field for field in model._meta.concrete_fields if isinstance(field, ReferenceField))
