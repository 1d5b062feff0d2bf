"""A correction that very many trainings follow: theirs is a moment's work, the trainings' comes a little later."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from jinguo import facts
from jinguo.common.dates import today
from jinguo.facts import posting
from jinguo.indicators import Period
from jinguo.indicators.addresses import unit_text
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Figure
from jinguo.lines.training.models import Course
from jinguo.lines.training.tests.make import make_course, make_session
from jinguo.orgs import jobs
from jinguo.orgs.models import Job, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services as records

pytestmark = pytest.mark.django_db

RUNS = 7
YEAR = str(today().year)


@pytest.fixture
def town() -> Unit:
    return make_unit()


@pytest.fixture
def officer(town: Unit) -> User:
    return make_user(town)


@pytest.fixture
def course(town: Unit, officer: User, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course of which there are more runs than are re-posted at once; it turns out to be of another kind."""
    course = make_course(town, by=officer)
    for _ in range(RUNS):
        make_session(town, headcount=3, course=course, by=officer)
    monkeypatch.setattr(posting, "AT_ONCE", RUNS - 1)
    monkeypatch.setattr(posting, "CHUNK", 3)
    course.kind = Course.Kind.GUIDANCE
    return records.save(course, by=officer)


def figure(code: str, unit: Unit) -> Figure:
    period = Period.parse(YEAR)
    return compute([code], unit=unit, periods=[period])[code, unit, period]


def command(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_until_they_are_worked_out_anew_the_old_numbers_stay_and_say_so(town: Unit, course: Course) -> None:
    before = figure("training.practical.sessions", town)
    assert before.value == RUNS
    assert before.stale
    assert not figure("people.women", town).stale
    jobs.run_waiting()
    after = figure("training.practical.sessions", town)
    assert not after.value
    assert not after.stale
    assert Job.objects.get().state == Job.State.DONE
    assert list(facts.verify()) == []


def test_pages_the_drawer_and_programs_read_that_it_is_being_worked_out(
    town: Unit, officer: User, course: Course
) -> None:
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    asked = {"i": "training.practical.sessions", "p": YEAR}
    page = client.get(reverse("figures"), asked).content.decode()
    drawer = client.get(reverse("figure-open"), asked, headers={"HX-Request": "true"}).content.decode()
    assert "is-stale" in page
    assert "正在重算" in page
    assert "正在重算" in drawer
    told = command("figures", "--unit", unit_text(town), "--period", YEAR, "--indicator", asked["i"], "--json")
    assert json.loads(told)[0]["stale"] is True
    jobs.run_waiting()
    assert "正在重算" not in client.get(reverse("figures"), asked).content.decode()


def test_verify_tells_what_waits_apart_from_what_is_wrong(course: Course) -> None:
    told = command("facts", "verify")
    assert f"{RUNS} 条记录等着重算" in told
    assert "事实与记录一致" in told


def test_rebuild_finishes_what_waits(town: Unit, course: Course) -> None:
    assert "等着" not in command("facts", "rebuild")
    assert not figure("training.practical.sessions", town).value


def test_a_training_changed_meanwhile_is_not_set_back(town: Unit, officer: User, course: Course) -> None:
    one = course.session_set.first()
    assert one is not None
    one.women = 9
    records.save(one, by=officer)
    jobs.run_waiting()
    assert figure("training.attendances", town).value == (RUNS - 1) * 3 + 9
    assert list(facts.verify()) == []


def test_a_server_that_was_killed_in_the_middle_goes_on_when_it_comes_back(town: Unit, course: Course) -> None:
    Job.objects.update(state=Job.State.RUNNING)
    jobs._take_up_left_over()
    jobs.run_waiting()
    assert not figure("training.practical.sessions", town).stale
