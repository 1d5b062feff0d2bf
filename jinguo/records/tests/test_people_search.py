"""Finding people, and registering many of them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.html import strip_tags

from jinguo import facts
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Change, Household, Person
from jinguo.records.people.bulk import BadRowsError
from jinguo.records.people.search import find_people, nearest
from jinguo.records.people.services import change_person, register_people
from jinguo.records.queries import PEOPLE_SEARCHED
from jinguo.records.tests.make import make_id, make_person, make_worker

pytestmark = pytest.mark.django_db


def rows(unit: object, count: int) -> list[dict[str, Any]]:
    return [
        {
            "unit": unit, "name": f"陈玉{'兰芳英'[at % 3]}", "id_number": make_id(date(1980, 1, 1)), "home": at // 2,
            "relation": "0" if at % 2 == 0 else "1", "registered_on": date(2008, 1, 1),
        }
        for at in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    ["陈玉兰", "玉兰", "兰", "cyl", "yl", "CYL", "chenyulan", "chenyu", "chen yu", "0023", "990101199003070023"],
)
def test_she_is_found_however_one_asks(asked: str) -> None:
    village = make_unit()
    person = make_person(village, name="陈玉兰", id_number="990101199003070023")
    assert find_people(make_worker(village), asked) == [person]


@pytest.mark.parametrize("asked", ["10012340137", "0137"])
def test_she_is_found_by_phone(asked: str) -> None:
    village = make_unit()
    person = make_person(village, phone="10012340137")
    assert find_people(make_worker(village), asked) == [person]


@pytest.mark.parametrize(
    ("name", "asked"), [("单雄信", "shanxiong"), ("单雄信", "danxiong"), ("尉迟恭", "yuchi"), ("仇小芹", "qiu")]
)
def test_every_reading_of_a_name_finds_it(name: str, asked: str) -> None:
    village = make_unit()
    person = make_person(village, name=name)
    assert find_people(make_worker(village), asked) == [person]


@pytest.mark.parametrize("asked", ["陈玉兰", "chenyulan"])
def test_the_list_has_all_namesakes_of_the_branch_however_many(client: Client, asked: str) -> None:
    village = make_unit()
    for _ in range(PEOPLE_SEARCHED + 1):
        make_person(village, name="陈玉兰")
    make_person(name="陈玉兰")
    client.force_login(make_worker(village))

    assert f"共 {PEOPLE_SEARCHED + 1} 人" in strip_tags(client.get("/registers/people/", {"q": asked}).content.decode())


def test_nobody_is_found_outside_ones_branch() -> None:
    make_person(name="陈玉兰", id_number="990101199003070023", phone="10012340137")
    stranger = make_worker()
    for asked in ("陈玉兰", "cyl", "990101199003070023", "0023", "10012340137", "陈"):
        assert find_people(stranger, asked) == []
        assert nearest(stranger, asked) == []


def test_letters_that_nobody_has_lead_to_names_that_begin_alike_and_not_to_strangers() -> None:
    village = make_unit()
    person, worker = make_person(village, name="陈玉兰"), make_worker(village)
    assert nearest(worker, "chenyx") == [person]
    assert nearest(worker, "zzzz") == []


def test_a_changed_name_is_found_and_the_old_one_is_not() -> None:
    village = make_unit()
    person, worker = make_person(village, name="陈玉栏"), make_worker(village)
    change_person(person, by=worker, name="林小满")
    assert find_people(worker, "linxiao") == [person]
    assert find_people(worker, "陈玉") == []


def test_who_is_called_just_so_stands_first() -> None:
    village = make_unit()
    worker = make_worker(village)
    make_person(village, by=worker, name="陈玉兰花")
    exact = make_person(village, by=worker, name="陈玉兰")
    assert find_people(worker, "陈玉兰")[0] == exact


def test_many_people_are_registered_like_one() -> None:
    village = make_unit()
    worker = make_worker(village)
    people = register_people(rows(village, 6), by=worker)
    assert len(people) == Person.objects.count() == 6
    assert Household.objects.filter(head__isnull=False).count() == 3
    assert Change.objects.filter(source="records.person").count() == 6
    assert people[0] in find_people(worker, "chenyulan")
    assert list(facts.verify()) == []


def test_a_bad_row_is_named_and_nobody_is_registered() -> None:
    village = make_unit()
    bad = rows(village, 5)
    bad[1]["id_number"] = "990101199003070028"
    bad[3]["id_number"] = bad[2]["id_number"]
    bad[4]["name"] = ""
    bad[0]["doubt_reason"] = "户口本就是这样，" * 30
    with pytest.raises(BadRowsError) as refused:
        register_people(bad, by=make_worker(village))
    assert set(refused.value.rows) == {0, 1, 3, 4}
    assert not Person.objects.exists() and not Household.objects.exists()


def test_many_people_cannot_be_put_into_another_branch() -> None:
    village = make_unit()
    for stranger in (make_worker(), make_user(village, role=Role.LEADER)):
        with pytest.raises(PermissionDenied):
            register_people(rows(village, 2), by=stranger)
