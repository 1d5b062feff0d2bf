"""What a register says about the rows under its records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django.db.models import ForeignKey, Model, prefetch_related_objects
from django.utils.functional import Promise

from jinguo.tables.references import target_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Part:
    """Rows with columns of their own under each record: the workers of a point, the prizes of a contest.

        parts=(Part("workers", fields=("person", "since", "until", "daily_high")),)

    `name`: the accessor of the rows. The child model's verbose_name is their title. `fields`: the columns in
    order; all that a user fills in unless declared. `later`: columns that nobody knows yet on that day (what became
    of it, and the day one heard); a page of their own, `later_title`, asks them for all rows in one go.
    `among`: a column asked for there → the other part of the record whose names are the ones to choose from.
    """

    name: str
    fields: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    among: Mapping[str, str] = field(default_factory=dict)
    later_title: str | Promise = ""

    def model(self, of: type[Model]) -> type[Model]:
        """The type of the rows under records of the type `of`."""
        return self.key(of).model

    def title(self, of: type[Model]) -> "StrOrPromise":
        return self.model(of)._meta.verbose_name or ""

    def columns(self, of: type[Model]) -> tuple[str, ...]:
        """What is filled in with the record."""
        own, left_out = self.key(of), {self.key(of).name, *self.later}
        told = (f.name for f in own.model._meta.concrete_fields if f.editable and not f.primary_key)
        return self.fields or tuple(name for name in told if name not in left_out)

    def rows(self, record: Model) -> list[Any]:
        """The rows with what they name."""
        rows = list(getattr(record, self.name).all())
        named = (field.name for field in self.model(type(record))._meta.concrete_fields if target_of(field))
        prefetch_related_objects(rows, *named)
        return rows

    def key(self, of: type[Model]) -> "ForeignKey[Any, Any]":
        """The key by which a row belongs to its record."""
        relation: Any = of._meta.get_field(self.name)
        return cast("ForeignKey[Any, Any]", relation.field)
