"""Keeping the table true: facts follow their record in the same transaction, by the difference only."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model, QuerySet

from jinguo.facts import waiting
from jinguo.facts.confidential import disguised, record_token
from jinguo.facts.fact import Fact
from jinguo.facts.kinds import get_kind
from jinguo.facts.loading import loaded, written
from jinguo.facts.rules import dependants, facts_of, source_of, sources

if TYPE_CHECKING:
    from jinguo.facts.models import FactRow

T = TypeVar("T")

CHUNK = 500
"""Records read, compared and written at a time: bounds memory, and the parameters of a statement."""
AT_ONCE = 500
"""So many dependants are re-posted with the change itself; more are left to long work."""


class Row(NamedTuple):
    """A fact as the table holds it, without its id: two equal rows are the same statement made twice."""

    kind: str
    unit: int
    since: date
    until: date
    person: int | None
    household: int | None
    amount: int | None
    category: str
    level: str
    evidence: str
    tags: str
    source: str
    record: int


@dataclass(frozen=True)
class Drift:
    """A record whose stored facts are not what it would post now."""

    source: str
    record: int
    missing: int
    surplus: int


def sync(*roots: Model) -> None:
    """Write the facts that the roots state now. Call it in the transaction that saved them."""
    pks: dict[type[Model], dict[int, None]] = defaultdict(dict)
    for root in roots:
        pks[type(root)][root.pk] = None  # once, however often it is named
    for model, some in pks.items():
        _sync(model, list(some))


def post(root: Model, rows: Mapping[str, Sequence[Model]], *, is_new: bool) -> None:
    """`sync` for one root that was saved just now with these rows (by accessor): of a new one there is nothing yet to
    be compared with."""
    stated = _rows_of(written(root, rows, is_new=is_new))
    if is_new:
        _insert_all(stated)
    else:
        _write({root.pk: Counter(stated)}, _stored(type(root), [root.pk]))


def touched(changed: Model, fields: Iterable[str]) -> None:
    """Re-post every record whose facts copy one of these fields of `changed`: very many of them a little later."""
    for model, pks in dependants(changed, fields):
        if len(pks) > AT_ONCE:
            waiting.leave(source_of(model), _chunks(sorted(pks)))
        else:
            _sync(model, pks)


def post_waiting(progress: Callable[[int, int], None] | None = None) -> int:
    """Re-post what waits, each lot in a transaction of its own; returns how many records that were."""
    left, done = list(waiting.rows()), 0
    total = sum(len(lot.records) for lot in left)
    for lot in left:
        if progress:
            progress(done, total)
        with transaction.atomic():
            _sync(sources()[lot.source], lot.records)
            lot.delete()
        done += len(lot.records)
    return done


def verify() -> Iterator[Drift]:
    """Compare the table with what every record would post now; yields what differs and doesn't wait anyway."""
    expected = waiting.records()
    for model, pks in _everything():
        stated, stored = _stated(model, pks), _stored(model, pks)
        for pk in set(pks) - expected[source_of(model)]:
            there = Counter(stored[pk].values())
            if stated[pk] != there:
                missing, surplus = stated[pk] - there, there - stated[pk]
                yield Drift(source_of(model), pk, missing.total(), surplus.total())


def rebuild() -> int:
    """Write every record's facts anew where they differ; returns how many records were looked at."""
    post_waiting()
    looked_at = 0
    for model, pks in _everything():
        _sync(model, pks)
        looked_at += len(pks)
    return looked_at


@transaction.atomic(savepoint=False)
def _sync(model: type[Model], pks: Collection[int]) -> None:
    for some in _chunks(pks):
        stated, stored = _stated(model, some), _stored(model, some)
        _write({pk: stated[pk] for pk in some}, stored)


def _write(stated: Mapping[int, Counter[Row]], stored: Mapping[int, Mapping[int, Row]]) -> None:
    """Write the difference between what the records state and what is stored of them (by the id of each fact)."""
    gone: list[int] = []
    new: list[Row] = []
    for pk, rows in stated.items():
        wanted = rows.copy()
        for fact_id, row in stored[pk].items():
            if wanted[row] > 0:
                wanted[row] -= 1
            else:
                gone.append(fact_id)
        new.extend(wanted.elements())
    for ids in _chunks(gone):
        _rows().filter(pk__in=ids).delete()
    _insert_all(new)


def _insert_all(rows: Iterable[Row]) -> None:
    for lot in _chunks(rows):
        insert(lot)


def _stated(model: type[Model], pks: Collection[int]) -> dict[int, Counter[Row]]:
    return defaultdict(Counter, {root.pk: Counter(_rows_of(root)) for root in loaded(model, pks)})


def _rows_of(root: Model) -> list[Row]:
    source = source_of(root)
    return [_row(fact, source, root.pk) for fact in facts_of(root)]


def _row(fact: Fact, source: str, record: int) -> Row:
    kind = get_kind(fact.kind)
    if kind.confidential:
        fact, record = disguised(fact), record_token(source, record)
    return Row(
        kind.code, fact.unit, fact.since, fact.end, fact.person, fact.household, fact.amount,
        fact.category, fact.level, fact.evidence.value, _text(fact.tags), source, record,
    )  # fmt: skip


def _text(tags: object) -> str:
    return json.dumps(tags, ensure_ascii=False, sort_keys=True) if tags else "{}"


def _stored(model: type[Model], pks: Collection[int]) -> dict[int, dict[int, Row]]:
    stored: dict[int, dict[int, Row]] = defaultdict(dict)
    source = source_of(model)
    own = {record_token(source, pk): pk for pk in pks} | {pk: pk for pk in pks}
    rows = _rows().filter(source=source, record__in=own)
    for fact_id, tags, *values in rows.values_list("pk", "tags", *(f for f in Row._fields if f != "tags")):
        row = Row._make((*values[:10], _text(tags), *values[10:]))
        stored[own[row.record]][fact_id] = row
    return stored


def insert(rows: list[Row]) -> None:
    """In one statement: model objects alone would cost more than the whole roster they stand for."""
    columns = ", ".join(f'"{name}"' for name in Row._fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Half as long as an INSERT, which spends its time on reading its parameters.
            with connection.wrap_database_errors, cursor.copy(f"COPY facts_factrow ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            values = ", ".join(["%s"] * len(Row._fields))
            cursor.executemany(f"INSERT INTO facts_factrow ({columns}) VALUES ({values})", rows)


def _everything() -> Iterator[tuple[type[Model], list[int]]]:
    """Every record that posts or has posted facts, in chunks."""
    for source, model in sources().items():
        alive = set(model._default_manager.order_by().values_list("pk", flat=True).iterator())
        posted = set(_rows().filter(source=source).order_by().values_list("record", flat=True).distinct().iterator())
        gone = posted - alive
        gone -= {record_token(source, pk) for pk in alive} if gone else set()
        for some in _chunks(sorted(alive | gone)):
            yield model, some


def _rows() -> "QuerySet[FactRow]":
    # By name: the package is imported before any model can be.
    return apps.get_model("facts", "FactRow")._default_manager.order_by("pk")


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while some := list(islice(iterator, CHUNK)):
        yield some
