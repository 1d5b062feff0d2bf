"""Rules: how a record becomes facts, and which outside fields they copy.

A rule belongs to an aggregate root. It may read the root, the root's own rows (children that cascade with
it), and the outside fields that it names in `reads=`; a change of a named field re-posts every root that leads to it.
Rows of another root are named by their accessor: `reads=(Person.situations,)`.

The way leads over foreign keys, and at its end over a field that refers without one: such a field says by its
`target` to which model, and is fetched by `prefetch_related` (`facts.loading`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, Union, cast

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Model
from django.db.models.fields.related_descriptors import ReverseManyToOneDescriptor

from jinguo.facts.fact import Fact
from jinguo.tables.references import target_of

R = TypeVar("R", bound=Model)
Read = Union["models.Field[Any, Any]", models.ManyToOneRel]
"""A field of another model, or the rows that cascade with it."""

MAX_HOPS = 3
"""How far a read field may lie from its root: root → row → person → household."""


@dataclass(frozen=True)
class Rule:
    """One function from a root record to its facts."""

    model: type[Model]
    reads: tuple[Read, ...]
    facts: Callable[[Any], Iterator[Fact]]


_rules: dict[type[Model], list[Rule]] = {}


def derived_from(
    model: type[R], *, reads: tuple[Any, ...] = ()
) -> Callable[[Callable[[R], Iterator[Fact]]], Callable[[R], Iterator[Fact]]]:
    """Register a rule: `@derived_from(Training, reads=(Person.sex, "venues.venue.level"))`.

    A rule of an abstract model holds for every record type that derives from it.

    A field of another line is named by words; where that line isn't installed, there is nothing to read.
    """

    def register(function: Callable[[R], Iterator[Fact]]) -> Callable[[R], Iterator[Fact]]:
        fields = tuple(field for read in reads if (field := _field(read)) is not None)
        _rules.setdefault(model, []).append(Rule(model, fields, function))
        sources.cache_clear()
        rules_of.cache_clear()
        return function

    return register


def _field(read: Any) -> Read | None:
    if not isinstance(read, str):
        return cast(Read, read.rel if isinstance(read, ReverseManyToOneDescriptor) else read.field)
    label, _dot, name = read.rpartition(".")
    try:
        return cast("models.Field[Any, Any]", apps.get_model(label)._meta.get_field(name))
    except LookupError:
        return None


@cache
def sources() -> dict[str, type[Model]]:
    """Every record type that posts facts, by the name it has in `FactRow.source`."""
    return {source_of(model): model for model in apps.get_models() if rules_of(model)}


@cache
def rules_of(model: type[Model]) -> list[Rule]:
    """Its own rules, and those of what it derives from."""
    return [rule for base in model.__mro__ for rule in _rules.get(base, ())]


def source_of(model: type[Model] | Model) -> str:
    return model._meta.label_lower


def facts_of(root: Model) -> Iterator[Fact]:
    """What the root states now. A voided record states nothing."""
    if getattr(root, "voided_at", None) is None:
        for rule in rules_of(type(root)):
            yield from rule.facts(root)


def dependants(changed: Model, fields: Iterable[str]) -> Iterator[tuple[type[Model], set[int]]]:
    """The roots whose facts copy one of these fields of `changed`: their ids, per record type."""
    names = set(fields)
    for model in sources().values():
        read = {
            field
            for rule in rules_of(model)
            for field in rule.reads
            if isinstance(changed, field.model) and {field.name, getattr(field, "attname", "")} & names
        }
        if read:
            yield model, _leading_to(changed, model)


def naming(named: Model) -> Iterator[tuple[type[Model], set[int]]]:
    """The roots that name it, or whose rows do: their ids, per record type."""
    for model in sources().values():
        yield model, _leading_to(named, model)


def _leading_to(named: Model, model: type[Model]) -> set[int]:
    roots = model._default_manager.order_by()
    ways = (roots.filter(**{path: named.pk}) for path in paths(model, type(named)))
    return {pk for way in ways for pk in way.values_list("pk", flat=True)}


@cache
def own_rows(model: type[Model]) -> dict[str, type[Model]]:
    """The children of a root: what cascades with it. Accessor name → model."""
    return {
        relation.get_accessor_name() or "": relation.related_model
        for relation in model._meta.related_objects
        if relation.one_to_many and relation.on_delete is models.CASCADE and isinstance(relation.related_model, type)
    }


def rows_named(root: Model, row: Model) -> list[str]:
    """By which accessor a root has a row of this kind."""
    return [name for name, model in own_rows(type(root)).items() if isinstance(row, model)]


@cache
def paths(root: type[Model], target: type[Model]) -> tuple[str, ...]:
    """Every lookup that leads from a root, or one of its rows, to `target`, shortest first.

    Ways over an account (who wrote it down, who voided it) are no matter of facts.
    """
    found: list[str] = []
    frontier: list[tuple[str, type[Model]]] = [("", root)]
    frontier += [(f"{name}__", row) for name, row in own_rows(root).items()]
    for _hop in range(MAX_HOPS):
        reached = [
            (f"{prefix}{field.name}", named, isinstance(field, models.ForeignKey))
            for prefix, model in frontier
            for field in model._meta.fields
            if (named := target_of(field)) not in (None, root, model) and named._meta.label != settings.AUTH_USER_MODEL
        ]
        found += [path for path, model, _joins in reached if issubclass(target, model)]
        frontier = [(f"{path}__", model) for path, model, joins in reached if joins]
    return tuple(found)
