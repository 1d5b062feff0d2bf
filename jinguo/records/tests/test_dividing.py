"""A village is split: the people of some groups go to the new one, and the figures follow them from that day on."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.orgs.jobs import run_waiting
from jinguo.orgs.models import Job, Role, Unit, User
from jinguo.orgs.services import split_unit
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Household
from jinguo.records.people.merging import merge_people
from jinguo.records.people.services import move_person
from jinguo.records.tests.make import make_person, make_situation

pytestmark = pytest.mark.django_db

ON = today() - timedelta(days=40)
BEFORE = ON - timedelta(days=1)


@pytest.fixture
def town() -> Unit:
    return make_unit("大湖镇", parent=make_unit())


@pytest.fixture
def officer(town: Unit) -> User:
    return make_user(town)


@pytest.fixture
def old(town: Unit) -> Unit:
    return make_unit("上徐村", parent=town)


@pytest.fixture
def new(old: Unit) -> Unit:
    return split_unit(unit=old, name="下徐村", on=ON, by=None, reason="省政府批复")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def women(unit: Unit, day: date) -> int:
    span = Period(day, day)
    return int(compute(["people.women"], unit=unit, periods=[span])["people.women", unit, span].value or 0)


def divide(user: User, new: Unit, *groups: str) -> Job:
    answer = signed_in(user).post(reverse("people-divide", args=[new.pk]), {"groups": groups})
    job = Job.objects.get(kind="people.divide")
    assert answer["Location"] == reverse("job", args=[job.pk])
    run_waiting()
    job.refresh_from_db()
    return job


def test_the_people_of_a_group_count_for_the_new_village_from_that_day_on(
    town: Unit, officer: User, old: Unit, new: Unit
) -> None:
    head = make_person(old, name="陈玉兰", group_name="3 组", relation="0", by=officer)
    daughter = make_person(old, group_name="3 组", household=head.household, relation="3", by=officer)
    make_person(old, group_name="1 组", by=officer)
    make_situation(head, by=officer)

    job = divide(officer, new, "3 组")

    assert job.result["text"] == "2 人分到了下徐村。"
    assert (women(old, BEFORE), women(new, BEFORE)) == (3, 0)
    assert (women(old, ON), women(new, ON), women(town, ON)) == (1, 2, 3)
    daughter.refresh_from_db()
    home = Household.objects.get()
    assert (daughter.unit, daughter.group_name, daughter.relation, daughter.household) == (new, "3 组", "3", home)
    assert (home.unit, home.head) == (new, head)
    assert list(facts.verify()) == []


def test_a_household_stays_while_one_of_it_stays(officer: User, old: Unit, new: Unit) -> None:
    head = make_person(old, group_name="1 组", relation="0", by=officer)
    make_person(old, group_name="3 组", household=head.household, relation="3", by=officer)
    divide(officer, new, "3 组")
    assert Household.objects.get().unit == old


def test_a_household_goes_along_though_a_second_file_of_hers_is_still_there(
    officer: User, old: Unit, new: Unit
) -> None:
    head = make_person(old, group_name="3 组", relation="0", by=officer)
    twice = make_person(old, group_name="3 组", household=head.household, relation="3", by=officer)
    again = make_person(old, group_name="3 组", household=head.household, relation="3", by=officer)
    merge_people(person=twice, other=again, by=officer)

    divide(officer, new, "3 组")

    assert Household.objects.get().unit == new


def test_who_was_put_on_file_since_belonged_there_from_the_first(officer: User, old: Unit, new: Unit) -> None:
    late = make_person(old, group_name="3 组", registered_on=ON + timedelta(days=3), by=officer)
    divide(officer, new, "3 组")
    late.refresh_from_db()
    assert late.unit == new
    assert (women(old, today()), women(new, today())) == (0, 1)


def test_who_has_moved_since_is_left_alone_and_told(officer: User, old: Unit, new: Unit) -> None:
    person = make_person(old, group_name="1 组", by=officer)
    move_person(person=person, to_unit=old, on=ON + timedelta(days=3), group_name="3 组", by=officer)
    job = divide(officer, new, "3 组")
    assert job.result["text"] == "0 人分到了下徐村。还有 1 人在那天以后搬过家，请到他们的页上看一看。"
    person.refresh_from_db()
    assert person.unit == old


def test_the_page_offers_the_groups_that_are_left(officer: User, old: Unit, new: Unit) -> None:
    make_person(old, group_name="3 组", by=officer)
    make_person(old, by=officer)
    url, client = reverse("people-divide", args=[new.pk]), signed_in(officer)
    page = client.get(url).content.decode()
    assert "3 组 · 1 人" in page
    assert "没写小组 · 1 人" in page
    assert "请点一个或几个小组" in client.post(url, {"x": "1"}).content.decode()
    divide(officer, new, "3 组", "")
    assert "没有人要分了" in client.get(url).content.decode()
    assert reverse("people-divide", args=[new.pk]) in client.get(reverse("unit", args=[new.pk])).content.decode()


def test_only_who_looks_after_both_villages_and_writes_may_divide(
    town: Unit, officer: User, old: Unit, new: Unit
) -> None:
    url = reverse("people-divide", args=[new.pk])
    for user in (make_user(old), make_user(new), make_user(make_unit()), make_user(town, role=Role.LEADER)):
        assert signed_in(user).get(url).status_code == 404
    assert signed_in(officer).get(reverse("people-divide", args=[old.pk])).status_code == 404
