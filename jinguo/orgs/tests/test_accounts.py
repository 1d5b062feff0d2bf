"""Accounts as the upper unit looks after them: opening, forgotten passwords, a change of people, stopping."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jinguo.common.dates import today
from jinguo.orgs import accounts, queries
from jinguo.orgs.models import AuditEntry, Job, Role, Unit, User
from jinguo.orgs.tests.make import PASSWORD, House, browser_of, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return House()


def told(text: str) -> list[str]:
    """The passwords that a page shows."""
    return re.findall(r"<strong[^>]*>(\w{4}-\w{4}-\w{4})<", text)


def comes_in(username: str, password: str) -> bool:
    return Client().post("/sign-in/", {"username": username, "password": password}).status_code == 302


NEW = {"display_name": "林晓", "role": Role.VILLAGE_WORKER}


def test_a_new_account_and_its_password_are_told_once_on_a_slip(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    text = client.post("/accounts/new/", NEW | {"unit": str(house.village.pk), "username": "Lin-Xiao"}).content.decode()
    user = User.objects.get(username="lin-xiao")
    [password] = told(text)
    assert "http://testserver/" in text and "lin-xiao" in text and "河湾村" in text
    assert user.check_password(password) and user.must_change_password
    assert password not in client.get(f"/accounts/{user.pk}/").content.decode()
    assert not any(password in str(entry.detail) for entry in AuditEntry.objects.all())


def test_an_account_without_a_name_gets_one_that_can_be_said(house: House) -> None:
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    for _twice in range(2):
        client.post("/accounts/new/", NEW | {"unit": str(house.village.pk)})
    assert set(house.village.users.values_list("username", flat=True)) == {"hewan-linxiao", "hewan-linxiao2"}


@pytest.mark.parametrize("name", ["欧阳·阿依古丽", "Anna", "𠮷", "吕" * 50])
def test_whatever_she_is_called_the_proposed_name_is_valid(house: House, name: str) -> None:
    user = accounts.create_user(display_name=name, unit=house.village, role=Role.VILLAGE_WORKER, password=PASSWORD)
    assert user.username.startswith("hewan")


def test_no_account_is_made_in_a_unit_of_others_nor_for_a_higher_office(house: House) -> None:
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    text = client.post("/accounts/new/", NEW | {"unit": str(house.other.pk), "unit_text": "沙湾村"}).content.decode()
    assert "没有找到“沙湾村”" in text
    for role in (Role.ADMINISTRATOR, Role.COUNTY_STAFF, Role.TOWNSHIP_OFFICER, Role.LEADER):
        client.post("/accounts/new/", NEW | {"unit": str(house.village.pk), "role": role})
    assert not User.objects.filter(display_name="林晓").exists()


HELPED: dict[Role, set[Role]] = {
    Role.VILLAGE_WORKER: set(),
    Role.LEADER: set(),
    Role.TOWNSHIP_OFFICER: {Role.VILLAGE_WORKER},
    Role.COUNTY_STAFF: {Role.VILLAGE_WORKER, Role.TOWNSHIP_OFFICER},
    Role.ADMINISTRATOR: set(Role),
}


@pytest.mark.parametrize("helper", Role)
def test_the_upper_helps_the_lower_and_nobody_her_equals_or_superiors(house: House, helper: Role) -> None:
    client = house.browser(house.county, helper)
    for role in Role:
        account = make_user(house.town, role)
        expected = 200 if role in HELPED[helper] else 404
        assert client.post(f"/accounts/{account.pk}/reset/").status_code == expected, role
        assert client.get(f"/accounts/{account.pk}/hand-over/").status_code == expected, role
        assert account.check_password(PASSWORD) is True
        account.refresh_from_db()
        assert account.check_password(PASSWORD) is (expected == 404)


@pytest.mark.parametrize("act", ["", "rename/", "reset/", "stop/", "hand-over/"])
def test_accounts_of_a_sister_unit_can_be_neither_seen_nor_touched(house: House, act: str) -> None:
    stranger, colleague = make_user(house.other, Role.VILLAGE_WORKER), make_user(house.village, Role.VILLAGE_WORKER)
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    text = client.get("/accounts/").content.decode()
    assert colleague.username in text and stranger.username not in text
    assert client.get(f"/accounts/{stranger.pk}/{act}").status_code in (404, 405)
    assert client.post(f"/accounts/{stranger.pk}/{act}").status_code == 404
    assert client.post(f"/accounts/{colleague.pk}/{act}", follow=True).status_code == 200


def test_a_reset_is_told_once_leaves_a_trail_and_ends_what_was_open(house: House) -> None:
    user = make_user(house.village, Role.VILLAGE_WORKER)
    open_page = browser_of(user)
    token, _expires = accounts.issue_token(user=user)
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    [password] = told(client.post(f"/accounts/{user.pk}/reset/").content.decode())
    assert open_page.get("/account/").status_code == 302
    assert accounts.token_owner(token) is None
    assert not comes_in(user.username, PASSWORD) and comes_in(user.username, password)
    assert "重设了密码" in client.get(f"/accounts/{user.pk}/").content.decode()


def test_a_stopped_account_is_out_at_once_and_comes_back_only_with_a_new_password(house: House) -> None:
    user = make_user(house.village, Role.VILLAGE_WORKER)
    open_page = browser_of(user)
    token, _expires = accounts.issue_token(user=user)
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    client.post(f"/accounts/{user.pk}/stop/")
    assert open_page.get("/account/").status_code == 302
    assert accounts.token_owner(token) is None and not comes_in(user.username, PASSWORD)
    [password] = told(client.post(f"/accounts/{user.pk}/reset/").content.decode())
    assert open_page.get("/account/").status_code == 302, "the old session doesn't come back to life"
    assert not comes_in(user.username, PASSWORD) and comes_in(user.username, password)


def test_nobody_stops_herself(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    admin = User.objects.get(role=Role.ADMINISTRATOR)
    assert client.post(f"/accounts/{admin.pk}/stop/").status_code == 404


def test_a_name_is_mended_and_a_taken_account_refused_at_its_field(house: House) -> None:
    user, other = make_user(house.village, Role.VILLAGE_WORKER), make_user(house.village, Role.VILLAGE_WORKER)
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    text = client.post(
        f"/accounts/{user.pk}/rename/", {"display_name": "陈玉兰", "username": other.username}
    ).content.decode()
    assert "jg-field-bad" in text and "陈玉兰" in text
    client.post(f"/accounts/{user.pk}/rename/", {"display_name": "陈玉兰", "username": "Chen-Yulan"})
    user.refresh_from_db()
    assert (user.display_name, user.username) == ("陈玉兰", "chen-yulan")
    assert comes_in("chen-yulan", PASSWORD)


def test_a_colleague_takes_over_and_both_pages_say_so(house: House) -> None:
    leaving, next_one = make_user(house.village, Role.VILLAGE_WORKER), make_user(house.village, Role.VILLAGE_WORKER)
    open_page = browser_of(leaving)
    token, _expires = accounts.issue_token(user=leaving)
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    text = client.post(
        f"/accounts/{leaving.pk}/hand-over/", {"to": str(next_one.pk), "on": "今天"}, follow=True
    ).content.decode()
    assert f"接替了“{leaving}”" in text and not told(text)
    assert f"工作交给了“{next_one}”" in client.get(f"/accounts/{leaving.pk}/").content.decode()
    assert open_page.get("/account/").status_code == 302
    assert accounts.token_owner(token) is None and not comes_in(leaving.username, PASSWORD)
    assert comes_in(next_one.username, PASSWORD)


def test_a_new_chairwoman_gets_an_account_with_the_same_duties_and_a_slip(house: House) -> None:
    leaving = make_user(house.village, Role.VILLAGE_WORKER)
    client = house.browser(house.county, Role.COUNTY_STAFF)
    answer = client.post(
        f"/accounts/{leaving.pk}/hand-over/", {"to": "new", "display_name": "陈玉兰", "on": "昨天"}
    ).content.decode()
    successor = User.objects.get(username="hewan-chenyulan")
    assert (successor.unit, successor.role) == (house.village, Role.VILLAGE_WORKER)
    assert successor.check_password(*told(answer))
    assert queries.trail_of(successor)[0].on == today() - timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"to": "new", "on": "今天"}, "这里还没填。"),
        ({"to": "new", "display_name": "陈玉兰", "on": "明天"}, "日子还没到。"),
        ({"to": "", "on": "今天"}, "请选一个。"),
    ],
)
def test_a_handover_that_cannot_be_changes_nothing(house: House, typed: dict[str, str], sentence: str) -> None:
    leaving = make_user(house.village, Role.VILLAGE_WORKER)
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    assert sentence in client.post(f"/accounts/{leaving.pk}/hand-over/", typed).content.decode()
    assert comes_in(leaving.username, PASSWORD) and house.village.users.count() == 1


def test_only_colleagues_with_the_same_duties_may_take_over(house: House) -> None:
    leaving = make_user(house.village, Role.VILLAGE_WORKER)
    make_user(house.other, Role.VILLAGE_WORKER)
    make_user(house.village, Role.LEADER)
    accounts.stop_account(user=make_user(house.village, Role.VILLAGE_WORKER), by=leaving)
    fits = make_user(house.village, Role.VILLAGE_WORKER)
    assert list(queries.successors_of(make_user(house.county, Role.ADMINISTRATOR), leaving)) == [fits]


def test_the_successor_is_greeted_for_a_week_with_what_is_open(house: House) -> None:
    leaving, next_one = make_user(house.village, Role.VILLAGE_WORKER), make_user(house.village, Role.VILLAGE_WORKER)
    by = make_user(house.town)
    Job.objects.create(by=leaving, kind="演示的活")
    typed = {"display_name": "", "username": "", "password": ""}
    accounts.hand_over(leaving=leaving, to=next_one, on=today(), by=by, **typed)
    home = browser_of(next_one)
    text = home.get("/").content.decode()
    assert re.search(rf"您接替了{leaving}，有 \d 件事等您办", text) and "演示的活" in text
    AuditEntry.objects.filter(action="account.takeover").update(at=timezone.now() - timedelta(days=8))
    assert "您接替了" not in home.get("/").content.decode()


def many(unit: Unit, number: int) -> None:
    User.objects.bulk_create(
        User(username=f"many{n}", display_name=f"演示{n}", unit=unit, role=Role.VILLAGE_WORKER) for n in range(number)
    )


def test_a_thousand_accounts_are_paged_and_found_by_unit_and_name(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(house.village, 999)
    make_user(house.other, Role.VILLAGE_WORKER, username="shawan-lin")
    client = house.browser(house.county, Role.COUNTY_STAFF)
    with django_assert_max_num_queries(12):
        text = client.get("/accounts/").content.decode()
    assert "共 1000 个账号" in text and text.count("/reset/") == 30
    assert "shawan-lin" in client.get("/accounts/?q=沙湾").content.decode()
    assert "many998" in client.get("/accounts/?q=演示998").content.decode()
    assert "没有找到" in client.get("/accounts/?q=没有这个人").content.decode()


def test_the_door_says_who_can_reset_a_password() -> None:
    assert "请上级妇联重设" in Client().get("/sign-in/").content.decode()


def test_a_first_time_password_is_hashed_anew_with_full_rounds_when_it_is_used(house: House) -> None:
    user = make_user(house.village, Role.VILLAGE_WORKER)
    password = accounts.reset_password(user=user, by=make_user(house.town))
    assert user.password.startswith("first_time$")
    assert comes_in(user.username, password)
    user.refresh_from_db()
    assert not user.password.startswith("first_time$") and user.check_password(password)


def test_a_refused_account_says_why_at_its_field(house: House) -> None:
    with pytest.raises(ValidationError) as refused:
        accounts.create_user(
            username="大写", display_name="林晓", unit=house.village, role=Role.VILLAGE_WORKER, password=PASSWORD
        )
    assert "账号用小写字母开头" in refused.value.message_dict["username"][0]
