"""A scenario as seen from one unit in one period."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from jinguo.scenarios.cast import FEMALE, Happened, Scenario, Stood

H = TypeVar("H", bound=Happened)
S = TypeVar("S", bound=Stood)

Value = Decimal | None
Rule = Callable[["View"], Value]


@dataclass(frozen=True)
class View:
    scenario: Scenario
    unit: str
    first: date
    last: date

    @cached_property
    def branch(self) -> set[str]:
        """The unit with everything below it."""
        below = {self.unit}
        while more := {p.key for p in self.scenario.country.places if p.parent in below and p.key not in below}:
            below |= more
        return below

    @cached_property
    def women(self) -> set[int]:
        """Every woman of the whole country: whose roster she is on decides where she counts."""
        return {resident.key for resident in self.scenario.country.residents if resident.sex == FEMALE}

    def held(self, kind: type[H]) -> list[H]:
        """What began in the period."""
        return [one for one in self.scenario.of(kind) if one.unit in self.branch and self.within(one.starts_on)]

    def begun(self, kind: type[S]) -> list[S]:
        """What has held since some day of the period."""
        return [one for one in self.scenario.of(kind) if one.unit in self.branch and self.within(one.since)]

    def standing(self, kind: type[S]) -> list[S]:
        """What holds on the last day of the period."""
        return [one for one in self.scenario.of(kind) if one.unit in self.branch and self.holds(one.since, one.until)]

    def within(self, day: date) -> bool:
        return self.first <= day <= self.last

    def holds(self, since: date, until: date | None) -> bool:
        return since <= self.last and (until is None or self.last < until)


def count(things: Collection[object]) -> Decimal:
    return Decimal(len(things))


def total(numbers: Iterable[int]) -> Decimal:
    return Decimal(sum(numbers))


def share(of: Value, base: Value) -> Value:
    """None where there is nothing to divide by."""
    return of / base if of is not None and base else None
