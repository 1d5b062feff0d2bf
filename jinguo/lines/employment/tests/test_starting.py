"""What is promised of those who start a business or find work."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Indicator, Period, catalogue
from jinguo.indicators.opening import open_figure
from jinguo.lines.employment.queries import matching
from jinguo.lines.employment.tests.make import make_outcome, make_project, make_town, make_wish, value
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db

TRADES = ("shop", "embroidery", "bags", "goods")


@pytest.fixture
def town() -> Unit:
    return make_town()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_trades_add_up_to_the_women(town: Unit) -> None:
    for number, trade in enumerate(TRADES, start=1):
        for _each in range(number):
            make_outcome(make_person(town), trade=trade, kind="employed" if number % 2 else "started")

    total = value("employment.outcomes", town, "2026H1")
    assert total == 10
    assert total == sum(value(f"employment.outcomes.{trade}", town, "2026H1") or 0 for trade in TRADES)


def test_she_cannot_have_two_trades_on_one_day(town: Unit) -> None:
    her = make_person(town)
    make_outcome(her, trade="shop")

    with pytest.raises(ValidationError, match="她在这段日子另有一条。"):
        make_outcome(her, trade="embroidery", since=date(2026, 5, 1))


def test_who_changes_her_trade_counts_in_the_one_she_has_now(town: Unit) -> None:
    her = make_person(town)
    first = make_outcome(her, trade="shop", until=date(2026, 5, 1))
    make_outcome(her, trade="embroidery", since=date(2026, 5, 1))

    assert [value("employment.outcomes.shop", town, f"2026-0{month}") for month in (4, 5)] == [1, 0]
    assert [value("employment.outcomes", town, f"2026-0{month}") for month in (4, 5)] == [1, 1]
    services.void(first, reason="写错了", by=make_user(town))
    assert value("employment.outcomes", town, "2026-04") == 0
    assert list(facts.verify()) == []


def test_who_was_only_recommended_has_not_found_work_yet(town: Unit) -> None:
    make_outcome(make_person(town), kind="referred")

    assert value("employment.outcomes", town, "2026H1") == 0
    assert value("employment.referred", town, "2026H1") == 1


def test_the_women_behind_the_number_are_named(town: Unit) -> None:
    her = make_person(town, name="胡美娟")
    make_outcome(her)
    indicator = catalogue.get("employment.outcomes")
    assert isinstance(indicator, Indicator)

    opened = open_figure(indicator, unit=town, period=Period.parse("2026H1"), viewer=make_user(town))

    assert [line.described.title for line in opened.lines if line.described] == ["胡美娟"]


def test_what_has_not_come_yet_is_not_written_down(town: Unit) -> None:
    with pytest.raises(ValidationError, match="这一天还没到。"):
        make_outcome(make_person(town), since=today() + timedelta(days=1))


def test_a_second_line_about_her_is_refused_in_the_form_and_keeps_what_was_typed(town: Unit) -> None:
    village = make_unit("前洋村", town)
    her = make_person(village)
    make_outcome(her)
    browser = signed_in(make_user(village, role=Role.VILLAGE_WORKER))
    told = {"person": her.pk, "since": "2026-5-1", "kind": "employed", "trade": "bags", "note": "在镇上的厂里"}

    page = browser.post("/registers/employment/new/", told).content.decode()

    assert "她在这段日子另有一条。" in page
    assert "在镇上的厂里" in page


def test_a_wish_shows_the_projects_of_her_trade_that_she_can_pay_for(town: Unit) -> None:
    village = make_unit("前洋村", town)
    make_project(town, name="十字绣")
    make_project(town, name="绣花厂", investment=Decimal(80000))
    make_project(town, name="小卖部", trade="shop")
    make_project(make_unit("桑洲镇", make_unit("象山县")), name="别处的绣坊")
    wish = make_wish(make_person(village))

    page = signed_in(make_user(village, role=Role.VILLAGE_WORKER)).get(f"/registers/startup-wishes/{wish.pk}/")

    assert "十字绣\u00a0· 投3000元\u00a0· 3 个月回本\u00a0· 会针线" in page.content.decode()
    assert [project.name for project in matching(wish)] == ["十字绣"]


def test_who_names_no_trade_is_shown_what_pays_back_first(town: Unit) -> None:
    make_project(town, name="十字绣", payback=6)
    make_project(town, name="小卖部", trade="shop", payback=2)
    make_project(town, name="养鸡", trade="farming", payback=None)

    assert [project.name for project in matching(make_wish(make_person(town), trade=""))] == [
        "小卖部",
        "十字绣",
        "养鸡",
    ]
    assert matching(make_wish(make_person(town), wish="no")) == []


def test_who_wants_to_start_counts_until_she_says_otherwise(town: Unit) -> None:
    her = make_person(town)
    make_wish(her, until=date(2026, 5, 1))
    make_wish(her, asked_on=date(2026, 5, 1), wish="no", trade="")

    assert [value("employment.willing", town, f"2026-0{month}") for month in (4, 5)] == [1, 0]


def test_a_leader_reads_and_writes_nothing(town: Unit) -> None:
    outcome = make_outcome(make_person(town))
    leader = signed_in(make_user(town, role=Role.LEADER))

    assert leader.get(f"/registers/employment/{outcome.pk}/").status_code == 200
    assert leader.get("/registers/employment/new/").status_code in (403, 404)
