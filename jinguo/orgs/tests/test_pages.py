"""The pages of units and accounts: who finds them, and what can be done there."""

import pytest

from jinguo.common.dates import today
from jinguo.orgs import tree
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import House, make_unit

pytestmark = pytest.mark.django_db


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
        for page in ("rename", "move", "merge", "split", "close", "new"):
            assert client.get(f"/units/{house.town.pk}/{page}/").status_code == status, (role, page)


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


def test_large_type_works_without_scripts(house: House) -> None:
    client = house.browser(house.county, Role.LEADER)
    client.post("/account/type/", {"size": "large"})
    assert 'data-type="large"' in client.get("/account/").content.decode()
