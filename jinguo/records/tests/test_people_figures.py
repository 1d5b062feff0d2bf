"""What is counted of people, on which day and where."""

from datetime import date

import pytest

from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.orgs.models import Unit
from jinguo.orgs.tests.make import make_unit
from jinguo.records.people import services
from jinguo.records.tests.make import make_person, make_situation, make_worker

pytestmark = pytest.mark.django_db

MAY, JUNE = Period(date(2008, 5, 1), date(2008, 5, 31)), Period(date(2008, 6, 1), date(2008, 6, 30))


def count(code: str, unit: Unit, period: Period = JUNE) -> int | None:
    value = compute([code], unit=unit, periods=[period])[code, unit, period].value
    return None if value is None else int(value)


def test_grown_up_women_on_file_are_counted_men_and_girls_are_not() -> None:
    village = make_unit()
    worker = make_worker(village)
    make_person(village, by=worker, born_on=date(1980, 1, 1))
    make_person(village, by=worker, born_on=date(1980, 1, 1), sex="1")
    make_person(village, by=worker, born_on=date(2000, 1, 1))
    make_person(village, by=worker, born_on=date(1980, 1, 1), registered_on=date(2008, 7, 1))
    assert count("people.women", village) == 1


def test_two_left_behind_women_of_one_household_are_one_household() -> None:
    village = make_unit()
    worker = make_worker(village)
    head = make_person(village, by=worker, relation="0")
    sister = make_person(village, by=worker, household=head.household, relation="7")
    for person in (head, sister):
        make_situation(person, by=worker)
    assert count("people.left_behind_women", village) == 2
    assert count("people.households.left_behind_woman", village) == 1


def test_a_household_of_two_classes_stands_in_both_and_is_one_household_in_need_of_care() -> None:
    village = make_unit()
    worker = make_worker(village)
    mother = make_person(village, by=worker, relation="0")
    child = make_person(village, by=worker, household=mother.household, born_on=date(2000, 1, 1))
    make_situation(mother, by=worker)
    make_situation(child, by=worker, kind="left_behind_child")
    make_situation(make_person(village, by=worker, relation="0"), by=worker, kind="single_parent")
    make_situation(make_person(village, by=worker, relation="0"), by=worker, kind="low_income")

    kinds = ("left_behind_woman", "left_behind_child", "single_parent", "orphan", "classified")
    assert [count(f"people.households.{kind}", village) for kind in kinds] == [1, 1, 1, 0, 2]


def test_a_situation_counts_until_it_ends_and_not_when_voided() -> None:
    village = make_unit()
    worker = make_worker(village)
    child = make_person(village, by=worker, born_on=date(2000, 1, 1))
    situation = make_situation(child, by=worker, kind="left_behind_child")
    assert count("people.left_behind_children", village) == 1

    services.end_situation(situation, until=date(2008, 6, 10), end_reason="returned", by=worker)

    assert count("people.left_behind_children", village, MAY) == 1
    assert count("people.left_behind_children", village, JUNE) == 0


def test_who_moved_counts_in_each_place_for_its_time_and_once_above() -> None:
    town = make_unit()
    old, new = make_unit(parent=town), make_unit(parent=town)
    worker = make_worker(town)
    person = make_person(old, by=worker)
    make_situation(person, by=worker)

    services.move_person(person=person, to_unit=new, on=date(2008, 6, 10), by=worker)

    assert [count("people.left_behind_women", unit, MAY) for unit in (old, new, town)] == [1, 0, 1]
    assert [count("people.left_behind_women", unit, JUNE) for unit in (old, new, town)] == [0, 1, 1]
