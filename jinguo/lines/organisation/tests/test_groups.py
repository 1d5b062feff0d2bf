"""Groups: who is in them on a day, and which villages have one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jinguo import facts
from jinguo.indicators import catalogue
from jinguo.indicators.explaining import asked
from jinguo.indicators.tests.make import opened, value
from jinguo.lines.organisation.models import Group, GroupMember
from jinguo.lines.organisation.tests.make import make_group
from jinguo.orgs.models import Role
from jinguo.orgs.services import close_unit, merge_unit
from jinguo.orgs.tests.make import House, browser_of, make_unit, make_user
from jinguo.records import services
from jinguo.records.people.services import change_situation, end_situation, move_person
from jinguo.records.tests.make import make_person, make_situation

pytestmark = pytest.mark.django_db

MAY, LATER = date(2026, 5, 1), "2026H1"


@pytest.fixture
def house() -> House:
    return House()


def test_a_village_with_two_dance_teams_is_one_village_and_a_towns_team_is_none(house: House) -> None:
    make_group(house.village, name="早队")
    make_group(house.village, name="晚队")
    make_group(house.other)
    make_group(house.town, name="镇队")

    assert value("organisation.groups", house.county, LATER) == 4
    assert opened("organisation.dance.villages", house.county, LATER) == ["沙湾村", "河湾村"]


def test_a_group_counts_from_its_first_day_until_it_is_dissolved(house: House) -> None:
    make_group(house.village, since=date(2026, 3, 10), until=MAY)

    assert [value("organisation.groups", house.town, f"2026-0{month}") for month in (2, 3, 4, 5)] == [0, 1, 1, 0]


def test_a_woman_in_two_groups_or_of_two_kinds_counts_once(house: House) -> None:
    woman, friend = make_person(house.village, name="周玉梅"), make_person(house.village, name="李秀英")
    both = [GroupMember(person=woman, role=role) for role in ("leader", "able_woman")]
    make_group(house.village, *both, friend, kind="support_group")
    make_group(house.village, woman)

    assert opened("organisation.members", house.county, LATER) == ["周玉梅", "李秀英"]
    assert opened("organisation.support.able_women", house.county, LATER) == ["周玉梅"]
    assert opened("organisation.support.big_growers", house.county, LATER) == []
    assert opened("organisation.support.villages", house.county, LATER) == ["河湾村"]


def test_who_left_the_group_is_no_longer_counted(house: House) -> None:
    gone = GroupMember(person=make_person(house.village), since=date(2026, 3, 5), until=MAY)
    make_group(house.village, gone, make_person(house.village))

    assert [value("organisation.members", house.village, f"2026-0{month}") for month in (3, 4, 5)] == [2, 2, 1]


def test_a_dancer_counts_as_left_behind_on_the_days_that_she_is(house: House) -> None:
    dancer = make_person(house.village)
    make_group(house.village, dancer, make_person(house.village))
    situation = make_situation(dancer, start=date(2026, 4, 10))
    end_situation(situation, until=date(2026, 6, 10), end_reason="returned", by=make_user(house.village))

    months = [value("organisation.dance.women", house.county, f"2026-0{month}") for month in (3, 4, 5, 6)]

    assert months == [0, 1, 1, 0]
    assert value("organisation.members", house.county, "2026-05") == 2


def test_the_definition_of_the_dancers_says_in_words_who_counts(house: House) -> None:
    told = [*asked(catalogue.get("organisation.dance.women"))]  # type: ignore[arg-type]

    assert "是这一类：广场舞队" in told
    assert "是这一类：留守妇女" in told


def test_a_situation_that_is_corrected_or_voided_moves_the_dancers_that_are_left_behind(house: House) -> None:
    dancer = make_person(house.village)
    make_group(house.village, dancer)
    officer = make_user(house.village)

    situation = make_situation(dancer, start=date(2026, 4, 10))
    assert value("organisation.dance.women", house.county, "2026-04") == 1
    change_situation(situation, start=MAY, by=officer)
    assert value("organisation.dance.women", house.county, "2026-04") == 0
    services.void(situation, reason="写错了", by=officer)
    assert value("organisation.dance.women", house.county, "2026-06") == 0
    assert list(facts.verify()) == []


def test_all_villages_are_counted_from_the_tree_and_open_to_exactly_those_units(house: House) -> None:
    assert opened("organisation.villages", house.county, LATER) == ["沙湾村", "河湾村"]
    assert opened("organisation.villages", house.town, LATER) == ["河湾村"]
    assert value("organisation.villages", house.village, LATER) == 1


def test_the_list_of_villages_tells_no_day_on_which_they_began(house: House) -> None:
    query = {"i": "organisation.villages", "u": house.county.code, "p": LATER}
    page = house.browser(house.county, Role.COUNTY_STAFF).get("/figures/open/", query).content.decode()

    assert "河湾村" in page
    assert "2 条合计 2 个" in page
    assert "1949" not in page


def test_who_is_in_two_groups_is_said_to_count_once(house: House) -> None:
    woman = make_person(house.village)
    make_group(house.village, woman)
    make_group(house.village, woman, name="又一个队")

    query = {"i": "organisation.members", "p": LATER}
    page = house.browser(house.village, Role.VILLAGE_WORKER).get("/figures/open/", query).content.decode()

    assert "有 2 处记着，只算 1 人" in page


def test_a_closed_or_merged_village_is_no_village_any_more() -> None:
    town = make_unit(level=4)
    villages = [make_unit(name, town) for name in ("一村", "二村", "三村")]
    close_unit(unit=villages[0], on=MAY, by=None)
    merge_unit(unit=villages[1], into=villages[2], on=MAY, by=None)

    assert opened("organisation.villages", town, "2026-04") == ["一村", "三村", "二村"]
    assert opened("organisation.villages", town, "2026-05") == ["三村"]


def test_the_share_of_villages_with_a_team_is_of_all_villages_of_the_tree(house: House) -> None:
    make_group(house.village)

    assert value("organisation.dance.coverage", house.county, "2026") == pytest.approx(1 / 2)
    assert value("organisation.dance.coverage", house.town, "2026") == 1


def test_the_list_says_who_leads_and_a_sister_town_sees_nothing(house: House) -> None:
    leader = make_person(house.village, name="周玉梅")
    group = make_group(house.village, GroupMember(person=leader, role="leader"), name="河湾舞队")

    page = house.browser(house.town, Role.TOWNSHIP_OFFICER).get("/registers/groups/").content.decode()
    assert "河湾舞队" in page
    assert "周玉梅" in page

    stranger = house.browser(house.sister, Role.TOWNSHIP_OFFICER)
    assert stranger.get(f"/registers/groups/{group.pk}/").status_code == 404
    assert "河湾舞队" not in stranger.get("/registers/groups/").content.decode()


def test_a_leader_who_moved_away_is_masked_in_the_list(house: House) -> None:
    leader = make_person(house.village, name="周玉梅")
    group = make_group(house.village, GroupMember(person=leader, role="leader"))
    move_person(person=leader, to_unit=house.other, on=MAY, by=make_user(house.county))

    officer = house.browser(house.town, Role.TOWNSHIP_OFFICER)

    for path in (
        "/registers/groups/",
        "/registers/groups/suggest/",
        "/api/v1/records/groups",
        f"/registers/groups/{group.pk}/",
    ):
        shown = officer.get(path).content.decode("unicode_escape" if "api" in path else "utf8")
        assert "周**" in shown
        assert "周玉梅" not in shown


def test_her_timeline_tells_that_she_is_in_the_group(house: House) -> None:
    woman = make_person(house.village)
    make_group(house.village, woman, name="河湾舞队")

    page = browser_of(make_user(house.village, Role.VILLAGE_WORKER)).get(f"/people/{woman.pk}/").content.decode()

    assert "河湾舞队" in page


def test_what_cannot_be_is_said_in_words(house: House) -> None:
    woman = make_person(house.village)
    with pytest.raises(ValidationError, match="不在了的日子要在成立之后"):
        make_group(house.village, until=date(2026, 3, 1))
    with pytest.raises(ValidationError, match="第 1 行：结束的日子要在开始那天之后"):
        make_group(house.village, GroupMember(person=woman, since=MAY, until=MAY))
    with pytest.raises(ValidationError, match="写了两遍"):
        make_group(house.village, woman, woman)
    assert not Group.objects.exists()


def test_a_leader_reads_and_does_not_write(house: House) -> None:
    browser = house.browser(house.town, Role.LEADER)

    assert browser.get("/registers/groups/").status_code == 200
    assert browser.get("/registers/groups/new/").status_code in (403, 404)
