"""Rules: how a record becomes facts, and which outside fields they copy.

A rule belongs to an aggregate root. It may read the root, the root's own rows (children that cascade with
it), and the outside fields that it names in `reads=`; a change of a named field re-posts every root that leads to it.
Rows of another root are named by their accessor: `reads=(Person.situations,)`.

The way leads over foreign keys, and at its end over a field that refers without one: such a field says by its
`target` to which model, and is fetched by `prefetch_related`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, Union, cast

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Model, Prefetch, QuerySet
from django.db.models.fields.related_descriptors import ReverseManyToOneDescriptor

from jinguo.facts.fact import Fact

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


def loaded(model: type[Model], pks: Iterable[int]) -> QuerySet[Any]:
    """Roots fresh from the database, with their rows and everything the rules read, in a fixed number of queries.

    What lies over a foreign key is joined: a prefetch of a thousand people is more than SQLite can parse.
    """
    joins = _joins(model)
    read = {(field.model, field.name) for rule in rules_of(model) for field in rule.reads}
    rows = [Prefetch(name, _joined(row, joins[name], read)) for name, row in own_rows(model).items()]
    return _joined(model, joins[""], read).filter(pk__in=pks).prefetch_related(*rows)


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
            if (named := _named(field)) not in (None, root, model) and named._meta.label != settings.AUTH_USER_MODEL
        ]
        found += [path for path, model, _joins in reached if issubclass(target, model)]
        frontier = [(f"{path}__", model) for path, model, joins in reached if joins]
    return tuple(found)


def _named(field: Any) -> Any:
    """The model that a field names: by foreign key, or without one."""
    return field.related_model if isinstance(field, models.ForeignKey) else getattr(field, "target", None)


def _joins(model: type[Model]) -> dict[str, list[str]]:
    """What the rules read of other models: of the root under "", of its rows under their accessor."""
    joins: dict[str, list[str]] = defaultdict(list)
    read = {field.model for rule in rules_of(model) for field in rule.reads} - {model, *own_rows(model).values()}
    ways = [path for target in read for path in _shortest(paths(model, target))]
    ways += [f"{path}__{rows.name}" for rows in _rows_read(model) for path in _shortest(paths(model, rows.model))]
    for path in ways:
        first, _slash, rest = path.partition("__")
        row, way = (first, rest) if first in own_rows(model) else ("", path)
        joins[row].append(way)
    return joins


def _rows_read(model: type[Model]) -> set[models.ManyToOneRel]:
    return {field for rule in rules_of(model) for field in rule.reads if isinstance(field, models.ManyToOneRel)}


def _joined(model: type[Model], ways: list[str], read: set[tuple[Any, str]]) -> QuerySet[Any]:
    """The rows with what lies over foreign keys; of that no other column than the rules read."""
    joined = [way for way in ways if _is_joined(model, way)]
    rows = model._default_manager.order_by("pk").prefetch_related(*(way for way in ways if way not in joined))
    if not joined:
        return rows
    own = [field.name for field in model._meta.concrete_fields]
    return rows.select_related(*joined).only(*own, *(name for way in joined for name in _columns(model, way, read)))


def _columns(model: type[Model], way: str, read: set[tuple[Any, str]]) -> Iterator[str]:
    """The lookups of a way's foreign keys, and of what is read at each of its steps."""
    taken = ""
    for step in way.split("__"):
        taken += step
        yield taken
        model = _named(model._meta.get_field(step))
        taken += "__"
        own = {field.name for field in model._meta.concrete_fields}
        yield from (taken + name for on, name in read if issubclass(model, on) and name in own)


def _is_joined(model: type[Model], way: str) -> bool:
    """Whether a foreign key stands at its end."""
    *steps, last = way.split("__")
    for step in steps:
        model = _named(model._meta.get_field(step))
    return isinstance(model._meta.get_field(last), models.ForeignKey)


def _shortest(found: tuple[str, ...]) -> list[str]:
    least = min(path.count("__") for path in found)
    return [path for path in found if path.count("__") == least]
