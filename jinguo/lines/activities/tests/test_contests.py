"""Contests and reports of the media."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from jinguo.common.dates import today
from jinguo.indicators.tests import make as figures
from jinguo.lines.activities.models import Contest, Entry, MediaItem
from jinguo.lines.activities.tests.make import make_contest, opened, value
from jinguo.orgs.models import Role, Unit
from jinguo.orgs.tests.make import House, browser_of, make_user
from jinguo.records import services
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return House()


def make_item(unit: Unit, **told: object) -> MediaItem:
    kept = {"title": "采茶大赛开赛", "medium": "paper", "on": date(2026, 3, 7), **told}
    return services.save(MediaItem(unit=unit, **kept), by=make_user(unit))


def test_entrants_are_people_and_open_to_exactly_those(house: House) -> None:
    one, other = make_person(house.village, name="李秀英"), make_person(house.other, name="周玉梅")
    make_contest(house.county, Entry(person=one, represents=house.town), Entry(person=other, represents=house.sister))
    make_contest(house.county, Entry(person=one), name="烹饪比赛", edition=3)

    assert value("activities.contests", house.county) == 2
    assert value("activities.contest.edition", house.county) == 3
    assert opened("activities.contest.entrants", house.county) == ["周玉梅", "李秀英"]
    assert value("activities.contest.entrants", house.town) == 0


def test_the_page_of_a_contest_tells_who_came_first(house: House) -> None:
    first = Entry(
        person=make_person(house.village, name="李秀英"), represents=house.town, reached="final",
        score=Decimal("96.5"), rank=1, prize="一等奖",
    )  # fmt: skip
    contest = make_contest(house.county, first)

    page = house.browser(house.county, Role.COUNTY_STAFF).get(f"/registers/contests/{contest.pk}/").content.decode()

    for word in ("首届", "李秀英", "柳溪镇", "决赛", "96.5", "一等奖"):
        assert word in page


def test_a_contest_stands_in_her_timeline(house: House) -> None:
    woman = make_person(house.village)
    make_contest(house.village, Entry(person=woman))

    page = browser_of(make_user(house.village, Role.VILLAGE_WORKER)).get(f"/people/{woman.pk}/").content.decode()

    assert "采茶大赛" in page


def test_another_branch_finds_no_contest_and_no_report(house: House) -> None:
    contest, item = make_contest(house.village), make_item(house.village)
    stranger = house.browser(house.sister, Role.TOWNSHIP_OFFICER)

    assert stranger.get(f"/registers/contests/{contest.pk}/").status_code == 404
    assert stranger.get(f"/registers/media/{item.pk}/").status_code == 404


def typed(**answers: object) -> dict[str, object]:
    return {"starts_on": "今天", "name": "采茶大赛", "edition": "1", "where": "镇文化广场",
            "entries-TOTAL_FORMS": "0", "entries-INITIAL_FORMS": "0", **answers}  # fmt: skip


def test_a_contest_held_together_is_one_contest_and_its_partner_reads_and_counts_it_as_joined(house: House) -> None:
    owner, partner = (
        house.browser(house.town, Role.TOWNSHIP_OFFICER),
        house.browser(house.sister, Role.TOWNSHIP_OFFICER),
    )
    owner.post("/registers/contests/new/", typed(with_units=[house.sister.pk]))
    contest = Contest.objects.get()
    year = str(today().year)

    page = partner.get(f"/registers/contests/{contest.pk}/").content.decode()

    assert "采茶大赛" in page and "长堤镇" in page and "/edit/" not in page
    assert "和哪些单位一起办" in page and "with_units" not in page
    assert partner.post(f"/registers/contests/{contest.pk}/edit/", typed(name="别的")).status_code == 404
    units = (house.town, house.sister, house.county)
    assert [figures.value("records.joined", unit, year) for unit in units] == [0, 1, 1]
    assert [figures.value("activities.contests", unit, year) for unit in units] == [1, 0, 1]
    asked = partner.post("/registers/contests/new/", typed(name="采茶大赛决赛")).content.decode()
    assert "是同一件事吗？" in asked and Contest.objects.count() == 1
    for unit in (house.other, house.village):
        assert house.browser(unit, Role.VILLAGE_WORKER).get(f"/registers/contests/{contest.pk}/").status_code == 404


def test_each_report_counts_one_by_its_medium_and_nobody_is_asked_for_any(house: House) -> None:
    make_item(house.town)
    make_item(house.village, medium="account")

    assert value("activities.media", house.county) == 2
    assert value("activities.media[category=account]", house.county) == 1
    page = browser_of(make_user(house.town)).get("/figures/nil/").content.decode()
    assert "宣传报道" not in page


def test_what_cannot_be_is_said_in_words(house: House) -> None:
    woman = make_person(house.village)
    with pytest.raises(ValidationError, match="这一天还没到"):
        make_item(house.town, on=today() + timedelta(days=1))
    with pytest.raises(ValidationError, match="两遍"):
        make_contest(house.town, Entry(person=woman), Entry(person=woman))
    with pytest.raises(ValidationError, match="这一天还没到"):
        make_contest(house.town, starts_on=today() + timedelta(days=1))
