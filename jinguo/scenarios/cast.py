"""Who and what a scenario is made of: plain data, known to the loaders and to the oracle alike."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self, TypeVar

FEMALE, MALE = "2", "1"
HEAD, SPOUSE, SON, DAUGHTER, GRANDCHILD, PARENT = "0", "1", "2", "3", "4", "5"
"""Relations to the head of the household (GB/T 4761)."""

VILLAGE = 5
"""The level of a village's unit."""

T = TypeVar("T", bound="Told")


@dataclass(frozen=True, slots=True)
class Place:
    """A unit. `key` is its division code, or the township's code and a number for an invented village."""

    key: str
    name: str
    parent: str
    level: int

    @property
    def code(self) -> str:
        return "" if "/" in self.key else self.key


@dataclass(frozen=True, slots=True)
class Resident:
    """One synthetic person, with the number of her household and what she is to its head."""

    key: int
    name: str
    sex: str
    born_on: date
    village: str
    household: int
    relation: str
    group: str
    id_number: str
    phone: str
    education: str

    def age_on(self, day: date) -> int:
        birthday_to_come = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - birthday_to_come


@dataclass(frozen=True)
class Country:
    """Where it plays and who lives there. Drawn once; what happened there is drawn anew.

    `weights`: how much of everything happens in each place below the one that reports.
    """

    places: tuple[Place, ...]
    residents: tuple[Resident, ...]
    reporting: str
    weights: Mapping[str, int]

    @cached_property
    def unit(self) -> Place:
        """The place whose report it is."""
        return next(place for place in self.places if place.key == self.reporting)

    def below(self, key: str) -> tuple[Place, ...]:
        """The places directly below."""
        return tuple(place for place in self.places if place.parent == key)

    @cached_property
    def parts(self) -> tuple[Place, ...]:
        """The places directly below the one that reports: a county's townships, a town's villages."""
        return self.below(self.reporting)

    def places_of(self, which: str) -> list[Place]:
        """The reporting place itself, its parts, or all villages."""
        if which == "itself":
            return [self.unit]
        return list(self.parts) if which == "parts" else [place for place in self.places if place.level == VILLAGE]

    @cached_property
    def part_of(self) -> dict[str, str]:
        """Place → the one of `parts` that it is or lies in; any other place by itself."""
        parts = {place.key for place in self.parts}
        return {place.key: place.parent if place.parent in parts else place.key for place in self.places}

    @cached_property
    def resident(self) -> dict[int, Resident]:
        return {one.key: one for one in self.residents}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A record that a scenario tells of: the how-manieth, and of which place."""

    key: int
    unit: str

    @property
    def day(self) -> date:
        """The day by which it is put on file."""
        raise NotImplementedError

    def on_day(self, day: date) -> Self:
        """The same, but of that day."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Told):
    """Something of one or more days. It counts on the first of them."""

    starts_on: date
    ends_on: date

    @property
    def day(self) -> date:
        return self.starts_on

    def on_day(self, day: date) -> Self:
        return replace(self, starts_on=day, ends_on=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood(Told):
    """Something that holds from a day on, until the first day on which it no longer does."""

    since: date
    until: date | None = None

    @property
    def day(self) -> date:
        return self.since

    def on_day(self, day: date) -> Self:
        return replace(self, since=day, until=None)


@dataclass(frozen=True)
class Scenario:
    """What a report tells of, for the period from `first` to `last`, with the year before beside it.

    The `frame` stands whatever is drawn: places to meet, programmes, what is quoted of the area.
    """

    country: Country
    first: date
    last: date
    frame: tuple[Told, ...]
    records: tuple[Told, ...]

    def of(self, kind: type[T]) -> list[T]:
        """Every record of a type."""
        return [told for told in (*self.frame, *self.records) if isinstance(told, kind)]

    def with_instead(self, told: Told, *instead: Told) -> "Scenario":
        """The scenario with these records in place of one of its own."""
        others = tuple(each for each in self.records if each.key != told.key)
        return replace(self, records=(*others, *instead))
