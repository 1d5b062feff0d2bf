"""A report's trainings drawn from a seed: who held what, when, and who came."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from jinguo.scenarios.cast import (
    FEMALE,
    MALE,
    Country,
    Course,
    Place,
    Programme,
    Resident,
    Scenario,
    School,
    Target,
    Trainee,
    Training,
)
from jinguo.scenarios.people import dice, draw_country, read

REPORTS = ("02",)
"""The sample reports that have a scenario."""

WORKING_AGE = range(18, 63)
AWAY = 0.04
"""How often somebody comes again to a training of another unit."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The totals that one kind of training comes to. `women` are distinct, `attendances` are theirs."""

    kind: str
    sessions: int
    women: int
    attendances: int
    courses: tuple[str, ...]
    days: tuple[int, int]
    others: int = 0
    placed: int = 0
    headcounts: int = 0
    held_by: str = "township"
    only_in: str = ""


def draw(report: str, first: date, last: date, *, country: Country | None = None, seed: int = 0) -> Scenario:
    """The scenario of a report in a period. Seed 0 comes to the report's totals, any other to its own."""
    data = read(report)
    country = country or draw_country(last)
    now = [_shape(kind, values) for kind, values in data["shapes"].items()]
    earlier: dict[str, Any] = data["year_before"]
    before = [replace(shape, **earlier[shape.kind]) for shape in now if shape.kind in earlier]
    lot = dice(seed)
    if seed:
        now, before = ([_redrawn(shape, lot) for shape in shapes] for shapes in (now, before))
    trainings: list[Training] = []
    for shapes, since, until in ((now, first, last), (before, _year_before(first), _year_before(last))):
        calendar = _Calendar(since, until, data["by_sixth"])
        for shape in shapes:
            trainings += _Hall(data, country, calendar, lot).trainings(shape, len(trainings))
    targets = tuple(Target(**target) for target in data["programme"]["targets"])
    programme = Programme(**{**data["programme"], "targets": targets})
    return Scenario(country, programme, first, last, tuple(trainings))


def _shape(kind: str, values: dict[str, Any]) -> Shape:
    lists = {name: tuple(values[name]) for name in ("courses", "days")}
    return Shape(kind=kind, **{**values, **lists})


def _redrawn(shape: Shape, lot: Random) -> Shape:
    sessions = lot.randint(max(1, shape.sessions // 2), shape.sessions + 4)
    women = lot.randint(sessions * 3, sessions * max(4, shape.women // shape.sessions))
    attendances = women + (lot.randint(0, women // 4) if sessions > 4 else 0)
    return replace(
        shape,
        sessions=sessions,
        women=women,
        attendances=attendances,
        courses=tuple(lot.sample(shape.courses, lot.randint(1, len(shape.courses)))),
        others=lot.randint(0, shape.others),
        placed=lot.randint(0, attendances) if shape.placed else 0,
        headcounts=lot.randint(0, 3),
    )


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True)
class _Calendar:
    """Days of a period, thick where the year's work is thick."""

    first: date
    last: date
    by_sixth: list[int]

    def day(self, lot: Random) -> date:
        sixth = lot.choices(range(6), self.by_sixth)[0]
        length = (self.last - self.first).days + 1
        return self.first + timedelta(days=int((sixth + lot.random()) * length / 6))

    def after(self, day: date, days: int) -> date:
        return min(day + timedelta(days=days), self.last)


class _Hall:
    """Fills the sessions of one kind until its totals are met exactly."""

    def __init__(self, data: dict[str, Any], country: Country, calendar: _Calendar, lot: Random) -> None:
        self.data = data
        self.country = country
        self.calendar = calendar
        self.lot = lot
        self.weights = {town["code"]: town["weight"] for town in read("ninghai")["townships"]}
        self.town_of = {place.key: town_of(place) for place in country.places}

    def trainings(self, shape: Shape, after: int) -> Iterator[Training]:
        units = [self._unit(shape) for _number in range(shape.sessions)]
        courses = self._courses(shape)
        women = self._women(shape, units)
        came = [(number, key) for number, keys in enumerate(women) for key in keys]
        placed = set(self.lot.sample(came, shape.placed))
        others = self._others(shape, units)
        for number, unit in enumerate(units):
            training = self._training(shape, after + number + 1, unit, courses[number])
            followed_up = training.ends_on if shape.placed else None
            roster = [self._trainee(key, followed_up, (number, key) in placed) for key in women[number]]
            roster += [Trainee(key) for key in others[number]]
            yield replace(training, roster=tuple(sorted(roster, key=lambda trainee: trainee.resident)))
        for number in range(shape.headcounts):
            key = after + shape.sessions + number + 1
            training = self._training(shape, key, self._unit(shape), self.lot.choice(courses))
            count = self.lot.randint(5, 60)
            yield replace(training, headcount=(count, count + self.lot.randint(0, 9)))

    def _unit(self, shape: Shape) -> Place:
        towns = [town for town in self.country.townships if shape.only_in in ("", town.key)]
        town = self.lot.choices(towns, [self.weights[town.key] for town in towns])[0]
        if shape.held_by == "township":
            return town
        return self.lot.choice([place for place in self.country.places if place.parent == town.key])

    def _courses(self, shape: Shape) -> list[str]:
        """What each session teaches: every course at least once, the first ones of the list most often."""
        courses = shape.courses[: shape.sessions]
        rest = shape.sessions - len(courses)
        return [*courses, *(courses[int(len(courses) * (n / rest) ** 2)] for n in range(rest))]

    def _women(self, shape: Shape, units: list[Place]) -> list[list[int]]:
        """Who came to which session: every woman once, then some again until the total is met."""
        pools = self._pools(FEMALE)
        rosters: list[list[int]] = [[] for _unit in units]
        size = [self.lot.uniform(0.7, 1.3) for _unit in units]
        more = self.lot.choices(range(len(units)), size, k=shape.women - len(units))
        for session in [*range(len(units)), *more]:
            rosters[session].append(self._taken(pools, self.town_of[units[session].key]))
        once = [(key, session) for session, keys in enumerate(rosters) for key in keys]
        again = shape.attendances - shape.women
        while again:
            key, first = self.lot.choice(once)
            session = self._near(units, first)
            if key not in rosters[session]:
                rosters[session].append(key)
                again -= 1
        return rosters

    def _near(self, units: list[Place], session: int) -> int:
        """A session of the same township, now and then any other."""
        town = self.town_of[units[session].key]
        own = [n for n, unit in enumerate(units) if self.town_of[unit.key] == town]
        return self.lot.choice(own if len(own) > 1 and self.lot.random() > AWAY else range(len(units)))

    def _others(self, shape: Shape, units: list[Place]) -> list[list[int]]:
        """Men who sat in: they are on the roster, and in no figure about women."""
        pools = self._pools(MALE)
        rosters: list[list[int]] = [[] for _unit in units]
        for _number in range(shape.others):
            session = self.lot.randrange(len(units))
            rosters[session].append(self._taken(pools, self.town_of[units[session].key]))
        return rosters

    def _pools(self, sex: str) -> dict[str, list[int]]:
        """Township → its people of working age, in random order."""
        pools: dict[str, list[int]] = {town.key: [] for town in self.country.townships}
        for resident in self.country.residents:
            if resident.sex == sex and _age(resident, self.calendar.last) in WORKING_AGE:
                pools[self.town_of[resident.village]].append(resident.key)
        for keys in pools.values():
            self.lot.shuffle(keys)
        return pools

    def _taken(self, pools: dict[str, list[int]], town: str) -> int:
        """The next one of the township; when all have come, somebody from where most are left."""
        return (pools[town] or max(pools.values(), key=len)).pop()

    def _trainee(self, key: int, ended_on: date | None, placed: bool) -> Trainee:
        """What became of her, where it was asked after the training; None: nobody asked."""
        if ended_on is None:
            return Trainee(key)
        known_on = self.calendar.after(ended_on, self.lot.randint(3, 40))
        if placed:
            return Trainee(key, self.lot.choice(("employed", "employed", "referred")), known_on)
        return Trainee(key, "none", known_on) if self.lot.random() < 0.5 else Trainee(key)

    def _training(self, shape: Shape, key: int, unit: Place, course: str) -> Training:
        starts_on = self.calendar.day(self.lot)
        school = self.lot.choice(self._schools(unit)) if unit.level == 4 else None
        return Training(
            key=key,
            unit=unit.key,
            course=Course(course, shape.kind),
            school=school,
            place="" if school else self.data["village_place"],
            teacher=self.lot.choice(self.data["teachers"]),
            partners=self.lot.choice(self.data["partners"]),
            starts_on=starts_on,
            ends_on=self.calendar.after(starts_on, self.lot.randint(*shape.days) - 1),
        )

    def _schools(self, unit: Place) -> list[School]:
        near = (unit.key, self.country.county.key)
        return [school for school in self.country.schools if school.unit in near]


def town_of(place: Place) -> str:
    """The township that a village belongs to; any other place by itself."""
    return place.parent if place.level == 5 else place.key


def _age(resident: Resident, day: date) -> int:
    birthday_to_come = (day.month, day.day) < (resident.born_on.month, resident.born_on.day)
    return day.year - resident.born_on.year - birthday_to_come
