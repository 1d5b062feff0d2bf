"""Trainings: who held what, when, and who came."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from jinguo.scenarios.cast import FEMALE, MALE, VILLAGE, Happened, Place
from jinguo.scenarios.stories.frame import Venue
from jinguo.scenarios.stories.setting import Part, Setting, shares

AWAY = 0.04
"""How often somebody comes again to a training of another unit."""


@dataclass(frozen=True, slots=True)
class Course:
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Trainee:
    """One name on a roster, and what became of it."""

    resident: int
    outcome: str = ""
    outcome_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Training(Happened):
    """One run of a course. With a headcount (women, all) the roster is empty."""

    course: Course
    school: Venue | None
    place: str
    teacher: str
    partners: str
    programme: str = ""
    roster: tuple[Trainee, ...] = ()
    headcount: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The totals that one kind of training comes to. `women` are distinct, `attendances` are theirs.

    `held_by` the places directly below the reporting one ("parts"), those below them, or itself.
    """

    kind: str
    sessions: int
    women: int
    attendances: int
    courses: tuple[str, ...]
    days: tuple[int, int]
    others: int = 0
    placed: int = 0
    headcounts: int = 0
    held_by: str = "parts"
    only_in: tuple[str, ...] = ()
    programme: str = ""


def draw(part: Part, setting: Setting) -> Iterator[Training]:
    """The trainings of every kind."""
    for kind, values in part["shapes"].items():
        shape = _shape(kind, values)
        yield from _Hall(part, setting).trainings(_redrawn(shape, setting) if setting.redrawn else shape)


def _shape(kind: str, values: dict[str, Any]) -> Shape:
    lists: dict[str, Any] = {name: tuple(values[name]) for name in ("courses", "days", "only_in") if name in values}
    return Shape(kind=kind, **{**values, **lists})


def _redrawn(shape: Shape, setting: Setting) -> Shape:
    lot = setting.lot
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


class _Hall:
    """Fills the sessions of one kind until its totals are met exactly."""

    def __init__(self, part: Part, setting: Setting) -> None:
        self.part = part
        self.setting = setting
        self.country, self.calendar, self.lot = setting.country, setting.calendar, setting.lot

    def trainings(self, shape: Shape) -> Iterator[Training]:
        units = [self._unit(shape) for _number in range(shape.sessions)]
        courses = self._courses(shape)
        women = self._women(shape, units)
        came = [(number, key) for number, keys in enumerate(women) for key in keys]
        placed = set(self.lot.sample(came, shape.placed))
        others = self._others(shape, units)
        for number, unit in enumerate(units):
            training = self._training(shape, unit, courses[number])
            followed_up = training.ends_on if shape.placed else None
            roster = [self._trainee(key, followed_up, (number, key) in placed) for key in women[number]]
            roster += [Trainee(key) for key in others[number]]
            yield replace(training, roster=tuple(sorted(roster, key=lambda trainee: trainee.resident)))
        for _number in range(shape.headcounts):
            training = self._training(shape, self._unit(shape), self.lot.choice(courses))
            count = self.lot.randint(5, 60)
            yield replace(training, headcount=(count, count + self.lot.randint(0, 9)))

    def _unit(self, shape: Shape) -> Place:
        if shape.held_by == "itself":
            return self.country.unit
        place = self.setting.some_place(shape.only_in)
        return place if shape.held_by == "parts" else self.lot.choice(self.country.below(place.key))

    def _courses(self, shape: Shape) -> list[str]:
        """What each session teaches: every course at least once, the first ones of the list most often."""
        courses = shape.courses[: shape.sessions]
        rest = shape.sessions - len(courses)
        return [*courses, *(courses[int(len(courses) * (n / rest) ** 2)] for n in range(rest))]

    def _women(self, shape: Shape, units: list[Place]) -> list[list[int]]:
        """Who came to which session: every woman once, then some again until the total is met."""
        pools = self.setting.pools(FEMALE)
        sizes = shares(shape.women, len(units), self.lot)
        rosters = [
            [pools.take(self._near(unit)) for _woman in range(size)] for unit, size in zip(units, sizes, strict=True)
        ]
        once = [(key, session) for session, keys in enumerate(rosters) for key in keys]
        again = shape.attendances - shape.women
        while again:
            key, first = self.lot.choice(once)
            session = self._another(units, first)
            if key not in rosters[session]:
                rosters[session].append(key)
                again -= 1
        return rosters

    def _near(self, unit: Place) -> str:
        """The part of the country that those who come to this unit live in."""
        if unit.key == self.country.reporting:
            return self.setting.some_place().key
        return self.country.part_of[unit.key]

    def _another(self, units: list[Place], session: int) -> int:
        """A session of the same place, now and then any other."""
        part_of = self.country.part_of
        own = [n for n, unit in enumerate(units) if part_of[unit.key] == part_of[units[session].key]]
        return self.lot.choice(own if len(own) > 1 and self.lot.random() > AWAY else range(len(units)))

    def _others(self, shape: Shape, units: list[Place]) -> list[list[int]]:
        """Men who sat in: they are on the roster, and in no figure about women."""
        pools = self.setting.pools(MALE)
        rosters: list[list[int]] = [[] for _unit in units]
        for _number in range(shape.others):
            session = self.lot.randrange(len(units))
            rosters[session].append(pools.take(self._near(units[session])))
        return rosters

    def _trainee(self, key: int, ended_on: date | None, placed: bool) -> Trainee:
        """What became of her, where it was asked after the training; None: nobody asked."""
        if ended_on is None:
            return Trainee(key)
        known_on = self.calendar.after(ended_on, self.lot.randint(3, 40))
        if placed:
            return Trainee(key, self.lot.choice(("employed", "employed", "referred")), known_on)
        return Trainee(key, "none", known_on) if self.lot.random() < 0.5 else Trainee(key)

    def _training(self, shape: Shape, unit: Place, course: str) -> Training:
        starts_on = self.calendar.day(self.lot)
        schools = self._schools(unit)
        return Training(
            key=self.setting.key(),
            unit=unit.key,
            course=Course(course, shape.kind),
            school=self.lot.choice(schools) if schools else None,
            place="" if schools else self.part["village_place"],
            teacher=self.lot.choice(self.part["teachers"]),
            partners=self.lot.choice(self.part["partners"]),
            programme=shape.programme,
            starts_on=starts_on,
            ends_on=self.calendar.after(starts_on, self.lot.randint(*shape.days) - 1),
        )

    def _schools(self, unit: Place) -> list[Venue]:
        """The schools that a county or township holds its courses in: its own, and the county's."""
        near = (unit.key, self.country.reporting)
        schools = (venue for venue in self.setting.of(Venue) if venue.kind == "school")
        return [] if unit.level == VILLAGE else [school for school in schools if school.unit in near]
