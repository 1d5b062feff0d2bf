"""Engine and oracle agree: on the report's own records, drawn anew, and after any one record has changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from jinguo import facts
from jinguo.records import services as records
from jinguo.records.people.services import change_person
from jinguo.scenarios.cast import MALE, Scenario, Training
from jinguo.scenarios.load import fill_session, load_trainings, save_training
from jinguo.scenarios.oracle import expected
from jinguo.scenarios.people import dice
from jinguo.scenarios.replay import PERIODS, Replay

pytestmark = pytest.mark.django_db

Change = Callable[[Replay, Training, Random], Scenario]


@pytest.fixture(scope="module")
def replay(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Replay]:
    """The records of report 02 on file, once for all tests of this file; each test is rolled back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        staged = Replay("02", PERIODS["02"])
        load_trainings(staged.stage, staged.scenario, staged.officer)
        yield staged
        transaction.set_rollback(True)


def voided(replay: Replay, held: Training, lot: Random) -> Scenario:
    records.void(replay.stage.sessions[held.key], reason="记错了", by=replay.officer)
    return with_training(replay.scenario, held, None)


def moved(replay: Replay, held: Training, lot: Random) -> Scenario:
    town = lot.choice([town for town in replay.scenario.country.townships if town.key != held.unit])
    return saved(replay, held, replace(held, unit=town.key))


def redated(replay: Replay, held: Training, lot: Random) -> Scenario:
    month = lot.randint(1, 12)
    day = held.starts_on.replace(month=month, day=lot.randint(1, 28))
    return saved(replay, held, replace(held, starts_on=day, ends_on=day))


def left_by_one(replay: Replay, held: Training, lot: Random) -> Scenario:
    gone = lot.choice(held.roster)
    return saved(replay, held, replace(held, roster=tuple(one for one in held.roster if one != gone)))


def sex_corrected(replay: Replay, held: Training, lot: Random) -> Scenario:
    """Nobody touches the session: what it copied from the person follows."""
    key = lot.choice(held.roster).resident
    change_person(replay.stage.people[key], sex=MALE, doubt_reason="核对过", by=replay.officer)
    country = replay.scenario.country
    residents = tuple(replace(one, sex=MALE) if one.key == key else one for one in country.residents)
    return replace(replay.scenario, country=replace(country, residents=residents))


def saved(replay: Replay, held: Training, instead: Training) -> Scenario:
    session = replay.stage.sessions[held.key]
    session.refresh_from_db()
    fill_session(session, instead, replay.stage, replay.scenario, replay.officer)
    save_training(session, instead, replay.stage, replay.officer)
    return with_training(replay.scenario, held, instead)


def with_training(scenario: Scenario, held: Training, instead: Training | None) -> Scenario:
    others = tuple(each for each in scenario.trainings if each != held)
    return replace(scenario, trainings=(*others, instead) if instead else others)


def test_every_stated_figure_reads_as_in_the_report_and_opens_to_as_many_records(replay: Replay) -> None:
    assert [(one.stated.id, one.wrong) for one in replay.measured() if not one.passed] == []


def test_the_engine_comes_to_what_the_oracle_says(replay: Replay) -> None:
    assert list(replay.differences(replay.scenario)) == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("change", [voided, moved, redated, left_by_one, sex_corrected], ids=lambda one: one.__name__)
def test_one_changed_record_moves_exactly_the_predicted_figures(replay: Replay, change: Change, seed: int) -> None:
    lot = dice(seed)
    held = lot.choice([each for each in replay.scenario.trainings if each.starts_on >= replay.period.first])

    changed = change(replay, held, lot)

    assert list(replay.differences(changed)) == []


def test_a_voided_session_leaves_the_figures_that_it_counted_in(replay: Replay) -> None:
    held = next(each for each in replay.scenario.trainings if each.course.kind == "practical")

    changed = voided(replay, held, dice(0))

    first, last = replay.period.first, replay.period.last
    county = replay.stage.county.code
    before, after = (expected(each, county, first, last) for each in (replay.scenario, changed))
    assert {code for code in before if before[code] != after[code]} >= {
        "training.sessions",
        "training.practical.sessions",
    }
    assert before["training.quality.sessions"] == after["training.quality.sessions"]


def test_the_scenario_drawn_anew_agrees_too(replay: Replay) -> None:
    for session in replay.stage.sessions.values():
        records.void(session, reason="重新抽取", by=replay.officer)

    assert replay.mismatches(seed=1) == []


def test_facts_and_records_agree_after_loading(replay: Replay) -> None:
    assert list(facts.verify()) == []
