"""What every figure must be, worked out a second time: no Django, no engine, no cleverness."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from jinguo.scenarios.cast import FEMALE, Scenario, Trainee, Training

Value = Decimal | None


def expected(scenario: Scenario, unit: str, first: date, last: date) -> dict[str, Value]:
    """Indicator code → value, for a unit with everything below it. None: there is nothing to divide by."""
    branch = _branch(scenario, unit)
    held = [
        training for training in scenario.trainings if training.unit in branch and first <= training.starts_on <= last
    ]
    reader = _Reader(scenario)
    return {code: figure(reader, held) for code, figure in FIGURES.items()}


def topics(scenario: Scenario, kind: str, first: date, last: date) -> list[str]:
    """The topics taught in the county in the order of how often; equal ones by name."""
    held = [t for t in scenario.trainings if t.course.kind == kind and first <= t.starts_on <= last]
    names = [training.course.name for training in held]
    return sorted(set(names), key=lambda name: (-names.count(name), name))


def _branch(scenario: Scenario, unit: str) -> set[str]:
    below = {unit}
    while more := {p.key for p in scenario.country.places if p.parent in below and p.key not in below}:
        below |= more
    return below


class _Reader:
    """Looks at rosters with the residents at hand."""

    def __init__(self, scenario: Scenario) -> None:
        self.women = {resident.key for resident in scenario.country.residents if resident.sex == FEMALE}

    def people(self, held: Iterable[Training]) -> set[int]:
        return {trainee.resident for training in held for trainee in training.roster}

    def attendances_of_women(self, held: Iterable[Training]) -> list[Trainee]:
        return [trainee for training in held for trainee in training.roster if trainee.resident in self.women]

    def attendances(self, held: Iterable[Training]) -> Decimal:
        held = list(held)
        counted = sum(training.headcount[0] for training in held if training.headcount)
        return Decimal(len(self.attendances_of_women(held)) + counted)

    def placed(self, held: Iterable[Training]) -> Decimal:
        outcomes = [trainee.outcome for trainee in self.attendances_of_women(held)]
        return Decimal(outcomes.count("employed") + outcomes.count("referred"))


def _of(kind: str, held: list[Training]) -> list[Training]:
    return [training for training in held if training.course.kind == kind]


def _count(things: Iterable[Any]) -> Decimal:
    return Decimal(len(list(things)))


def _women(reader: _Reader, held: list[Training]) -> Decimal:
    return _count(reader.people(held) & reader.women)


def _courses(held: list[Training]) -> Decimal:
    return _count({training.course.name for training in held})


def _placed_share(reader: _Reader, held: list[Training]) -> Value:
    attendances = reader.attendances(_of("quality", held))
    return reader.placed(_of("quality", held)) / attendances if attendances else None


FIGURES: dict[str, Callable[[_Reader, list[Training]], Value]] = {
    "training.sessions": lambda _reader, held: _count(held),
    "training.women": _women,
    "training.attendances": lambda reader, held: reader.attendances(held),
    "training.practical.sessions": lambda _reader, held: _count(_of("practical", held)),
    "training.practical.women": lambda reader, held: _women(reader, _of("practical", held)),
    "training.practical.topics": lambda _reader, held: _courses(_of("practical", held)),
    "training.quality.sessions": lambda _reader, held: _count(_of("quality", held)),
    "training.quality.attendances": lambda reader, held: reader.attendances(_of("quality", held)),
    "training.quality.trades": lambda _reader, held: _courses(_of("quality", held)),
    "training.quality.placed": lambda reader, held: reader.placed(_of("quality", held)),
    "training.quality.placed_share": _placed_share,
    "training.school_levels": lambda _reader, held: _count({t.school.level for t in held if t.school}),
    "training.guidance.trainees": lambda reader, held: _count(reader.people(_of("guidance", held))),
}
