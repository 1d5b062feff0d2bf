"""The places of a scenario, real ones and invented ones, and their synthetic households."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from jinguo.common import idnumber
from jinguo.scenarios.cast import (
    DAUGHTER,
    FEMALE,
    GRANDCHILD,
    HEAD,
    MALE,
    PARENT,
    SON,
    SPOUSE,
    Country,
    Place,
    Resident,
)
from jinguo.scenarios.stories.setting import dice, read


def draw_country(name: str, as_of: date) -> Country:
    """The country of that data file as it stands on `as_of`, which only the ages depend on."""
    data = {**read("people"), **read(name)}
    above = tuple(_above(data))
    unit = above[-1]
    parts = [Place(one["code"], one["name"], unit.key, unit.level + 1) for one in data["parts"]]
    villages = tuple(_villages(data)) if unit.level + 1 < 5 else ()
    return Country(
        places=(*above, *parts, *villages),
        residents=tuple(_Registry(data, as_of).residents([*villages] or parts)),
        reporting=unit.key,
        weights={one["code"]: one["weight"] for one in data["parts"]},
    )


def _above(data: dict[str, Any]) -> Iterator[Place]:
    parent = ""
    for unit in data["above"]:
        yield Place(unit["code"], unit["name"], parent, unit["level"])
        parent = unit["code"]


def _villages(data: dict[str, Any]) -> Iterator[Place]:
    """A few per township, more in the larger ones; names are taken in turn, so that neighbours differ."""
    heads, taken = data["village_heads"], 0
    for town in data["parts"]:
        for number in range(1, 4 + town["weight"] // 3):
            yield Place(f"{town['code']}/{number}", heads[taken % len(heads)] + "村", town["code"], 5)
            taken += 1


class _Registry:
    """Hands out people one household after another, each with a number of her own."""

    def __init__(self, data: dict[str, Any], as_of: date) -> None:
        self.data = data
        self.homes = data["homes"]
        self.as_of = as_of
        self.dice = dice("people")
        self.birthdays: Counter[tuple[date, str]] = Counter()
        self.people = 0
        self.households = 0

    def residents(self, villages: list[Place]) -> Iterator[Resident]:
        for part in self.data["parts"]:
            own = [village.key for village in villages if part["code"] in (village.key, village.parent)]
            for number in range(part["weight"] * self.homes["per_weight"]):
                yield from self._household(own[number % len(own)])

    def _household(self, village: str) -> Iterator[Resident]:
        """A woman of working age, in some homes her husband, who is then the head, children and a parent.

        In a few homes it is a grandmother with the child of parents who have died.
        """
        self.households += 1
        throw, group = self.dice.random, self.dice.choice(self.data["groups"])
        surname = self.dice.choice(self.data["surnames"])

        def person(sex: str, years: int, relation: str, family: str = "") -> Resident:
            return self._person(village, group, sex, max(years, 0), relation, family)

        if throw() < self.homes["orphaned"]:
            yield person(FEMALE, self.dice.randint(58, 74), HEAD)
            yield person(self.dice.choice((MALE, FEMALE)), self.dice.randint(3, 14), GRANDCHILD, surname)
            return
        age = self.dice.randint(*self.homes["ages"])
        has_husband = throw() < self.homes["husband"]
        yield person(FEMALE, age, SPOUSE if has_husband else HEAD)
        if has_husband:
            yield person(MALE, age + self.dice.randint(-1, 5), HEAD, surname)
        if throw() < self.homes["child"]:
            sex = self.dice.choice((MALE, FEMALE))
            yield person(sex, age - self.dice.randint(21, 30), SON if sex == MALE else DAUGHTER, surname)
        if throw() < self.homes["parent"]:
            yield person(FEMALE, age + self.dice.randint(21, 28), PARENT)

    def _person(self, village: str, group: str, sex: str, years: int, relation: str, surname: str) -> Resident:
        self.people += 1
        born_on = self.as_of - timedelta(days=years * 365 + years // 4 + self.dice.randint(1, 360))
        given = self.data["women_given" if sex == FEMALE else "men_given"]
        length = 1 if self.dice.random() < 0.08 else 2
        family = surname or self.dice.choice(self.data["surnames"])
        sequence = self.data["first_sequence"] + self.birthdays[born_on, sex]
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
