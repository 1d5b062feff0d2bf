"""The county that browser tests walk through: some of the scenario's trainings, and whoever they need."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.services import create_user
from jinguo.reports.models import Report
from jinguo.reports.services import install_templates, write_report
from jinguo.scenarios.cast import FEMALE, Resident, Scenario
from jinguo.scenarios.draw import draw
from jinguo.scenarios.load import Stage, load_frame, load_people, load_trainings, load_units
from jinguo.scenarios.oracle import Value, expected

DAYS = 180
EVERY = 8
PASSWORD = "Huamei-2026-dasao"  # noqa: S105


@dataclass(frozen=True)
class County:
    """What is on file, who may sign in to it, and the scenario that the oracle reads."""

    scenario: Scenario
    stage: Stage
    officer: User
    township: User
    village: User
    report: Report

    @property
    def unit(self) -> Unit:
        return self.stage.county

    def expected(self) -> dict[str, Value]:
        """What the oracle says of the county in the report's time, before any test wrote something down."""
        return expected(self.scenario, self.scenario.country.county.key, self.scenario.first, self.scenario.last)

    def never_trained(self) -> list[Resident]:
        """Women who stand on no roster, each of a name that nobody shares."""
        came = {one.resident for held in self.scenario.trainings for one in held.roster}
        residents = self.scenario.country.residents
        names = [each.name for each in residents]
        return [
            each
            for each in residents
            if each.sex == FEMALE and each.key not in came and sum(other.startswith(each.name) for other in names) == 1
        ]


def load() -> County:
    """Put everything on file through the product's own services."""
    period = Period(today() - timedelta(days=DAYS - 1), today())
    scenario = smaller(draw("02", period.first, period.last))
    stage = load_units(scenario.country)
    officer = _account("officer", stage.county, Role.COUNTY_STAFF)
    load_people(stage, scenario.country, period.year_before().first, officer)
    load_frame(stage, scenario, officer)
    load_trainings(stage, scenario, officer)
    town = _busiest(scenario)
    village = next(place.key for place in scenario.country.places if place.parent == town)
    return County(
        scenario,
        stage,
        officer,
        _account("township", stage.units[town], Role.TOWNSHIP_OFFICER),
        _account("village", stage.units[village], Role.VILLAGE_WORKER),
        write_report(
            unit=stage.county,
            template=install_templates()[0],
            first=period.first,
            last=period.last,
            title="半年工作总结",
            by=officer,
        ),
    )


def smaller(scenario: Scenario) -> Scenario:
    """One training in eight, whoever came to those, and one household in eight beside them."""
    kept = [held for held in scenario.trainings if held.course.kind == "guidance" or held.key % EVERY == 0]
    came = {one.resident for held in kept for one in held.roster}
    homes = {each.household for each in scenario.country.residents if each.key in came}
    residents = tuple(
        each for each in scenario.country.residents if each.household in homes or each.household % EVERY == 0
    )
    return replace(scenario, trainings=tuple(kept), country=replace(scenario.country, residents=residents))


def _busiest(scenario: Scenario) -> str:
    """The township that held most of the practical courses on file."""
    held = Counter(each.unit for each in scenario.trainings if each.course.kind == "practical")
    return max(held, key=lambda key: held[key])


def _account(name: str, unit: Unit, role: str) -> User:
    return create_user(username=name, display_name="演示人", unit=unit, role=role, password=PASSWORD)
