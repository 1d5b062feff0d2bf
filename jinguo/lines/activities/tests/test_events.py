"""Events: who came, who helped, what was talked about and given out."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.lines.activities.models import Event, EventPartner, Guest, Material
from jinguo.lines.activities.tests.make import SPRING, make_event, opened, value
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import House, browser_of, make_user
from jinguo.records import services
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return House()


def test_an_event_of_three_days_is_one_event_and_its_women_are_attendances(house: House) -> None:
    women = [make_person(house.village) for _ in range(3)]
    man = make_person(house.village, sex="1")
    make_event(house.town, women=[*women, man], ends_on=date(2026, 3, 8))
    make_event(house.village, women=women[:1], name="广场舞", kind="culture")
    make_event(house.village, heads=20, name="普法", kind="publicity")

    assert value("activities.events", house.county) == 3
    assert value("activities.attendances", house.county) == 3 + 1 + 20
    assert value("activities.events[category=culture]", house.county) == 1
    assert value("activities.events", house.sister) == 0


def test_experts_and_skilled_women_open_to_exactly_those_people(house: House) -> None:
    experts = [make_person(house.county, name=f"演示专家{n}", sex="1") for n in range(3)]
    woman = make_person(house.village, name="李秀英")
    rows = [Guest(role="expert", person=one) for one in experts]
    make_event(house.town, guests=[*rows, Guest(role="skilled", person=woman)])
    make_event(house.village, name="再来一次", guests=[Guest(role="expert", person=experts[0])])

    assert opened("activities.experts", house.county) == ["演示专家0", "演示专家1", "演示专家2"]
    assert opened("activities.skilled", house.county) == ["李秀英"]


def test_experts_who_are_only_counted_are_told_and_never_counted_as_different_people(house: House) -> None:
    make_event(house.town, guests=[Guest(role="expert", name="县农林局", number=12)])

    span = Period.parse(SPRING)
    figure = compute(["activities.experts"], unit=house.town, periods=[span])["activities.experts", house.town, span]

    assert figure.value == 0
    assert figure.undistinguished == 12


def test_topics_are_told_apart_in_a_line_of_text_and_count_once(house: House) -> None:
    make_event(house.town, topics="水稻种植、海水养殖，水果栽培")
    make_event(house.village, topics="水稻种植", name="又一次")
    make_event(house.village, topics="反家暴", name="普法", kind="publicity")

    assert opened("activities.topics", house.county) == ["水果栽培", "水稻种植", "海水养殖"]


def test_materials_are_added_up(house: House) -> None:
    make_event(house.town, materials=[Material(what="技术手册", number=300), Material(what="种子", number=50)])

    assert value("activities.materials", house.county) == 350


def test_a_partner_reads_the_event_and_counts_it_as_joined(house: House) -> None:
    event = make_event(house.town)
    rows = [EventPartner(unit=house.sister)]
    services.save(event, rows={"partner_rows": rows}, by=make_user(house.county, Role.COUNTY_STAFF))

    assert value("records.joined", house.sister) == 1
    assert value("activities.events", house.sister) == 0
    assert house.browser(house.sister, Role.TOWNSHIP_OFFICER).get(f"/registers/events/{event.pk}/").status_code == 200


def test_another_branch_finds_no_event(house: House) -> None:
    event = make_event(house.village)
    stranger = house.browser(house.sister, Role.TOWNSHIP_OFFICER)

    assert stranger.get(f"/registers/events/{event.pk}/").status_code == 404
    assert "送科技下乡" not in stranger.get("/registers/events/").content.decode()


def test_a_village_writes_an_event_down_with_a_headcount(house: House) -> None:
    worker = make_user(house.village, Role.VILLAGE_WORKER)
    typed = {
        "starts_on": "other", "starts_on_text": "2026年3月6日", "name": "三八节联欢", "kind": "gathering",
        "where": "文化礼堂", "topics": "", "mode": "headcount", "women": "30",
    }  # fmt: skip

    page = browser_of(worker).post("/registers/events/new/", typed, follow=True).content.decode()

    assert "三八节联欢" in page
    event = Event.objects.get()
    assert (event.place, event.women, event.unit) == ("文化礼堂", 30, house.village)
    assert value("activities.attendances", house.town) == 30


def test_rows_of_guests_left_as_the_page_brings_them_are_no_guests(house: House) -> None:
    browser = browser_of(make_user(house.village, Role.VILLAGE_WORKER))
    page = browser.get("/registers/events/new/").content.decode()
    assert re.findall(r'<div class="jg-part-row( jg-no-js)?" data-part-row>\s*<input[^>]*name="guests-(\d)', page) == [
        ("", "0"), (" jg-no-js", "1"), (" jg-no-js", "2"),
    ]  # fmt: skip
    typed = {
        "starts_on": "other", "starts_on_text": "2026年3月6日", "name": "三八节联欢", "kind": "gathering",
        "where": "文化礼堂", "mode": "headcount",
        "women": "30", "guests-TOTAL_FORMS": "3", "guests-INITIAL_FORMS": "0", "guests-0-role": "expert",
        "guests-1-role": "volunteer", "guests-1-number": "8", "guests-2-role": "expert",
    }  # fmt: skip

    browser.post("/registers/events/new/", typed)

    assert [(one.role, one.number) for one in Event.objects.get().guests.all()] == [("volunteer", 8)]


def test_the_page_of_an_event_shows_its_guests_and_materials(house: House) -> None:
    expert = make_person(house.town, name="周玉梅")
    event = make_event(
        house.town,
        guests=[Guest(role="expert", person=expert), Guest(role="volunteer", number=8)],
        materials=[Material(what="技术手册", number=300)],
    )

    page = house.browser(house.town, Role.TOWNSHIP_OFFICER).get(f"/registers/events/{event.pk}/").content.decode()

    assert "周玉梅" in page
    assert "志愿者" in page
    assert "技术手册" in page


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"starts_on": today() + timedelta(days=1)}, "这一天还没到"),
        ({"ends_on": date(2026, 3, 1)}, "最后一天比第一天早"),
        ({"heads": 0}, "一个人也没来就不用记"),
        ({"materials": [Material(what="手册", number=0)]}, "第 1 行"),
    ],
)
def test_what_cannot_be_is_said_in_words(house: House, told: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        make_event(house.town, **told)


def test_a_person_is_one_guest_of_a_kind(house: House) -> None:
    woman = make_person(house.town)
    with pytest.raises(ValidationError, match="两"):
        make_event(house.town, guests=[Guest(role="expert", person=woman), Guest(role="expert", person=woman)])
    with pytest.raises(ValidationError, match="选了在册的人就是 1 人"):
        make_event(house.town, guests=[Guest(role="expert", person=woman, number=2)])


def test_a_guest_of_whom_nothing_is_told_is_refused(house: House) -> None:
    with pytest.raises(ValidationError, match="请写来的是谁，或来了几人"):
        make_event(house.town, guests=[Guest(role="expert")])


def test_what_changes_or_is_voided_moves_the_figures(house: House) -> None:
    event = make_event(house.town, guests=[Guest(role="skilled", person=make_person(house.town))])
    officer = make_user(house.town)

    services.save(event, rows={"guests": []}, by=officer)
    assert value("activities.skilled", house.county) == 0
    services.void(event, reason="写错了", by=officer)
    assert value("activities.events", house.county) == 0
    assert list(facts.verify()) == []
