"""The records with a text in them, and those that name a person, within what the user may see."""

from collections.abc import Iterator
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
SOMEBODY = -1
"""Stands for a person's id in a statement that is put together once."""


def hits(user: User, text: str) -> Iterator[tuple[Register, Described]]:
    """What the text finds in the registers open to all: one statement tells in which it finds something."""
    meant = queries.people_meant(user, text)
    found = {
        one.slug: queries.rows(one, user).filter(queries.matching(one, user, text, meant))
        for one in registers.shared()
        if one.search
    }
    first, *others = (
        _keys(one, Q(pk__in=found[one.slug].order_by().values("pk")[:1]))
        for one in registers.shared()
        if one.slug in found
    )
    filled = {slug for slug, _pk in first.union(*others)}
    for register in registers.shared():
        if register.slug in filled:
            for row in veiled(found[register.slug][:MOST_HITS], user):
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
    registers open to all: a statement for each of both. Whoever reads them asks for them among what she may see.
    """
    statement, parameters = _naming()
    with connection.cursor() as cursor:
        cursor.execute(statement, [person.pk if one == SOMEBODY else one for one in parameters])
        found = {*cursor.fetchall(), *_naming_homes(person)}
    for register in registers.shared():
        if pks := {pk for slug, pk in found if slug == register.slug}:
            yield register, pks


@cache
def _naming() -> tuple[str, tuple[Any, ...]]:
    """The statement and its parameters, put together once: that takes longer than to ask it."""
    first, *others = (
        _keys(one, reduce(or_, (Q(**{path: SOMEBODY}) for path in one.names_people)))
        for one in registers.shared()
        if one.names_people
    )
    statement, parameters = first.union(*others).query.sql_with_params()
    return statement, tuple(parameters)


def _naming_homes(person: Person) -> QuerySet[Any, Any] | tuple[()]:
    found = [
        _keys(one, Q(**{path: home.household}, **_within(one, home)))
        for home in homes(person)
        for one in registers.shared()
        for path in one.households
        if home.household
    ]
    return found[0].union(*found[1:]) if found else ()


def _within(register: Register, home: Home) -> dict[str, Any]:
    return {f"{register.day_field}__gte": home.since, f"{register.day_field}__lt": home.until}


def _keys(register: Register, wanted: Q) -> QuerySet[Any, Any]:
    """Slug and id of the wanted records, to be joined with those of other registers."""
    return register.model.objects.filter(wanted).order_by().values_list(Value(register.slug, CharField()), "pk")
