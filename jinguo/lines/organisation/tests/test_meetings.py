"""Meetings: which one it was, and what they decided until it is done."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from jinguo.common.dates import today
from jinguo.indicators.tests.make import opened, value
from jinguo.lines.organisation.models import CommitteeTerm, Decision, Meeting
from jinguo.lines.organisation.tests.make import MARCH
from jinguo.orgs.models import Role, Unit
from jinguo.orgs.tests.make import House, browser_of, make_user
from jinguo.records import services

pytestmark = pytest.mark.django_db

JUNE = "2026-06"


@pytest.fixture
def house() -> House:
    return House()


def make_meeting(unit: Unit, *decisions: Decision, **told: object) -> Meeting:
    kept = {"kind": "regular", "starts_on": MARCH, **told}
    return services.save(Meeting(unit=unit, **kept), rows={"decisions": list(decisions)}, by=make_user(unit))


def test_a_meeting_is_named_by_its_term_and_number(house: House) -> None:
    term = CommitteeTerm(unit=house.county, ordinal=12, since=date(2021, 5, 1))
    services.save(term, by=make_user(house.county))
    make_meeting(house.county, kind="executive", term=term, ordinal=1, starts_on=date(2025, 3, 1))
    make_meeting(house.county, kind="executive", term=term, ordinal=2)
    make_meeting(house.town, kind="executive", ordinal=7)

    assert opened("organisation.meetings", house.county, "2026H1") == ["第 12 届第 2 次执委会", "第 7 次执委会"]
    assert value("organisation.meeting.number", house.county, "2026H1") == 2
    assert value("organisation.meeting.number", house.county, "2025") == 1


def test_a_decision_is_open_until_the_day_it_is_done(house: House) -> None:
    make_meeting(
        house.town,
        Decision(what="每村办一期培训", outcome="done", done_on=date(2026, 5, 10)),
        Decision(what="当场办了", outcome="done", done_on=MARCH),
        Decision(what="建妇女之家"),
    )

    months = [value("organisation.decisions.open", house.county, f"2026-0{month}") for month in (2, 3, 4, 5, 6)]

    assert months == [0, 2, 2, 1, 1]


def test_a_decision_whose_day_is_near_waits_on_today_of_the_unit_that_met(house: House) -> None:
    late, soon = today() - timedelta(days=9), today() + timedelta(days=1)
    make_meeting(
        house.town,
        Decision(what="明天前报名单", who="周玉梅", due_on=soon),
        Decision(what="早该办的", due_on=late),
        Decision(what="办好了的", due_on=late, outcome="done", done_on=late),
        Decision(what="还早的", due_on=today() + timedelta(days=60)),
    )

    page = house.browser(house.town, Role.TOWNSHIP_OFFICER).get("/").content.decode()

    assert "明天前报名单" in page
    assert "周玉梅" in page
    assert page.index("早该办的") < page.index("明天前报名单")
    assert "办好了的" not in page
    assert "还早的" not in page
    for unit, role in ((house.county, Role.COUNTY_STAFF), (house.village, Role.VILLAGE_WORKER)):
        assert "明天前报名单" not in house.browser(unit, role).get("/").content.decode()


def test_what_is_done_is_written_down_from_today_and_waits_no_longer(house: House) -> None:
    meeting = make_meeting(house.town, Decision(what="早该办的", due_on=today()))
    officer = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    page = officer.get("/").content.decode()
    door = f"/registers/meetings/{meeting.pk}/later/decisions/"
    assert door in page

    decision = meeting.decisions.get()
    officer.post(door, {f"outcome_{decision.pk}": "done", "on": f"{today()}", "version": meeting.version})

    assert "早该办的" not in officer.get("/").content.decode()
    assert value("organisation.decisions.open", house.town, f"{today()}..{today()}") == 0


def test_a_voided_meeting_reminds_nobody(house: House) -> None:
    meeting = make_meeting(house.town, Decision(what="早该办的", due_on=today()))
    services.void(meeting, reason="没开成", by=make_user(house.town))

    assert "早该办的" not in house.browser(house.town, Role.TOWNSHIP_OFFICER).get("/").content.decode()


def test_another_branch_finds_no_meeting(house: House) -> None:
    meeting = make_meeting(house.village, Decision(what="建妇女之家"))
    stranger = house.browser(house.sister, Role.TOWNSHIP_OFFICER)

    assert stranger.get(f"/registers/meetings/{meeting.pk}/").status_code == 404
    own = browser_of(make_user(house.village, Role.VILLAGE_WORKER)).get(f"/registers/meetings/{meeting.pk}/")
    assert "建妇女之家" in own.content.decode()


def test_what_cannot_be_is_said_in_words(house: House) -> None:
    with pytest.raises(ValidationError, match="第 1 行：这一天还没到"):
        make_meeting(house.town, Decision(what="建妇女之家", outcome="done", done_on=today() + timedelta(days=1)))
    with pytest.raises(ValidationError, match="这一天还没到"):
        make_meeting(house.town, starts_on=today() + timedelta(days=1))
