"""Where and when a story plays, and the dice that it throws."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from jinguo.scenarios.cast import FEMALE, Country, Place, Told

DATA = Path(__file__).parent.parent / "data"
WORKING_AGE = range(18, 63)

T = TypeVar("T", bound=Told)

Part = Mapping[str, Any]
"""A story's own part of a report's data file."""


def read(name: str) -> dict[str, Any]:
    """A data file of the scenarios."""
    return dict(json.loads((DATA / f"{name}.json").read_text(encoding="utf8")))


def dice(seed: int | str) -> Random:
    """The same throws for the same seed; nothing secret is drawn."""
    return Random(seed)  # noqa: S311


@dataclass(frozen=True)
class Calendar:
    """Days of a period, thick where the year's work is thick."""

    first: date
    last: date
    by_sixth: Sequence[int]

    def day(self, lot: Random) -> date:
        sixth = lot.choices(range(6), self.by_sixth)[0]
        length = (self.last - self.first).days + 1
        return self.first + timedelta(days=int((sixth + lot.random()) * length / 6))

    def after(self, day: date, days: int) -> date:
        return min(day + timedelta(days=days), self.last)

    def at(self, share: float) -> date:
        """The day when that share of the period is over."""
        return self.first + timedelta(days=int((self.last - self.first).days * share))

    def year_before(self) -> "Calendar":
        return Calendar(_year_before(self.first), _year_before(self.last), self.by_sixth)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True)
class Setting:
    """A story's surroundings. `redrawn`: the report's own totals make way for thrown ones."""

    country: Country
    calendar: Calendar
    lot: Random
    numbers: Iterator[int]
    told: list[Told] = field(default_factory=list)
    redrawn: bool = False

    def key(self) -> int:
        return next(self.numbers)

    def total(self, stated: int, least: int = 1) -> int:
        """As many as the report says or, drawn anew, about as many, but never fewer than `least`."""
        return self.lot.randint(max(least, stated // 2), max(least, stated + 3)) if self.redrawn else stated

    def some_place(self, among: Collection[str] = ()) -> Place:
        """A place below the one that reports, the larger ones more often; one of these, if any are named."""
        places = [place for place in self.country.parts if not among or place.key in among]
        return self.lot.choices(places, [self.country.weights[place.key] for place in places])[0]

    def of(self, kind: type[T]) -> list[T]:
        """What has been told so far: the frame, and the stories before this one."""
        return [one for one in self.told if isinstance(one, kind)]

    def pools(
        self, sex: str = FEMALE, ages: Collection[int] = WORKING_AGE, among: Collection[int] | None = None
    ) -> "Pools":
        """The people of these ages, in random order; if some are named by their keys, the others only after them."""
        others: list[int] = []
        found: dict[str, list[int]] = {place.key: [] for place in self.country.parts}
        for resident in self.country.residents:
            if resident.sex != sex or resident.age_on(self.calendar.last) not in ages:
                continue
            if among is not None and resident.key not in among:
                others.append(resident.key)
            else:
                found[self.country.part_of[resident.village]].append(resident.key)
        for keys in found.values():
            self.lot.shuffle(keys)
        return Pools(found, others)


class Pools:
    """People by the place below the reporting one that they live in, each taken once."""

    def __init__(self, pools: dict[str, list[int]], reserve: list[int]) -> None:
        self._pools, self._reserve = pools, reserve

    def take(self, place: str) -> int:
        """The next one of the place; when all have come, somebody from where most are left, or of the reserve."""
        return (self._pools[place] or max(self._pools.values(), key=len) or self._reserve).pop()

    def take_some(self, place: str, count: int) -> tuple[int, ...]:
        return tuple(self.take(place) for _number in range(count))


def shares(total: int, parts: int, lot: Random, least: int = 1) -> list[int]:
    """`total` in so many parts of about the same size, none smaller than `least`."""
    sizes = [least] * parts
    weights = [lot.uniform(0.7, 1.3) for _part in sizes]
    for part in lot.choices(range(parts), weights, k=total - least * parts):
        sizes[part] += 1
    return sizes
