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
from jinguo.scenarios import loading
from jinguo.scenarios.cast import FEMALE, Resident, Scenario
from jinguo.scenarios.draw import draw
from jinguo.scenarios.oracle import Value, expected
from jinguo.scenarios.stories.training import Training

DAYS = 180
EVERY = 8
PASSWORD = "Huamei-2026-dasao"  # noqa: S105


@dataclass(frozen=True)
class County:
    """What is on file, who may sign in to it, and the scenario that the oracle reads."""

    scenario: Scenario
    stage: loading.Stage
    officer: User
    township: User
    village: User
    report: Report

    @property
    def unit(self) -> Unit:
        return self.officer.unit

    def expected(self) -> dict[str, Value]:
        """What the oracle says of the county in the report's time, before any test wrote something down."""
        return expected(self.scenario, self.scenario.country.reporting, self.scenario.first, self.scenario.last)

    def never_trained(self) -> list[Resident]:
        """Women who stand on no roster, each of a name that nobody shares."""
        came = {one.resident for held in self.scenario.of(Training) for one in held.roster}
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
    units = loading.load_units(scenario.country)
    officer = _account("officer", units[scenario.country.reporting], Role.COUNTY_STAFF)
    stage = loading.Stage(units, by=officer)
    loading.load_people(stage, scenario.country, period.year_before().first)
    loading.load(stage, (*scenario.frame, *scenario.records))
    town = _busiest(scenario)
    village = scenario.country.below(town)[0].key
    return County(
        scenario,
        stage,
        officer,
        _account("township", stage.units[town], Role.TOWNSHIP_OFFICER),
        _account("village", stage.units[village], Role.VILLAGE_WORKER),
        write_report(
            unit=officer.unit,
            template=install_templates()[0],
            first=period.first,
            last=period.last,
            title="半年工作总结",
            by=officer,
        ),
    )


def smaller(scenario: Scenario) -> Scenario:
    """One training in eight, whoever came to those, and one household in eight beside them."""
    trainings = [held for held in scenario.of(Training) if held.course.kind == "guidance" or held.key % EVERY == 0]
    came = {one.resident for held in trainings for one in held.roster}
    homes = {each.household for each in scenario.country.residents if each.key in came}
    residents = tuple(
        each for each in scenario.country.residents if each.household in homes or each.household % EVERY == 0
    )
    return replace(scenario, records=tuple(trainings), country=replace(scenario.country, residents=residents))


def _busiest(scenario: Scenario) -> str:
    """The township that held most of the practical courses on file."""
    held = Counter(each.unit for each in scenario.of(Training) if each.course.kind == "practical")
    return max(held, key=lambda key: held[key])


def _account(name: str, unit: Unit, role: str) -> User:
    return create_user(username=name, display_name="演示人", unit=unit, role=role, password=PASSWORD)
