"""The records with a text in them, and those that name a person, within what the user may see."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from jinguo.indicators.sources import Described
from jinguo.orgs.models import User
from jinguo.orgs.tree import branch_of
from jinguo.records import queries, registers
from jinguo.records.describing import described
from jinguo.records.models import Person
from jinguo.records.people.queries import Home, homes
from jinguo.records.people.timeline import TimelineEntry
from jinguo.records.registers import Register
from jinguo.records.veil import veiled

MOST_HITS = 5
Statements = list[tuple[str, tuple[Any, ...]]]
"""Each with its parameters: put together once, as that takes longer than to ask them."""
SOMEBODY, SOME_DAY, LATER = -1, date(1, 1, 2), date(1, 1, 3)
"""Stand in them for the id of a person or household, and for the days of a home."""
SOME_TEXT = "\ue000"
"""Stands in them for what is searched."""
BRANCH, MEANT = RawSQL("SELECT id FROM branch", ()), RawSQL("SELECT id FROM meant", ())
"""The units that the user sees, and the people whom the text may mean: told at the head of a statement."""


def hits(user: User, text: str, meant: list[int]) -> Iterator[tuple[Register, Described]]:
    """The records that the text, or whom it may mean, is found in, of the registers open to all: the first few of each.

    One statement tells which records these are, in all registers.
    """
    keys: dict[str, list[int]] = defaultdict(list)
    for slug, pk in _found(branch_of(user), text, meant):
        keys[slug].append(pk)
    for register in _searched():
        if pks := keys[register.slug]:
            for row in veiled(queries.rows(register, user).filter(pk__in=pks), user):
                yield register, described(register, row)


def _found(branch: RawSQL | tuple[()], text: str, meant: list[int]) -> list[tuple[str, int]]:
    """Slug and id of what the units have on file with the text or one of these people in it."""
    if not branch:
        return []
    ((sql, values),) = _searching()
    people = ", ".join(["(%s)"] * max(1, len(meant)))
    # What stands at the head is put in where it is asked for: a branch can be a whole province.
    head = f"WITH branch (id) AS NOT MATERIALIZED ({branch.sql}), meant (id) AS (VALUES {people})"
    said = {_like(SOME_TEXT): _like(text)}
    asked = [*branch.params, *(meant or [SOMEBODY]), *(said.get(one, one) for one in values)]
    with connection.cursor() as cursor:
        cursor.execute(f"{head} {sql}", asked)
        return list(cursor.fetchall())


def _searched() -> list[Register]:
    return [one for one in registers.shared() if one.search and one.model is not Person]


@cache
def _searching() -> Statements:
    """The first few records of each register within BRANCH with SOME_TEXT, or MEANT, in them."""
    rows = ((one, one.model.objects.within(BRANCH).live()) for one in _searched())
    found = ((one, some.filter(queries.matching(one, SOME_TEXT, MEANT)).values("pk")[:MOST_HITS]) for one, some in rows)
    first, *others = (_keys(one, Q(pk__in=some)) for one, some in found)
    return [first.union(*others).query.sql_with_params()]


def _like(text: str) -> str:
    """The value of an `icontains`."""
    return f"%{connection.ops.prep_for_like_query(text)}%"


def happened(person: Person, user: User) -> Iterator[TimelineEntry]:
    """The records that name her, for her timeline: one query to learn which do, then one for each register."""
    for register, pks in _records_naming(person):
        if register.day_field:
            rows = veiled(queries.rows(register, user).filter(pk__in=pks).order_by(), user)
            for row in sorted(rows, key=lambda row: row.pk, reverse=True):
                yield TimelineEntry(
                    day=getattr(row, register.day_field),
                    title=register.name_of(row),
                    hint=register.hint_of(row),
                    kind=register.label,
                    url=register.url("detail", row.pk),
                )


def _records_naming(person: Person) -> Iterator[tuple[Register, set[int]]]:
    """The ids of the records that name a person anywhere, or the household that she lived in on their day, by the
    registers open to all, in one statement. Whoever reads them asks for them among what she may see.
    """
    asked = [(_naming(), {SOMEBODY: person.pk}), *((_naming_homes(), _meant(home)) for home in homes(person))]
    parts = [(sql, [meant.get(one, one) for one in values]) for some, meant in asked for sql, values in some]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(sql for sql, _values in parts), [one for _sql, values in parts for one in values])
        found = cursor.fetchall()
    for register in registers.shared():
        if pks := {pk for slug, pk in found if slug == register.slug}:
            yield register, pks


@cache
def _naming() -> Statements:
    """Which records name SOMEBODY."""
    wanted = (
        (one, reduce(or_, (Q(**{path: SOMEBODY}) for path in one.names_people), Q())) for one in registers.shared()
    )
    return [_keys(one, said).query.sql_with_params() for one, said in wanted if said]


@cache
def _naming_homes() -> Statements:
    """Which records name the household SOMEBODY on a day from SOME_DAY until before LATER."""
    return [
        _keys(
            one, Q(**{path: SOMEBODY, f"{one.day_field}__gte": SOME_DAY, f"{one.day_field}__lt": LATER})
        ).query.sql_with_params()
        for one in registers.shared()
        for path in one.households
    ]


def _meant(home: Home) -> dict[Any, Any]:
    """What stands for the home in its statements → the home's own; no record names the household None."""
    adapted = connection.ops.adapt_datefield_value
    days = {adapted(SOME_DAY): adapted(home.since), adapted(LATER): adapted(home.until)}
    return {SOMEBODY: home.household, **days}


def _keys(register: Register, wanted: Q) -> QuerySet[Any, Any]:
    """Slug and id of the wanted records, to be joined with those of other registers."""
    return register.model.objects.filter(wanted).order_by().values_list(Value(register.slug, CharField()), "pk")
