"""Reading what rules read: roots with their rows and the outside fields, in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache
from typing import Any, TypeVar, cast

from django.db import models
from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects

from jinguo.facts.rules import Rule, own_rows, paths, rules_of
from jinguo.tables.references import target_of

R = TypeVar("R", bound=Model)


def loaded(model: type[Model], pks: Iterable[int]) -> QuerySet[Any]:
    """Roots fresh from the database, with their rows and everything the rules read, in a fixed number of queries.

    What lies over a foreign key is joined: a prefetch of a thousand people is more than SQLite can parse.
    """
    return _joined(model, "", model).filter(pk__in=pks).prefetch_related(*_prefetched(model, own_rows(model)))


def written(root: R, rows: Mapping[str, Sequence[Model]], *, is_new: bool) -> R:
    """The same for one root that was saved just now with these rows, by accessor: none of them is read again.

    A new root has no rows beside them. What they lead to is asked for again: somebody else may have changed it since
    they were read. The root and the rows must be as the table holds them.
    """
    model = type(root)
    known = dict.fromkeys(own_rows(model), ()) | dict(rows) if is_new else rows
    at_hand = {name: some for name, some in known.items() if not some or _may_stay(model, name)}
    fresh = _again(root, [name for name in own_rows(model) if name not in at_hand])
    for name, some in at_hand.items():
        for way in _ways(model)[name] if some else ():
            _refresh(some, way, _read(model))
        _hold(fresh, name, some)
    return fresh


def _again(root: R, names: Sequence[str]) -> R:
    """The root with what it leads to, and with its rows of these names, as they are now."""
    model = type(root)
    if not _may_stay(model, ""):
        # One root finds by itself what it refers to without a foreign key.
        roots = _joined(model, "", model).prefetch_related(None).prefetch_related(*_prefetched(model, names))
        return cast(R, roots.get(pk=root.pk))
    fresh = copy(root)
    fresh.__dict__["_prefetched_objects_cache"] = {}
    for way in _ways(model)[""]:
        _refresh([fresh], way, _read(model))
    prefetch_related_objects([fresh], *_prefetched(model, names))
    return fresh


def _refresh(rows: Sequence[Model], way: str, read: set[tuple[Any, str]]) -> None:
    """Bring what the rules read of the records that the rows name in this field up to date."""
    field: Any = rows[0]._meta.get_field(way)
    keys = {key for row in rows if (key := getattr(row, field.attname)) is not None}
    if not keys:
        return
    target = target_of(field)
    wanted = {name for on, name in read if issubclass(target, on)}
    # In the model's own order, as `from_db` wants them.
    names = [each.attname for each in target._meta.concrete_fields if each.primary_key or each.name in wanted]
    place = names.index(target._meta.pk.attname)
    now = {told[place]: told for told in target._base_manager.filter(pk__in=keys).values_list(*names)}
    for row in rows:
        key, kept = getattr(row, field.attname), row._state.fields_cache.get(way)
        if key not in now:
            continue
        if kept is not None and kept.pk == key:
            for name, value in zip(names, now[key], strict=True):
                setattr(kept, name, value)
        else:
            setattr(row, way, target.from_db(row._state.db, names, now[key]))


def _hold(root: Model, name: str, rows: Sequence[Model]) -> None:
    """Let `root.name.all()` be these rows, as a prefetch does."""
    held = getattr(root, name).all()
    held._result_cache, held._prefetch_done = sorted(rows, key=lambda row: row.pk), True
    root.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def _may_stay(model: type[Model], name: str) -> bool:
    """Whether the rules read no further from these rows (from the root, under "") than one field leads."""
    return all("__" not in way for way in _ways(model)[name])


def _prefetched(model: type[Model], names: Iterable[str]) -> list["Prefetch[Any]"]:
    return [Prefetch(name, _joined(model, name, own_rows(model)[name])) for name in names]


def _read(model: type[Model]) -> set[tuple[Any, str]]:
    return {(field.model, field.name) for rule in rules_of(model) for field in rule.reads}


def _ways(model: type[Model]) -> Mapping[str, Sequence[str]]:
    """What the rules read of other models: of the root under "", of its rows under their accessor."""
    return _ways_of(model, tuple(rules_of(model)))


@cache
def _ways_of(model: type[Model], rules: tuple[Rule, ...]) -> dict[str, list[str]]:
    ways: dict[str, list[str]] = {name: [] for name in ("", *own_rows(model))}
    read = {field.model for rule in rules for field in rule.reads} - {model, *own_rows(model).values()}
    found = [path for target in read for path in _shortest(paths(model, target))]
    found += [f"{path}__{rows.name}" for rows in _rows_read(rules) for path in _shortest(paths(model, rows.model))]
    for path in found:
        first, _slash, rest = path.partition("__")
        row, way = (first, rest) if first in own_rows(model) else ("", path)
        ways[row].append(way)
    return ways


def _rows_read(rules: Iterable[Rule]) -> set[models.ManyToOneRel]:
    return {field for rule in rules for field in rule.reads if isinstance(field, models.ManyToOneRel)}


def _joined(root: type[Model], name: str, model: type[Model]) -> QuerySet[Any]:
    """The roots, or their rows of this name, with what lies over foreign keys; of that no other column than the rules
    read."""
    ways, read = _ways(root)[name], _read(root)
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
        model = target_of(model._meta.get_field(step))
        taken += "__"
        own = {field.name for field in model._meta.concrete_fields}
        yield from (taken + name for on, name in read if issubclass(model, on) and name in own)


def _is_joined(model: type[Model], way: str) -> bool:
    """Whether a foreign key stands at its end."""
    *steps, last = way.split("__")
    for step in steps:
        model = target_of(model._meta.get_field(step))
    return isinstance(model._meta.get_field(last), models.ForeignKey)


def _shortest(found: tuple[str, ...]) -> list[str]:
    least = min(path.count("__") for path in found)
    return [path for path in found if path.count("__") == least]
