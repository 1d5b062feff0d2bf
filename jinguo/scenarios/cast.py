"""Who and what a scenario is made of: plain data, known to the loader and to the oracle alike."""

from dataclasses import dataclass
from datetime import date

FEMALE, MALE = "2", "1"


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


@dataclass(frozen=True, slots=True)
class School:
    name: str
    level: str
    unit: str


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
class Training:
    """One run of a course. With a headcount (women, all) the roster is empty."""

    key: int
    unit: str
    course: Course
    school: School | None
    place: str
    teacher: str
    partners: str
    starts_on: date
    ends_on: date
    roster: tuple[Trainee, ...] = ()
    headcount: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Target:
    what: str
    amount: int
    measure_word: str


@dataclass(frozen=True, slots=True)
class Programme:
    code: str
    name: str
    theme: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """Where it plays and who lives there. Drawn once; the trainings are drawn anew."""

    places: tuple[Place, ...]
    residents: tuple[Resident, ...]
    schools: tuple[School, ...]

    @property
    def county(self) -> Place:
        return next(place for place in self.places if place.level == 3)

    @property
    def townships(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.level == 4)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a report tells of, for the period from `first` to `last`, with the year before beside it."""

    country: Country
    programme: Programme
    first: date
    last: date
    trainings: tuple[Training, ...]
