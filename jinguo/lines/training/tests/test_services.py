"""Writing a session down: what is refused, in which words, and what it costs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinguo.common.dates import today
from jinguo.lines.training.models import Attendance
from jinguo.lines.training.tests.make import make_course, make_session, save_outcomes, save_session
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Change, Person
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Unit:
    return make_unit()


@pytest.fixture
def officer(town: Unit) -> User:
    return make_user(town)


def make_women(town: Unit, number: int) -> list[Person]:
    return [make_person(town) for _ in range(number)]


def test_a_sister_town_cannot_write_here(town: Unit) -> None:
    with pytest.raises(PermissionDenied):
        make_session(town, headcount=5, course=make_course(town), by=make_user(make_unit()))


def test_one_save_is_one_line_of_history_and_as_many_statements_for_fifty_as_for_five(town: Unit) -> None:
    course, key, women = make_course(town), make_user(town).pk, make_women(town, 50)
    in_one_request, in_another = User.objects.get(pk=key), User.objects.get(pk=key)

    with CaptureQueriesContext(connection) as few:
        make_session(town, women=women[:5], course=course, by=in_one_request)
    with CaptureQueriesContext(connection) as many:
        session = make_session(town, women=women, course=course, by=in_another)

    assert len(many) == len(few)
    assert Change.objects.filter(source=session.source, record=session.pk).count() == 1


def test_a_woman_who_stays_on_the_roster_keeps_her_outcome(town: Unit, officer: User) -> None:
    yulan, qiuju, xiaoqin = make_women(town, 3)
    session = make_session(town, women=[yulan, qiuju])
    first = session.attendances.get(person=yulan)
    save_outcomes(session=session, outcomes={first.pk: Attendance.Outcome.EMPLOYED}, on=today(), by=officer)

    save_session(session=session, roster=[yulan, xiaoqin], by=officer)

    outcomes = dict(session.attendances.values_list("person", "outcome"))
    assert outcomes == {yulan.pk: Attendance.Outcome.EMPLOYED, xiaoqin.pk: ""}


def test_only_what_is_new_gets_the_day_on_which_it_became_known(town: Unit, officer: User) -> None:
    session = make_session(town, women=make_women(town, 2))
    one, other = session.attendances.all()
    earlier = today() - timedelta(9)
    save_outcomes(session=session, outcomes={one.pk: Attendance.Outcome.REFERRED}, on=earlier, by=officer)

    both = {row.pk: Attendance.Outcome.REFERRED for row in (one, other)}
    save_outcomes(session=session, outcomes=both, on=today(), by=officer)

    days = dict(session.attendances.values_list("pk", "outcome_on"))
    assert days == {one.pk: earlier, other.pk: today()}


def test_a_headcount_that_no_hall_holds_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        make_session(make_unit("长街镇"), headcount=9_223_372_036_854_775_807)
    assert "women" in refused.value.message_dict
