"""What is promised of venues, in the words of those who keep them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.indicators.opening import open_figure
from jinguo.indicators.tests.make import indicator, value
from jinguo.lines.venues.models import Venue
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Unit:
    return make_unit("越溪乡", make_unit("宁海县", code="330226"), code="330226201")


def make_venue(unit: Unit, **told: Any) -> Venue:
    kept = {"name": "妇女之家", "kind": "home", "level": "village", "opened_on": date(2026, 3, 8), **told}
    return services.save(Venue(unit=unit, **kept), by=make_user(unit))


def meet(unit: Unit, venue: Venue) -> Any:
    """A meeting held there today, of a line that this one doesn't know."""
    meeting = apps.get_model("organisation.meeting")(unit=unit, kind="regular", starts_on=today())
    meeting.venue = venue
    return services.save(meeting, by=make_user(unit))


def test_a_venue_counts_from_the_day_of_its_plate_until_it_closes(town: Unit) -> None:
    venue = make_venue(town)
    venue.closed_on = date(2026, 5, 1)
    services.save(venue, by=make_user(town))

    assert [value("venues.open", town, f"2026-0{month}") for month in (2, 3, 4, 5)] == [0, 1, 1, 0]
    assert list(facts.verify()) == []


def test_a_venue_cannot_close_before_it_opens(town: Unit) -> None:
    with pytest.raises(ValidationError, match="不用的日子要在挂牌那天之后。"):
        make_venue(town, closed_on=date(2026, 3, 8))


def test_a_village_with_two_homes_is_one_village_with_a_home(town: Unit) -> None:
    one, other = make_unit("河湾村", town), make_unit("山前村", town)
    make_venue(one)
    make_venue(one, name="妇女儿童之家", kind="family_home")
    make_venue(other, name="活动点", kind="point")
    make_venue(town, name="乡妇女之家", level="town")

    assert value("venues.homes", town, "2026H1") == 3
    assert value("venues.villages_with_home", town, "2026H1") == 1


def test_the_villages_behind_the_number_are_named(town: Unit) -> None:
    village = make_unit("河湾村", town)
    make_venue(village)

    opened = open_figure(
        indicator("venues.villages_with_home"), unit=town, period=Period.parse("2026H1"), viewer=make_user(town)
    )

    assert [line.described.title for line in opened.lines if line.described] == ["河湾村"]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_village_writes_its_home_down_and_sees_the_number_move(town: Unit) -> None:
    browser = signed_in(make_user(make_unit("河湾村", town), role=Role.VILLAGE_WORKER))
    told = {"name": "河湾村妇女之家", "kind": "home", "level": "village", "opened_on": "2019-3-8"}

    page = browser.post("/registers/venues/new/", told, follow=True).content.decode()

    assert "阵地 0 → 1 个" in page
    assert "现有" in browser.get("/registers/venues/").content.decode()


def test_the_share_of_villages_with_a_home_is_of_all_villages_of_the_tree(town: Unit) -> None:
    villages = [make_unit(parent=town) for _ in range(4)]
    make_venue(villages[0])
    make_venue(villages[1], kind="point")

    assert value("venues.coverage", town, "2026H1") == Decimal("0.25")


def test_a_list_to_choose_from_asks_in_words_and_never_begins_with_dashes(town: Unit) -> None:
    page = signed_in(make_user(town)).get("/registers/venues/new/").content.decode()

    assert "请选一个" in page
    assert "-----" not in page


def test_the_page_of_a_venue_does_not_speak_of_a_time(town: Unit) -> None:
    page = signed_in(make_user(town)).get(f"/registers/venues/{make_venue(town).pk}/").content.decode()

    assert "基本情况" in page
    assert "这一次" not in page


def test_the_page_of_a_venue_tells_how_often_it_was_used_this_year_and_the_number_opens(town: Unit) -> None:
    venue, other = make_venue(town, name="成人学校", kind="school"), make_venue(town, name="文化礼堂", kind="point")
    meet(town, venue)
    meet(town, venue)
    meet(town, other)
    visitor = signed_in(make_user(town))

    page = visitor.get(f"/registers/venues/{venue.pk}/").content.decode()

    assert "在阵地办的事" in page
    code = f"venues.uses[tags.venue={venue.pk}]"
    assert value(code, town, f"{today().year}") == 2
    assert value("venues.uses", town, f"{today().year}") == 3
    opened = visitor.get("/figures/open/", {"i": code, "u": town.code, "p": f"{today().year}"}).content.decode()
    assert "2 条合计 2 次" in opened
    assert f"（{venue.pk}）" not in opened


def test_a_voided_meeting_is_no_use_of_the_venue(town: Unit) -> None:
    venue = make_venue(town)
    services.void(meet(town, venue), reason="没开成", by=make_user(town))

    assert value("venues.uses", town, f"{today().year}") == 0


def test_the_list_counts_what_stands_today_and_marks_what_is_closed(town: Unit) -> None:
    make_venue(town, opened_on=date(2018, 1, 1), closed_on=date(2020, 1, 1), name="旧的")
    make_venue(town, opened_on=date(2017, 1, 1))

    page = signed_in(make_user(town)).get("/registers/venues/").content.decode()

    assert "i=venues.open&amp;u=330226201" in page
    assert ">1个<" in page.replace(" ", "")
    assert "不用了" in page


def test_a_sister_town_sees_none_of_it(town: Unit) -> None:
    venue = make_venue(town)
    stranger = signed_in(make_user(make_unit("桑洲镇", make_unit("象山县"))))

    assert stranger.get(f"/registers/venues/{venue.pk}/").status_code == 404
    assert "妇女之家" not in stranger.get("/registers/venues/suggest/?q=妇女").content.decode().split("没有找到")[0]
