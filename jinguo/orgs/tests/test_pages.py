"""The pages of units and accounts: who finds them, and what can be done there."""

import re

import pytest
from django.test import Client

from jinguo.common.dates import today
from jinguo.orgs import tree
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


class House:
    """A county with two towns and a village in each, and a browser for each who asks."""

    def __init__(self) -> None:
        self.county = make_unit("演示县")
        self.town = make_unit("柳溪镇", parent=self.county)
        self.sister = make_unit("长堤镇", parent=self.county)
        self.village = make_unit("河湾村", parent=self.town)
        self.other = make_unit("沙湾村", parent=self.sister)

    def browser(self, unit: Unit, role: str) -> Client:
        client = Client()
        client.force_login(make_user(unit, role), backend=BACKEND)
        return client


@pytest.fixture
def house() -> House:
    return House()


def test_a_unit_shows_what_stands_below_it(house: House) -> None:
    text = house.browser(house.county, Role.LEADER).get("/units/").content.decode()
    assert "柳溪镇" in text and "长堤镇" in text
    assert "河湾村" not in text, "a level at a time"


@pytest.mark.parametrize("role", Role.values)
def test_a_sister_unit_is_not_there(house: House, role: str) -> None:
    client = house.browser(house.town, role)
    assert client.get(f"/units/{house.town.pk}/").status_code == 200
    assert client.get(f"/units/{house.village.pk}/").status_code == 200
    assert client.get(f"/units/{house.sister.pk}/").status_code == 404
    assert client.get(f"/units/{house.county.pk}/").status_code == 404


def test_typing_a_part_of_a_name_finds_units_of_the_own_branch_only(house: House) -> None:
    found = house.browser(house.county, Role.COUNTY_STAFF).get("/units/suggest/?q=湾").content.decode()
    assert "河湾村" in found and "沙湾村" in found
    assert "演示县\u00a0· 柳溪镇" in found, "many villages share a name"
    found = house.browser(house.town, Role.TOWNSHIP_OFFICER).get("/units/suggest/?q=湾").content.decode()
    assert "河湾村" in found and "沙湾村" not in found


def test_names_that_begin_with_the_text_come_first_and_never_more_than_ten(house: House) -> None:
    for number in range(12):
        make_unit(f"小溪{number}村", parent=house.town)
    make_unit("溪头村", parent=house.town)
    found = house.browser(house.county, Role.COUNTY_STAFF).get("/units/suggest/?q=溪").content.decode()
    assert found.count('role="option"') == 10
    assert found.index("溪头村") < found.index("柳溪镇") < found.index("小溪")


def test_only_administrators_find_the_forms(house: House) -> None:
    for role in Role.values:
        client = house.browser(house.county, role)
        status = 200 if role == Role.ADMINISTRATOR else 404
        for page in ("rename", "move", "merge", "close", "new"):
            assert client.get(f"/units/{house.town.pk}/{page}/").status_code == status, (role, page)
        assert client.get("/accounts/").status_code == status
        assert client.get("/accounts/new/").status_code == status


def test_an_administrator_renames_a_unit_and_the_page_says_who_and_why(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    form = {"name": "柳溪街道", "on": "other", "on_text": "2025-03-01", "reason": "撤镇设街道", "kind": "street"}
    answer = client.post(f"/units/{house.town.pk}/rename/", form, follow=True)
    text = answer.content.decode()
    assert "记下了。现在叫“柳溪街道”。" in text
    assert "“柳溪镇”改名“柳溪街道”" in text and "撤镇设街道" in text


def test_an_administrator_moves_and_merges_and_closes(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    why = {"on": "今天", "reason": "区划调整"}
    client.post(f"/units/{house.village.pk}/move/", why | {"parent": str(house.sister.pk)})
    assert tree.parent_on(house.village, today()) == house.sister
    client.post(f"/units/{house.town.pk}/merge/", why | {"into_text": "长堤镇"})
    assert tree.parent_on(house.town, today()) == house.sister
    client.post(f"/units/{house.village.pk}/close/", why)
    house.village.refresh_from_db()
    assert house.village.closed_on == today()
    assert client.get(f"/units/{house.town.pk}/move/").status_code == 404, "it is closed"
    assert "“柳溪镇”并了进来" in client.get(f"/units/{house.sister.pk}/").content.decode()


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    form = {"name": "柳溪镇", "on": "今天", "reason": "改名"}
    text = client.post(f"/units/{house.town.pk}/rename/", form).content.decode()
    assert "名称没有变。请填新的名称。" in text
    assert 'value="改名"' in text


def test_a_new_unit_is_found_below_its_parent(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    form = {"name": "新港村", "level": "5", "on": "今天", "since": "今天"}
    client.post(f"/units/{house.town.pk}/new/", form)
    assert "新港村" in client.get(f"/units/{house.town.pk}/").content.decode()


def test_a_long_list_is_shown_thirty_rows_at_a_time(house: House) -> None:
    for number in range(35):
        make_unit(f"村{number:02}", parent=house.town)
    client = house.browser(house.town, Role.VILLAGE_WORKER)
    assert "村34" not in client.get("/units/").content.decode()
    assert "?see=60" in client.get("/units/").content.decode()
    more = client.get("/units/?see=60", headers={"HX-Request": "true"}).content.decode()
    assert "村34" in more and "<html" not in more


def test_an_administrator_makes_an_account_and_sees_its_password_once(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    form = {
        "display_name": "林晓",
        "username": "liuxi-lin",
        "unit": str(house.town.pk),
        "unit_text": "柳溪镇",
        "role": Role.TOWNSHIP_OFFICER,
    }
    text = client.post("/accounts/new/", form).content.decode()
    shown = re.search(r"<strong[^>]*>(\w{4}-\w{4}-\w{4})<", text)
    user = User.objects.get(username="liuxi-lin")
    assert shown and user.check_password(shown.group(1))
    assert user.must_change_password
    assert shown.group(1) not in client.get("/accounts/").content.decode()


def test_no_account_is_made_in_a_unit_of_others(house: House) -> None:
    client = house.browser(house.town, Role.ADMINISTRATOR)
    form = {
        "display_name": "林晓",
        "username": "changdi-lin",
        "unit": str(house.sister.pk),
        "unit_text": "长堤镇",
        "role": Role.TOWNSHIP_OFFICER,
    }
    assert "没有找到“长堤镇”" in client.post("/accounts/new/", form).content.decode()
    assert not User.objects.filter(username="changdi-lin").exists()


def test_accounts_of_a_sister_unit_can_be_neither_seen_nor_touched(house: House) -> None:
    stranger, colleague = make_user(house.sister), make_user(house.village)
    client = house.browser(house.town, Role.ADMINISTRATOR)
    text = client.get("/accounts/").content.decode()
    assert colleague.username in text and stranger.username not in text
    assert client.post(f"/accounts/{stranger.pk}/reset/").status_code == 404
    assert client.post(f"/accounts/{stranger.pk}/switch/", {"on": "0"}).status_code == 404
    assert client.post(f"/accounts/{colleague.pk}/reset/").status_code == 200


def test_a_switched_off_account_cannot_sign_in_and_can_be_switched_on_again(house: House) -> None:
    user = make_user(house.village)
    client = house.browser(house.town, Role.ADMINISTRATOR)
    for on in ("0", "1"):
        client.post(f"/accounts/{user.pk}/switch/", {"on": on})
        user.refresh_from_db()
        assert user.is_active == (on == "1")


def test_nobody_switches_off_herself(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    admin = User.objects.get(role=Role.ADMINISTRATOR)
    text = client.post(f"/accounts/{admin.pk}/switch/", {"on": "0"}, follow=True).content.decode()
    assert "不能停用自己的账号" in text


def test_large_type_works_without_scripts(house: House) -> None:
    client = house.browser(house.county, Role.LEADER)
    client.post("/account/type/", {"size": "large"})
    assert 'data-type="large"' in client.get("/account/").content.decode()
