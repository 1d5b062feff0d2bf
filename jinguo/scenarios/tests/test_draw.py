"""What a drawn scenario promises, before anything is on file."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from jinguo.common import idnumber
from jinguo.scenarios.cast import FEMALE, Country, Happened, Scenario
from jinguo.scenarios.country import draw_country
from jinguo.scenarios.draw import draw
from jinguo.scenarios.oracle import View, expected
from jinguo.scenarios.oracle.training import topics
from jinguo.scenarios.stories.training import Training

FIRST, LAST = date(2008, 1, 1), date(2008, 6, 30)


@pytest.fixture(scope="module")
def country() -> Country:
    return draw_country("ninghai", LAST)


@pytest.fixture(scope="module")
def scenario(country: Country) -> Scenario:
    return draw("02", FIRST, LAST, country=country)


def test_the_same_seed_draws_the_same_scenario(country: Country) -> None:
    assert draw("02", FIRST, LAST, country=country, seed=7) == draw("02", FIRST, LAST, country=country, seed=7)


def test_another_seed_draws_other_totals(country: Country, scenario: Scenario) -> None:
    drawn = draw("02", FIRST, LAST, country=country, seed=7)

    figures = expected(drawn, country.reporting, FIRST, LAST)

    assert figures != expected(scenario, country.reporting, FIRST, LAST)


@pytest.mark.parametrize("seed", range(5))
def test_every_record_lies_in_the_period_or_the_year_before_it(country: Country, seed: int) -> None:
    drawn = draw("02", FIRST, LAST, country=country, seed=seed)

    assert all(
        FIRST <= held.starts_on <= held.ends_on <= LAST
        or date(2007, 1, 1) <= held.starts_on <= held.ends_on <= date(2007, 6, 30)
        for held in drawn.of(Happened)
    )


def test_nobody_can_be_taken_for_a_real_person(country: Country) -> None:
    assert all(
        resident.id_number.startswith("990101") and resident.phone[:3] in ("", "100") for resident in country.residents
    )


def test_every_id_number_is_right_and_belongs_to_one_person(country: Country) -> None:
    numbers = {resident.id_number for resident in country.residents}

    assert len(numbers) == len(country.residents)
    for resident in country.residents:
        told = idnumber.parse(resident.id_number)
        assert (told.born_on, told.sex) == (resident.born_on, resident.sex)


def test_every_household_has_exactly_one_head(country: Country) -> None:
    heads = [resident.household for resident in country.residents if resident.relation == "0"]

    assert sorted(heads) == sorted({resident.household for resident in country.residents})


def test_nobody_stands_twice_on_a_roster(scenario: Scenario) -> None:
    for held in scenario.of(Training):
        names = [trainee.resident for trainee in held.roster]
        assert len(names) == len(set(names))


def test_the_county_is_the_union_of_its_townships_and_not_their_sum(scenario: Scenario) -> None:
    """Some women train in two townships; a count of people that is added up would be too high."""
    county = expected(scenario, scenario.country.reporting, FIRST, LAST)
    towns = [expected(scenario, town.key, FIRST, LAST) for town in scenario.country.parts]

    assert sum(town["training.women"] or 0 for town in towns) > (county["training.women"] or 0)
    assert sum(town["training.sessions"] or 0 for town in towns) == county["training.sessions"]


def test_a_man_on_a_roster_is_in_no_figure_about_women(scenario: Scenario) -> None:
    women = {resident.key for resident in scenario.country.residents if resident.sex == FEMALE}
    without = replace(
        scenario,
        records=tuple(
            replace(held, roster=tuple(one for one in held.roster if one.resident in women))
            if isinstance(held, Training)
            else held
            for held in scenario.records
        ),
    )
    assert without != scenario

    county = scenario.country.reporting
    of_women = [code for code in expected(scenario, county, FIRST, LAST) if code != "training.guidance.trainees"]

    before, after = (expected(each, county, FIRST, LAST) for each in (scenario, without))
    assert all(before[code] == after[code] for code in of_women)


def test_topics_come_by_how_often_they_were_taught(scenario: Scenario) -> None:
    names = topics(View(scenario, scenario.country.reporting, FIRST, LAST), "practical")
    held = [training.course.name for training in scenario.of(Training) if training.starts_on >= FIRST]

    assert [held.count(name) for name in names] == sorted((held.count(name) for name in names), reverse=True)


def test_the_oracle_works_without_django() -> None:
    """It shares no part with what it checks."""
    alone = "import sys, jinguo.scenarios.oracle as oracle; print(len(oracle.FIGURES), 'django' in sys.modules)"
    command = [sys.executable, "-c", alone]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603

    assert int(said[0]) > 0
    assert said[1] == "False"
