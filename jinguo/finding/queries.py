"""The records with a text in them, and those that name a person, within what the user may see."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import CharField, Q, QuerySet, Value

from jinguo.indicators.sources import Described
from jinguo.orgs.models import User
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


def hits(user: User, text: str, meant: list[int]) -> Iterator[tuple[Register, Described]]:
    """The records that the text, or whom it may mean, is found in, of the registers open to all: the first few of each.

    One statement tells which records these are, in all registers.
    """
    searched = [one for one in registers.shared() if one.search and one.model is not Person]
    found = (queries.rows(one, user).filter(queries.matching(one, user, text, meant)) for one in searched)
    wanted = (Q(pk__in=rows.values("pk")[:MOST_HITS]) for rows in found)
    first, *others = map(_keys, searched, wanted)
    keys: dict[str, list[int]] = defaultdict(list)
    for slug, pk in first.union(*others):
        keys[slug].append(pk)
    for register in searched:
        if pks := keys[register.slug]:
            for row in veiled(queries.rows(register, user).filter(pk__in=pks), user):
                yield register, described(register, row)


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
