"""The county of the scenario: real townships, invented villages, synthetic households."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from jinguo.common import idnumber
from jinguo.scenarios.cast import FEMALE, MALE, Country, Place, Resident, School

DATA = Path(__file__).parent / "data"
HOUSEHOLDS_PER_WEIGHT = 21
HEAD, SPOUSE, SON, DAUGHTER, PARENT = "0", "1", "2", "3", "5"
"""Relations to the head of the household (GB/T 4761)."""


def read(name: str) -> dict[str, Any]:
    """A data file of the scenarios."""
    return dict(json.loads((DATA / f"{name}.json").read_text(encoding="utf8")))


def dice(seed: int | str) -> Random:
    """The same throws for the same seed; nothing secret is drawn."""
    return Random(seed)  # noqa: S311


def draw_country(as_of: date) -> Country:
    """The county as it stands on `as_of`, which only the ages depend on."""
    data = read("ninghai")
    schools = read("02")["schools"]
    villages = dict(_villages(data))
    townships = [Place(t["code"], t["name"], data["above"][-1]["code"], 4) for t in data["townships"]]
    return Country(
        places=(*_above(data), *townships, *villages.values()),
        residents=tuple(_Registry(data, as_of).residents(list(villages))),
        schools=(
            *(School(name, "county", data["above"][-1]["code"]) for name in schools["county"]),
            *(School(town.name + name, "town", town.key) for town in townships for name in schools["town"]),
        ),
    )


def _above(data: dict[str, Any]) -> Iterator[Place]:
    parent = ""
    for unit in data["above"]:
        yield Place(unit["code"], unit["name"], parent, unit["level"])
        parent = unit["code"]


def _villages(data: dict[str, Any]) -> Iterator[tuple[str, Place]]:
    """A few per township, more in the larger ones; names are taken in turn, so that neighbours differ."""
    heads, taken = data["village_heads"], 0
    for town in data["townships"]:
        for number in range(1, 4 + town["weight"] // 3):
            key = f"{town['code']}/{number}"
            yield key, Place(key, heads[taken % len(heads)] + "村", town["code"], 5)
            taken += 1


class _Registry:
    """Hands out people one household after another, each with a number of her own."""

    def __init__(self, data: dict[str, Any], as_of: date) -> None:
        self.data = data
        self.as_of = as_of
        self.dice = dice("people")
        self.birthdays: Counter[tuple[date, str]] = Counter()
        self.people = 0
        self.households = 0

    def residents(self, villages: list[str]) -> Iterator[Resident]:
        for town in self.data["townships"]:
            own = [key for key in villages if key.startswith(town["code"])]
            for number in range(town["weight"] * HOUSEHOLDS_PER_WEIGHT):
                yield from self._household(own[number % len(own)])

    def _household(self, village: str) -> Iterator[Resident]:
        """A woman of working age; mostly a husband, who is then the head; sometimes children and a parent."""
        self.households += 1
        throw, group = self.dice.random, self.dice.choice(self.data["groups"])
        age, surname = self.dice.randint(23, 57), self.dice.choice(self.data["surnames"])
        married = throw() < 0.86

        def person(sex: str, years: int, relation: str, family: str = "") -> Resident:
            return self._person(village, group, sex, max(years, 0), relation, family)

        yield person(FEMALE, age, SPOUSE if married else HEAD)
        if married:
            yield person(MALE, age + self.dice.randint(-1, 5), HEAD, surname)
        if throw() < 0.45:
            sex = self.dice.choice((MALE, FEMALE))
            yield person(sex, age - self.dice.randint(21, 30), SON if sex == MALE else DAUGHTER, surname)
        if throw() < 0.2:
            yield person(FEMALE, age + self.dice.randint(21, 28), PARENT)

    def _person(self, village: str, group: str, sex: str, years: int, relation: str, surname: str) -> Resident:
        self.people += 1
        born_on = self.as_of - timedelta(days=years * 365 + years // 4 + self.dice.randint(1, 360))
        given = self.data["women_given" if sex == FEMALE else "men_given"]
        length = 1 if self.dice.random() < 0.08 else 2
        family = surname or self.dice.choice(self.data["surnames"])
        sequence = self.birthdays[born_on, sex]
        self.birthdays[born_on, sex] += 1
        return Resident(
            key=self.people,
            name=family + "".join(self.dice.sample(given, length)),
            sex=sex,
            born_on=born_on,
            village=village,
            household=self.households,
            relation=relation,
            group=group,
            id_number=idnumber.make(born_on=born_on, sequence=sequence, sex=sex),
            phone=f"100{10_000_000 + self.people * 7919 % 90_000_000}" if years > 15 else "",
            education=self.dice.choice(self.data["education"]) if years > 15 else "",
        )
