"""Rows below a parent (a roster): the difference between what is there and what is wanted, in bulk."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, ForeignKey, OuterRef, Subquery, UniqueConstraint
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from jinguo.orgs.crypto import EncryptedCharField

Values = dict[str, Any]


@dataclass(frozen=True)
class RowChanges:
    """What became of the rows, as the history keeps it."""

    added: list[Values]
    removed: list[Values]
    changed: list[tuple[Values, Values]]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def replace(parent: models.Model, name: str, wanted: Sequence[models.Model], *, is_new: bool = False) -> RowChanges:
    """Make the rows under the accessor `name` be the wanted ones.

    A row is the same when its id is, or what is unique about it beside its parent; it keeps its id then. A new parent
    has no rows yet. ValidationError, under `name`, at the first row that cannot be; IntegrityError where only the
    database sees it.
    """
    relation = getattr(parent, name)
    own: ForeignKey[Any, Any] = relation.field
    rows = () if is_new else relation.model._default_manager.filter(**{own.name: parent})
    stored = {row.pk: row for row in rows}
    for row in wanted:
        setattr(row, own.name, parent)
    _adopt(stored, wanted, own, name)
    _check(wanted, name)
    kept = {row.pk for row in wanted}
    gone = [row for pk, row in stored.items() if pk not in kept]
    altered = [(stored[row.pk], row) for row in wanted if row.pk in stored and _differ(stored[row.pk], row)]
    new = [row for row in wanted if row.pk is None]
    _write(relation.model, gone, altered, new)
    getattr(parent, "_prefetched_objects_cache", {}).pop(name, None)
    return RowChanges(
        added=[values(row) for row in new],
        removed=[values(row) for row in gone],
        changed=[(values(old), values(row)) for old, row in altered],
    )


def naming(record: models.Model, name: str, column: str, wanted: Sequence[models.Model]) -> list[models.Model]:
    """The rows that name these in their `column`: whoever is there already keeps hers, with all that it says."""
    relation: Any = type(record)._meta.get_field(name)
    rows = getattr(record, name).all() if record.pk else ()
    kept = {getattr(row, f"{column}_id"): row for row in rows}
    return [kept.get(one.pk) or relation.related_model(**{column: one}) for one in wanted]


def counted(parents: models.QuerySet[Any], name: str, told: str) -> models.QuerySet[Any]:
    """The parents, each with how many rows it has under the accessor `name`, told under another.

    Counted one by one: a page shows ten parents, a join would count the rows of all.
    """
    own: Any = getattr(parents.model, name).field
    rows = own.model._default_manager.filter(**{own.name: OuterRef("pk")}).order_by().values(own.name)
    counts: Any = Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)
    found: models.QuerySet[Any] = parents.annotate(**{told: counts})
    return found


def values(row: models.Model) -> Values:
    """The row's columns as the history keeps them: ciphertext for what is encrypted."""
    return {
        f.attname: f.sealed(row) if isinstance(f, EncryptedCharField) else getattr(row, f.attname)
        for f in row._meta.concrete_fields
    }


def _adopt(
    stored: dict[Any, models.Model], wanted: Sequence[models.Model], own: "ForeignKey[Any, Any]", name: str
) -> None:
    """Give a new row the id of the stored one that is the same, so that it is changed and not replaced."""
    beside, known = unique_beside(own), {row.pk for row in wanted}
    ids = {identity(row, beside): pk for pk, row in stored.items() if pk not in known}
    seen: set[Hashable] = set()
    for row in wanted:
        says = identity(row, beside)
        if row.pk is None and says is not None and says in ids:
            row.pk = ids[says]
            row._state.adding = False
        if row.pk is not None and row.pk not in stored:
            raise ValidationError({name: _("有一行刚被别人去掉了，请重新打开这一页。")})
        if says is not None and says in seen:
            raise ValidationError({name: _("名单里有一行写了两遍。")})
        seen.add(says)


def unique_beside(own: "ForeignKey[Any, Any]") -> tuple[str, ...]:
    """The columns that no two rows of one parent share."""
    columns = {field.name: field.attname for field in own.model._meta.concrete_fields}
    for constraint in own.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and own.name in constraint.fields and not constraint.condition:
            return tuple(columns[f] for f in constraint.fields if f != own.name)
    return ()


def identity(row: models.Model, beside: tuple[str, ...]) -> Hashable:
    """What makes a row the same as another; None where nothing does, or it is not filled in."""
    told = tuple(getattr(row, attname) for attname in beside)
    return None if None in told else told or None


def _check(wanted: Sequence[models.Model], name: str) -> None:
    """What can be checked without a query for each row; the database refuses the rest (`find_culprit`)."""
    for number, row in enumerate(wanted, start=1):
        keys = {f.name for f in row._meta.concrete_fields if isinstance(f, ForeignKey) or f.primary_key}
        try:
            row.clean_fields(exclude=keys)
            row.clean()
        except ValidationError as error:
            raise _at(name, number, error) from error


def _write(
    model: type[models.Model],
    gone: Sequence[models.Model],
    altered: Sequence[tuple[models.Model, models.Model]],
    new: Sequence[models.Model],
) -> None:
    if gone:
        model._default_manager.filter(pk__in=[row.pk for row in gone]).delete()
    if altered:
        fields = {f for old, row in altered for f in _differ(old, row)}
        model._default_manager.bulk_update([row for _old, row in altered], sorted(fields))
    if new:
        model._default_manager.bulk_create(new)


def find_culprit(rows: Sequence[models.Model], name: str) -> None:
    """Say in the constraint's own words which of the rows under the accessor `name` the database refused."""
    for number, row in enumerate(rows, start=1):
        row._state.adding = row.pk is None
        try:
            row.validate_constraints()
        except ValidationError as error:
            raise _at(name, number, error) from error


def _differ(old: models.Model, new: models.Model) -> list[str]:
    return [f.name for f in old._meta.concrete_fields if getattr(old, f.attname) != getattr(new, f.attname)]


def _at(name: str, number: int, error: ValidationError) -> ValidationError:
    said = "；".join(message.rstrip("。") for message in error.messages)
    return ValidationError({name: _("第 %(number)s 行：%(said)s。") % {"number": number, "said": said}})
