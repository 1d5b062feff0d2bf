"""A province of units and millions of invented facts, put straight into the tables."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from django.db import connection, transaction

from jinguo.common.dates import FOREVER
from jinguo.facts.posting import Row, insert
from jinguo.orgs.models import Placement, Unit
from jinguo.orgs.tests.make import make_unit

TOWNSHIPS, VILLAGES = 18, 20
FACTS_OF_A_COUNTY = 110_000
HAPPENINGS = tuple(f"b.h{number}" for number in range(6))
STATES = tuple(f"b.s{number}" for number in range(4))
CATEGORIES = ("a", "b", "c", "d")
PEOPLE_OF_A_VILLAGE = 500
BEGINNING, DAYS = date(2006, 1, 1), 3 * 365
CHUNK = 2_000


def county(facts: int) -> Unit:
    """As many counties as these facts fill; the one in the middle, to be reported on."""
    counties = max(1, facts // FACTS_OF_A_COUNTY)
    city = make_unit(level=2, parent=make_unit(level=1))
    units = list(_below(_below([city], counties, 3), TOWNSHIPS, 4))
    villages = list(_below(units, VILLAGES, 5))
    with transaction.atomic():
        made = _facts(facts, [one.pk for one in villages])
        while rows := list(islice(made, CHUNK)):
            insert(rows)
    _analyse()
    return Unit.objects.filter(level=3).order_by("pk")[counties // 2]


def _below(above: Iterable[Unit], each: int, level: int) -> list[Unit]:
    parents = list(above)
    paths = dict(Placement.objects.filter(unit__in=parents).values_list("unit_id", "path"))
    units = [Unit(name=f"{level}-{parent.pk}-{n}", level=level) for parent in parents for n in range(each)]
    Unit.objects.bulk_create(units, batch_size=CHUNK)
    places = ((parents[at // each], at % each + 1, unit) for at, unit in enumerate(units))
    Placement.objects.bulk_create(
        [Placement(unit=unit, path=f"{paths[parent.pk]}{step:04d}", since=BEGINNING) for parent, step, unit in places],
        batch_size=CHUNK,
    )
    return units


def _facts(count: int, villages: list[int]) -> Iterator[Row]:
    """Two happenings to one state; three quarters of all name a person of the village, each comes again and again."""
    lot = random.Random(count)  # noqa: S311 (the same every time)
    for number in range(count):
        at = number % len(villages)
        since = BEGINNING + timedelta(days=lot.randrange(DAYS))
        is_state = number % 3 == 0
        kind = lot.choice(STATES if is_state else HAPPENINGS)
        lasts = FOREVER if lot.random() < 0.7 else since + timedelta(days=lot.randrange(1, 700))
        person = at * PEOPLE_OF_A_VILLAGE + lot.randrange(PEOPLE_OF_A_VILLAGE) if lot.random() < 0.75 else None
        yield Row(
            kind, villages[at], since, lasts if is_state else since + timedelta(days=1), person, None,
            1 if person else lot.randrange(1, 60), lot.choice(CATEGORIES), "", "r" if person else "c", "{}", "b.record",
            number // 20,
        )  # fmt: skip


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
