"""What a session counts for, in the words of those who ask."""

from datetime import date
from decimal import Decimal

import pytest

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.lines.training.models import Attendance, Course
from jinguo.lines.training.tests.make import make_course, make_session, make_venue, save_outcomes, save_session
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services as records
from jinguo.records.models import Level, Person, Sex
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Unit:
    return make_unit()


@pytest.fixture
def officer(town: Unit) -> User:
    return make_user(town)


def value(code: str, unit: Unit, period: str = "") -> Decimal | None:
    span = Period.parse(period or str(today().year))
    return compute([code], unit=unit, periods=[span])[code, unit, span].value


def make_women(unit: Unit, number: int) -> list[Person]:
    return [make_person(unit) for _ in range(number)]


def assert_no_drift() -> None:
    assert list(facts.verify()) == []


def test_a_woman_in_two_courses_counts_once(town: Unit) -> None:
    yulan, qiuju = make_women(town, 2)
    make_session(town, women=[yulan, qiuju])
    make_session(town, women=[yulan])

    assert value("training.practical.women", town) == 2
    assert value("training.attendances", town) == 3
    assert value("training.practical.sessions", town) == 2


def test_a_headcount_is_never_counted_as_people(town: Unit) -> None:
    make_session(town, headcount=18)

    assert value("training.women", town) in (0, None)
    assert value("training.attendances", town) == 18
    assert value("training.sessions", town) == 1


def test_men_on_a_roster_are_not_women_trained(town: Unit) -> None:
    farmer = make_person(town, sex=Sex.MALE)
    guidance = make_course(town, kind=Course.Kind.GUIDANCE)
    make_session(town, women=[*make_women(town, 2), farmer], course=guidance)

    assert value("training.women", town) == 2
    assert value("training.guidance.trainees", town) == 3


def test_a_course_across_new_year_counts_on_its_first_day(town: Unit, officer: User) -> None:
    session = make_session(town, women=make_women(town, 1), on=date(2020, 12, 20))
    session.ends_on = date(2021, 1, 10)
    save_session(session=session, roster=[row.person for row in session.attendances.all()], by=officer)

    assert value("training.sessions", town, "2020") == 1
    assert value("training.sessions", town, "2021") in (0, None)


def test_correcting_a_womans_sex_moves_the_number(town: Unit, officer: User) -> None:
    person = make_person(town, sex=Sex.MALE)
    make_session(town, women=[person])

    person.sex = Sex.FEMALE
    records.save(person, by=officer)

    assert value("training.women", town) == 1
    assert_no_drift()


def test_a_correction_made_while_the_roster_was_written_counts(town: Unit, officer: User) -> None:
    yulan, qiuju = make_women(town, 2)
    corrected = Person.objects.get(pk=yulan.pk)
    corrected.sex = Sex.MALE
    records.save(corrected, by=officer)

    make_session(town, women=[yulan, qiuju])

    assert value("training.women", town) == 1
    assert_no_drift()


def test_what_the_course_and_the_school_became_while_the_session_was_written_counts(town: Unit, officer: User) -> None:
    course, school = make_course(town, kind=Course.Kind.PRACTICAL), make_venue(town, level=Level.TOWN)
    corrected, raised = Course.objects.get(pk=course.pk), type(school).objects.get(pk=school.pk)
    corrected.kind, raised.level = Course.Kind.QUALITY, Level.COUNTY
    records.save(corrected, by=officer)
    records.save(raised, by=officer)

    make_session(town, women=make_women(town, 1), course=course, venue=school)
    make_session(town, headcount=5, venue=raised)

    assert value("training.quality.attendances", town) == 1
    assert value("training.school_levels", town) == 1
    assert_no_drift()


def test_a_session_taken_back_leaves_every_number(town: Unit, officer: User) -> None:
    session = make_session(town, women=make_women(town, 2))

    records.void(session, reason="写错了", by=officer)

    assert value("training.sessions", town) in (0, None)
    assert value("training.women", town) in (0, None)


def test_correcting_the_kind_of_a_course_moves_its_sessions(town: Unit, officer: User) -> None:
    course = make_course(town, kind=Course.Kind.PRACTICAL)
    make_session(town, women=make_women(town, 1), course=course)

    course.kind = Course.Kind.QUALITY
    records.save(course, by=officer)

    assert value("training.practical.sessions", town) in (0, None)
    assert value("training.quality.attendances", town) == 1
    assert_no_drift()


def test_two_towns_teaching_the_same_count_as_one_topic() -> None:
    county = make_unit()
    for town in (make_unit(parent=county), make_unit(parent=county)):
        make_session(town, headcount=5, course=make_course(town, name="杨梅栽培"))
        make_session(town, headcount=5, course=make_course(town, name="杨梅修剪", topic="杨梅栽培"))

    assert value("training.practical.topics", county) == 1


def test_schools_of_two_levels_are_two_levels(town: Unit, officer: User) -> None:
    school = make_venue(town, level=Level.TOWN)
    make_session(town, headcount=5, venue=school)
    make_session(town, headcount=5, venue=make_venue(town, level=Level.COUNTY))
    make_session(town, headcount=5)
    assert value("training.school_levels", town) == 2

    school.level = Level.COUNTY
    records.save(school, by=officer)
    assert value("training.school_levels", town) == 1
    assert_no_drift()


def test_women_with_work_or_an_offer_are_the_share_placed(town: Unit, officer: User) -> None:
    course = make_course(town, kind=Course.Kind.QUALITY, name="家政服务")
    session = make_session(town, women=make_women(town, 4), course=course)
    outcomes = [Attendance.Outcome.EMPLOYED, Attendance.Outcome.REFERRED, Attendance.Outcome.NONE, ""]
    rows = session.attendances.all()

    save_outcomes(
        session=session, outcomes={r.pk: o for r, o in zip(rows, outcomes, strict=True)}, on=today(), by=officer
    )

    assert value("training.quality.placed", town) == 2
    assert value("training.quality.placed_share", town) == Decimal("0.5")
    assert_no_drift()
