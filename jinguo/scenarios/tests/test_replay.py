"""Engine and oracle agree: on the report's own records, drawn anew, and after any one record has changed."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from random import Random

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from jinguo import facts
from jinguo.records import services as records
from jinguo.records.people.services import change_person
from jinguo.scenarios.cast import MALE, Scenario, Told
from jinguo.scenarios.draw import REPORTS
from jinguo.scenarios.loading import load, put
from jinguo.scenarios.oracle import expected
from jinguo.scenarios.replay import Replay
from jinguo.scenarios.stories.setting import dice
from jinguo.scenarios.stories.training import Training

pytestmark = pytest.mark.django_db

Change = Callable[[Replay, Told, Random], Scenario]


@pytest.fixture(scope="module", params=REPORTS)
def replay(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Replay]:
    """The records of a report on file, once for all tests of this file; each test is rolled back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        staged = Replay(request.param)
        load(staged.stage, staged.scenario.records)
        yield staged
        transaction.set_rollback(True)


def voided(replay: Replay, told: Told, lot: Random) -> Scenario:
    records.void(replay.stage.on_file[told.key], reason="记错了", by=replay.officer)
    return replay.scenario.with_instead(told)


def moved(replay: Replay, told: Told, lot: Random) -> Scenario:
    others = [place.key for place in replay.scenario.country.parts if place.key != told.unit]
    return saved(replay, told, replace(told, unit=lot.choice(others)))


def redated(replay: Replay, told: Told, lot: Random) -> Scenario:
    """To any day of the year that ends with the period, so that it may leave the period."""
    day = date(replay.period.last.year, lot.randint(1, replay.period.last.month), lot.randint(1, 28))
    day = day.replace(year=day.year - lot.randint(0, 1))
    return saved(replay, told, told.on_day(day))


def left_by_one(replay: Replay, told: Told, lot: Random) -> Scenario:
    """One of its rows is taken out."""
    name = lot.choice(lists_of(told))
    rows = getattr(told, name)
    gone = lot.randrange(len(rows))
    return saved(replay, told, replace(told, **{name: rows[:gone] + rows[gone + 1 :]}))


def saved(replay: Replay, told: Told, instead: Told) -> Scenario:
    put(replay.stage, instead)
    return replay.scenario.with_instead(told, instead)


def lists_of(told: Told) -> list[str]:
    """The fields that hold several rows."""
    values = ((field.name, getattr(told, field.name)) for field in fields(told))
    return [name for name, value in values if isinstance(value, tuple) and len(value) > 1]


def some(replay: Replay, lot: Random) -> Iterator[Told]:
    """One record of every type, of the report's own period where there is one."""
    for kind in dict.fromkeys(type(told) for told in replay.scenario.records):
        alike = replay.scenario.of(kind)
        yield lot.choice([told for told in alike if told.day >= replay.period.first] or alike)


def test_every_stated_figure_reads_as_in_the_report_and_opens_to_as_many_records(replay: Replay) -> None:
    assert [(one.stated.id, one.wrong) for one in replay.measured() if not one.passed] == []


def test_the_engine_comes_to_what_the_oracle_says(replay: Replay) -> None:
    assert list(replay.differences(replay.scenario)) == []


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("change", [voided, moved, redated, left_by_one], ids=lambda one: one.__name__)
def test_one_changed_record_moves_exactly_the_predicted_figures(replay: Replay, change: Change, seed: int) -> None:
    lot = dice(seed)
    for told in some(replay, lot):
        if change is left_by_one and not lists_of(told):
            continue
        with transaction.atomic():
            changed = change(replay, told, lot)
            assert (told, list(replay.differences(changed))) == (told, [])
            transaction.set_rollback(True)


def test_a_corrected_person_moves_the_figures_of_what_she_came_to(replay: Replay) -> None:
    """Nobody touches the sessions: what they copied from the person follows."""
    key = next(iter(replay.scenario.of(Training))).roster[0].resident
    change_person(replay.stage.people[key], sex=MALE, doubt_reason="核对过", by=replay.officer)
    country = replay.scenario.country
    residents = tuple(replace(one, sex=MALE) if one.key == key else one for one in country.residents)

    changed = replace(replay.scenario, country=replace(country, residents=residents))

    assert list(replay.differences(changed)) == []


def test_a_voided_session_leaves_the_figures_that_it_counted_in(replay: Replay) -> None:
    held = next(each for each in replay.scenario.of(Training) if each.starts_on >= replay.period.first)

    changed = voided(replay, held, dice(0))

    first, last, place = replay.period.first, replay.period.last, replay.scenario.country.reporting
    before, after = (expected(each, place, first, last) for each in (replay.scenario, changed))
    assert before["training.sessions"] != after["training.sessions"]
    assert {code for code in before if before[code] != after[code] and not code.startswith("training")} == set()


def test_the_scenario_drawn_anew_agrees_too(replay: Replay) -> None:
    for told in replay.scenario.records:
        records.void(replay.stage.on_file.pop(told.key), reason="重新抽取", by=replay.officer)

    assert replay.mismatches(seed=1) == []


def test_facts_and_records_agree_after_loading(replay: Replay) -> None:
    assert list(facts.verify()) == []
