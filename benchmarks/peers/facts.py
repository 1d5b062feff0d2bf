"""One county's facts as an office would keep them elsewhere: a flat table that names the township in each row."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from jinguo.common.dates import today
from jinguo.orgs.models import Unit
from jinguo.orgs.tree import path_on, subtree_bounds

COLUMNS = ("township", "kind", "category", "since", "until", "person", "amount")
CHILD = 16
"""Digits of a township's path."""


def rows(county: Unit) -> Iterator[tuple[Any, ...]]:
    low, high = subtree_bounds(str(path_on(county, today())))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(p.path, 1, %s), f.kind, f.category, f.since, f.until, f.person, f.amount"
            " FROM orgs_placement p JOIN facts_factrow f ON f.unit = p.unit_id WHERE p.path >= %s AND p.path < %s",
            [CHILD, low, high],
        )
        for township, kind, category, since, until, *rest in cursor.fetchall():
            yield (f"t{township}", kind, category, str(since), str(until), *rest)
