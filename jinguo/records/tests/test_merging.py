"""One woman on file twice: put together, and parted again when they were two after all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.models import Merge, Person, Situation
from jinguo.records.people.merging import merge_people, part_people
from jinguo.records.people.registers import households
from jinguo.records.people.search import find_people
from jinguo.records.people.services import end_situation
from jinguo.records.tests.make import make_id, make_person, make_situation
from tests.boards.models import Board

pytestmark = pytest.mark.django_db

BORN = date(1988, 3, 7)
MAY = Period(date(2008, 5, 1), date(2008, 5, 31))


@pytest.fixture
def village() -> Unit:
    return make_unit("河湾村", make_unit("柳溪镇"))


@pytest.fixture
def worker(village: Unit) -> User:
    return make_user(village, role=Role.VILLAGE_WORKER)


def make_board(keeper: Person, by: User) -> Board:
    told: dict[str, Any] = {"name": "村口墙报", "kind": "wall", "put_up_on": date(2008, 4, 1)}
    return services.save(Board(unit=by.unit, keeper=keeper, **told), by=by)


def women(village: Unit) -> int:
    value = compute(["people.left_behind_women"], unit=village, periods=[MAY])[
        "people.left_behind_women", village, MAY
    ].value
    return int(value or 0)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_what_named_the_second_file_names_the_first_and_she_counts_once(village: Unit, worker: User) -> None:
    first, second = (make_person(village, name="演示兰", by=worker) for _ in range(2))
    board = make_board(second, worker)
    for person in (first, second):
        make_situation(person, by=worker)
    assert women(village) == 2

    merge_people(person=first, other=second, by=worker)

    board.refresh_from_db()
    assert board.keeper == first
    assert women(village) == 1
    assert [one.pk for one in find_people(worker, "演示兰")] == [first.pk]
    assert list(facts.verify()) == []


def test_the_first_file_learns_what_only_the_second_knew(village: Unit, worker: User) -> None:
    first = make_person(village, name="演示兰", by=worker)
    number = make_id(BORN)
    second = make_person(village, name="演示兰", id_number=number, born_on=BORN, phone="10000000031", by=worker)

    merge_people(person=first, other=second, by=worker)

    kept = Person.objects.get(pk=first.pk)
    assert (kept.id_number, kept.born_on, kept.phone) == (number, BORN, "10000000031")


def test_parted_again_everything_is_as_it_was(village: Unit, worker: User) -> None:
    first = make_person(village, name="演示兰", by=worker)
    second = make_person(village, name="演示兰", id_number=make_id(BORN), born_on=BORN, by=worker)
    board = make_board(second, worker)
    for person in (first, second):
        make_situation(person, by=worker)
    own = make_board(first, worker)

    merge = merge_people(person=first, other=second, by=worker)
    part_people(merge, by=worker)

    for one in (board, own, first, second):
        one.refresh_from_db()
    assert (board.keeper, own.keeper) == (second, first)
    assert (first.id_number, first.born_on) == ("", None)
    assert (second.voided_at, second.born_on) == (None, BORN)
    assert women(village) == 2
    assert Situation.objects.live().count() == 2
    assert list(facts.verify()) == []
    for page_of_before in (Merge.objects.get(), Merge(pk=merge.pk, kept=first, gone=second, trail=merge.trail)):
        with pytest.raises(ValidationError, match="已经分开了"):
            part_people(page_of_before, by=worker)


def test_what_somebody_changed_meanwhile_stays_with_the_first(village: Unit, worker: User) -> None:
    first, second = (make_person(village, name="演示兰", by=worker) for _ in range(2))
    board, other = make_board(second, worker), make_person(village, by=worker)
    merge = merge_people(person=first, other=second, by=worker)
    board.keeper = other
    services.save(board, by=worker)

    part_people(merge, by=worker)

    board.refresh_from_db()
    assert board.keeper == other


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"id_number": make_id(BORN), "born_on": BORN}, "身份证号不一样"),
        ({"born_on": date(1990, 1, 1)}, "出生日期不一样"),
    ],
)
def test_two_people_are_not_one(village: Unit, worker: User, told: dict[str, Any], said: str) -> None:
    first = make_person(village, id_number=make_id(BORN), born_on=BORN, by=worker)
    with pytest.raises(ValidationError, match=said):
        merge_people(person=first, other=make_person(village, by=worker, **told), by=worker)
    with pytest.raises(ValidationError, match="不用并"):
        merge_people(person=first, other=first, by=worker)


def test_nobody_merges_somebody_of_another_village_or_as_a_leader(village: Unit, worker: User) -> None:
    first, stranger = make_person(village, by=worker), make_person(make_unit("山前村"))
    with pytest.raises(PermissionDenied):
        merge_people(person=first, other=stranger, by=worker)
    with pytest.raises(PermissionDenied):
        merge_people(person=first, other=make_person(village), by=make_user(village, role=Role.LEADER))


def test_the_page_merges_leads_old_links_on_and_parts_again(village: Unit, worker: User) -> None:
    first, second = (make_person(village, name="演示兰", by=worker) for _ in range(2))
    client, page = client_of(worker), reverse("person-merge", args=[first.pk])
    assert reverse("person", args=[second.pk]) in client.get(page).content.decode()
    unsure = client.post(page, {"other": second.pk}).content.decode()
    assert "看过两份，确实是同一个人，再勾上。" in unsure

    client.post(page, {"other": second.pk, "sure": "on"})

    assert client.get(reverse("person", args=[second.pk])).headers["Location"] == reverse("person", args=[first.pk])
    shown = client.get(reverse("person", args=[first.pk])).content.decode()
    assert "并档" in shown
    merge = Merge.objects.get()
    stranger = client_of(make_user(make_unit("桑洲镇")))
    assert stranger.post(reverse("person-part", args=[merge.pk])).status_code == 404
    client.post(reverse("person-part", args=[merge.pk]))
    assert client.get(reverse("person", args=[second.pk])).status_code == 200


def test_what_nobody_looked_at_for_half_a_year_is_listed_until_somebody_says_that_it_holds(
    village: Unit, worker: User
) -> None:
    her, fresh = (make_person(village, name=name, by=worker) for name in ("演示兰", "演示梅"))
    situation = make_situation(her, by=worker)
    make_situation(fresh, by=worker)
    make_situation(her, kind="low_income", by=worker)
    Situation.objects.filter(person=her).update(changed_at=situation.changed_at - timedelta(days=200))
    client, page = client_of(worker), reverse("situations-unconfirmed")

    assert "有 1 个情况半年没核对了" in client.get(reverse("today")).content.decode()
    listed = client.get(page).content.decode()
    assert ("演示兰" in listed, "演示梅" in listed) == (True, False)
    client.post(reverse("situation-confirm", args=[situation.pk]))

    assert "都核对过了。" in client.get(page).content.decode()
    assert "核对" in client.get(reverse("situation-change", args=[situation.pk])).content.decode()


def test_what_has_ended_need_not_be_confirmed_and_another_village_sees_none(village: Unit, worker: User) -> None:
    situation = make_situation(make_person(village, name="演示兰", by=worker), by=worker)
    Situation.objects.update(changed_at=situation.changed_at - timedelta(days=200))
    stranger = client_of(make_user(make_unit("山前村")))
    assert "演示兰" not in stranger.get(reverse("situations-unconfirmed")).content.decode()
    assert stranger.post(reverse("situation-confirm", args=[situation.pk])).status_code == 404

    end_situation(Situation.objects.get(), until=today(), end_reason="returned", by=worker)

    assert "演示兰" not in client_of(worker).get(reverse("situations-unconfirmed")).content.decode()


def test_a_household_counts_one_woman_with_two_files_once(village: Unit, worker: User) -> None:
    head = make_person(village, name="陈玉兰", relation="0", by=worker)
    again = make_person(village, household=head.household, relation="8", by=worker)
    assert households(worker).get().size == 2  # type: ignore[attr-defined]  # annotated

    merge_people(person=head, other=again, by=worker)

    assert households(worker).get().size == 1  # type: ignore[attr-defined]  # annotated
