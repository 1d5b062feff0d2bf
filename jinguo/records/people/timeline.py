"""A person's 经过: what every part of the product knows to have happened to her, in one thread."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import Promise

from jinguo.orgs.models import User
from jinguo.records.models import Person

FILLED = "filled"
"""Something happened."""
RING = "ring"
"""A state began or ended."""

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One knot on the thread: what happened that day, where it can be read, and a word for its kind."""

    day: date
    title: Text
    hint: Text = ""
    kind: Text = ""
    url: str = ""
    knot: str = FILLED


@dataclass(frozen=True)
class Year:
    year: int
    entries: list[TimelineEntry]


providers: list[Callable[[Person, User], Iterable[TimelineEntry]]] = []
"""Each adds what it knows; it shows only what the user may see."""


def timeline_of(person: Person, user: User, *, until: date) -> list[Year]:
    """Everything up to that day, the newest first, by year."""
    entries = [entry for provider in providers for entry in provider(person, user) if entry.day <= until]
    entries.sort(key=lambda entry: entry.day, reverse=True)
    return [Year(year, list(some)) for year, some in groupby(entries, key=lambda entry: entry.day.year)]
