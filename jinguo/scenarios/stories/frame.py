"""What stands whatever is drawn: places to meet, programmes with what they promise, what is quoted of the area."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinguo.scenarios.cast import Country, Stood, Told

LONG_OPEN = date(2006, 3, 8)
"""Since when the places to meet have stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue(Stood):
    name: str
    kind: str
    level: str
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    what: str
    amount: int
    measure_word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Stood):
    code: str
    name: str
    theme: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Told):
    """What somebody outside counted: `area` in 平方千米."""

    as_of: date
    quoted_from: str
    households: int
    population: int
    area: int

    @property
    def day(self) -> date:
        return self.as_of


def draw(part: Mapping[str, Any], country: Country, first: date, numbers: Iterator[int]) -> Iterator[Told]:
    for values in part.get("venues", ()):
        yield from _venues(values, country, numbers)
    for values in part.get("programmes", ()):
        targets = tuple(Target(**target) for target in values["targets"])
        yield Programme(key=next(numbers), unit=country.reporting, since=first, **{**values, "targets": targets})
    for values in part.get("areas", ()):
        yield Area(key=next(numbers), unit=country.reporting, as_of=date(first.year - 1, 12, 31), **values)


def _venues(values: Mapping[str, Any], country: Country, numbers: Iterator[int]) -> Iterator[Venue]:
    """One of each name for each place that has such a venue; `of`: see `Country.places_of`."""
    for place in country.places_of(values["of"]):
        for name in values["names"]:
            yield Venue(
                key=next(numbers),
                unit=place.key,
                since=LONG_OPEN,
                name=name if place == country.unit else place.name + name,
                kind=values["kind"],
                level=values["level"],
                seats=values.get("seats"),
            )
