"""A county, a city or a province of units and millions of invented facts, and people, put straight into the tables.

The indexes are taken away first and built in the end, as whoever loads millions of rows would; the facts go in by COPY
or `executemany`.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

from jinguo.common.dates import FOREVER, today
from jinguo.facts.models import FactRow
from jinguo.facts.posting import Row
from jinguo.lines.care.models import Visit
from jinguo.lines.training.models import Attendance, Session
from jinguo.lines.training.tests.make import make_course
from jinguo.orgs.models import Placement, Unit, User
from jinguo.orgs.tests.make import make_unit
from jinguo.records.models import Person
from jinguo.records.people.keys import search_keys, sort_key
from jinguo.records.people.models.person import PersonKey

TOWNSHIPS, VILLAGES = 18, 20
FACTS_OF_A_COUNTY = 110_000
HAPPENINGS = tuple(f"b.h{number}" for number in range(6))
STATES = tuple(f"b.s{number}" for number in range(4))
CATEGORIES = ("a", "b", "c", "d")
PEOPLE_OF_A_VILLAGE = 500
ROSTER, SESSION_FOR = 10, 20
BEGINNING, DAYS = date(2006, 1, 1), 3 * 365
CHUNK = 5_000
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高", "芳娜敏静丽艳娟霞秀英兰凤洁梅琳玲桂云莲萍"


def county(facts: int, *, happenings: Sequence[str] = HAPPENINGS, states: Sequence[str] = STATES) -> Unit:
    """As many counties as these facts fill; the one in the middle, to be reported on."""
    counties = max(1, facts // FACTS_OF_A_COUNTY)
    city = make_unit(level=2, parent=make_unit(level=1))
    units = list(_below(_below([city], counties, 3), TOWNSHIPS, 4))
    villages = list(_below(units, VILLAGES, 5))
    load(FactRow, Row._fields, _facts(facts, [one.pk for one in villages], happenings, states))
    analyse()
    return Unit.objects.filter(level=3).order_by("pk")[counties // 2]


def other_villages(number: int) -> None:
    """Other provinces around, until there are so many villages."""
    rest = number - Unit.objects.filter(level=5).count()
    above = _below(_below(_below([make_unit(level=1) for _each in range(31)], 11, 2), 8, 3), 14, 4)
    _below(above, rest // len(above), 5)
    _below(above[: rest % len(above)], 1, 5, first=rest // len(above))


def people(number: int, villages: Sequence[int], by: User) -> None:
    """So many women, shared out to the villages, each with the keys that her name is found by."""
    lot = random.Random(number)  # noqa: S311 (the same every time)
    names = [lot.choice(SURNAMES) + lot.choice(GIVEN) + lot.choice(GIVEN) for _each in range(number)]
    told = {name: (sort_key(name), search_keys(name)) for name in set(names)}
    kept = columns(Person(pk=0, created_by=by, changed_by=by, sex="2", registered_on=today(), no_id_reason="other"))

    def rows() -> Iterator[tuple[Any, ...]]:
        for at, name in enumerate(names):
            own = {"id": at + 1, "unit_id": villages[at % len(villages)], "name": name, "sort_name": told[name][0]}
            yield tuple((kept | own).values())

    load(Person, list(kept), rows())
    keys = ((key, villages[at % len(villages)], at + 1) for at, name in enumerate(names) for key in told[name][1])
    load(PersonKey, ("key", "unit_id", "person_id"), keys)


def records(number: int, villages: Sequence[int], by: User) -> None:
    """A visit to each of so many `people`, and a session for every twenty of them, with ten on its roster."""
    who = {"created_by": by, "changed_by": by}
    owners = Unit.objects.filter(pk__in=villages[: len(GIVEN)])
    courses = [make_course(owner, name=f"{topic}班") for owner, topic in zip(owners, GIVEN, strict=True)]
    visit = columns(Visit(pk=0, visited_on=today(), kind="home", visitors="妇联主席", told="家里都好。", **who))
    session = columns(Session(pk=0, starts_on=today(), ends_on=today(), place="妇女之家", mode="roster", **who))
    came = columns(Attendance(pk=0))
    home = len(villages)

    def visits() -> Iterator[tuple[Any, ...]]:
        for at in range(number):
            days = {"visited_on": str(today() - timedelta(days=at % DAYS))}
            yield tuple((visit | days | {"id": at + 1, "unit_id": villages[at % home], "person_id": at + 1}).values())

    def sessions() -> Iterator[tuple[Any, ...]]:
        for at in range(number // SESSION_FOR):
            day = str(today() - timedelta(days=at % DAYS))
            own = {"id": at + 1, "unit_id": villages[at % home], "course_id": courses[at % len(courses)].pk}
            yield tuple((session | own | {"starts_on": day, "ends_on": day}).values())

    def attendances() -> Iterator[tuple[Any, ...]]:
        for at in range(number // SESSION_FOR * ROSTER):
            run, seat = divmod(at, ROSTER)
            person = (run % home + home * (run // home * ROSTER + seat)) % number + 1
            yield tuple((came | {"id": at + 1, "session_id": run + 1, "person_id": person}).values())

    load(Visit, list(visit), visits())
    load(Session, list(session), sessions())
    load(Attendance, list(came), attendances())


def columns(one: models.Model) -> dict[str, Any]:
    """What the table holds of it, by column."""
    fields = one._meta.concrete_fields
    return {field.attname: field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields}


def load(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Put the rows in as fast as the database takes them."""
    table, indexes = model._meta.db_table, model._meta.indexes
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.remove_index(model, index)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            lots = iter(rows)
            while some := list(islice(lots, CHUNK)):
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", some)  # noqa: S608
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.add_index(model, index)


def _below(above: Iterable[Unit], each: int, level: int, *, first: int = 0) -> list[Unit]:
    parents = list(above)
    paths = dict(Placement.objects.values_list("unit_id", "path"))
    units = [Unit(name=f"{level}-{parent.pk}-{n}", level=level) for parent in parents for n in range(each)]
    Unit.objects.bulk_create(units, batch_size=CHUNK)
    places = ((parents[at // each], at % each + 1, unit) for at, unit in enumerate(units))
    placed = ((unit, f"{paths[parent.pk]}{first + step:04d}") for parent, step, unit in places)
    Placement.objects.bulk_create(
        [Placement(unit=unit, path=path, since=BEGINNING) for unit, path in placed], batch_size=CHUNK
    )
    return units


def _facts(
    count: int, villages: Sequence[int], happenings: Sequence[str], states: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """Two happenings to one state; three quarters of all name a person of the village, each comes again and again."""
    lot = random.Random(count)  # noqa: S311 (the same every time)
    draw, pick = lot.random, lot.choice
    days = [str(BEGINNING + timedelta(days=day)) for day in range(DAYS + 701)]
    for number in range(count):
        at = number % len(villages)
        since = int(draw() * DAYS)
        is_state = number % 3 == 0
        until = since + 1 + int(draw() * 700) if is_state else since + 1
        lasts = str(FOREVER) if is_state and draw() < 0.7 else days[until]
        person = at * PEOPLE_OF_A_VILLAGE + int(draw() * PEOPLE_OF_A_VILLAGE) if draw() < 0.75 else None
        yield (
            pick(states if is_state else happenings), villages[at], days[since], lasts, person, None,
            1 if person else 1 + int(draw() * 59), pick(CATEGORIES), "", "r" if person else "c", "{}", "b.record",
            number // 20,
        )  # fmt: skip


def analyse() -> None:
    """Have PostgreSQL count what was loaded, as it does by itself a little later; SQLite is never asked to."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
