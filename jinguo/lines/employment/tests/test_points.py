"""What is promised of processing points, in the words of those who look after them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from jinguo import facts
from jinguo.indicators import Indicator, Period, catalogue
from jinguo.indicators.opening import Opening, open_figure
from jinguo.lines.employment.models import Pairing, PointWorker
from jinguo.lines.employment.tests.make import make_site, make_town, value
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Unit:
    return make_town()


def works(unit: Unit, **told: object) -> PointWorker:
    return PointWorker(person=make_person(unit), **told)


def opened(code: str, unit: Unit, period: str) -> Opening:
    indicator = catalogue.get(code)
    assert isinstance(indicator, Indicator)
    return open_figure(indicator, unit=unit, period=Period.parse(period), viewer=make_user(unit))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_point_is_new_when_it_opens_and_counts_until_it_closes(town: Unit) -> None:
    make_site(town, closed_on=date(2026, 8, 1))

    assert [value("employment.points.new", town, half) for half in ("2025H2", "2026H1", "2026H2")] == [0, 1, 0]
    assert [value("employment.points.open", town, half) for half in ("2025H2", "2026H1", "2026H2")] == [0, 1, 0]
    assert list(facts.verify()) == []


def test_the_places_with_new_points_are_counted_once_and_named(town: Unit) -> None:
    county = make_unit("象山县")
    one, other = make_unit("长街镇", county), make_unit("桑洲镇", county)
    make_site(one)
    make_site(one, name="文具加工点", trade="文具")
    make_site(other)
    make_site(make_unit("跃龙街道", county), opened_on=date(2025, 5, 1))

    assert value("employment.points.townships", county, "2026H1") == 2
    names = [
        line.described.title for line in opened("employment.points.townships", county, "2026H1").lines if line.described
    ]
    assert sorted(names) == ["桑洲镇", "长街镇"]


def test_a_woman_at_two_new_points_is_one_woman(town: Unit) -> None:
    her = make_person(town)
    make_site(town, PointWorker(person=her), works(town))
    make_site(town, PointWorker(person=her), name="文具加工点")

    assert value("employment.points.workers", town, "2026H1") == 2
    assert len(opened("employment.points.workers", town, "2026H1").lines) == 2


def test_women_of_older_points_are_at_work_but_not_at_a_new_point(town: Unit) -> None:
    make_site(town, works(town), opened_on=date(2024, 5, 1))

    assert value("employment.points.workers", town, "2026H1") == 0
    assert value("employment.points.workers_all", town, "2026H1") == 1


def test_nobody_works_on_at_a_point_that_has_closed(town: Unit) -> None:
    make_site(town, works(town), works(town, until=date(2026, 4, 1)), closed_on=date(2026, 6, 1))

    assert [value("employment.points.workers_all", town, f"2026-0{month}") for month in (3, 4, 6)] == [2, 1, 0]


def test_men_at_a_point_are_not_women(town: Unit) -> None:
    make_site(town, PointWorker(person=make_person(town, sex="1"), daily_low=Decimal(90), daily_high=Decimal(95)))

    assert value("employment.points.workers", town, "2026H1") == 0
    assert value("employment.points.daily_low", town, "2026H1") is None


def test_what_the_women_earn_is_told_from_least_to_most_and_on_average(town: Unit) -> None:
    make_site(
        town,
        works(town, daily_low=Decimal("20.5"), daily_high=Decimal(35), gain=Decimal(3000)),
        works(town, daily_low=Decimal("39.5"), daily_high=Decimal(45), gain=Decimal(20000)),
        works(town),
    )

    told = {code: value(f"employment.points.{code}", town, "2026H1") for code in ("gain_min", "gain_max")}
    assert told == {"gain_min": 3000, "gain_max": 20000}
    assert value("employment.points.daily_low", town, "2026H1") == 30
    assert value("employment.points.daily_high", town, "2026H1") == 40


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"daily_low": Decimal(40), "daily_high": Decimal(30)}, "不会比少则挣的还少"),
        ({"since": date(2026, 4, 1), "until": date(2026, 4, 1)}, "结束的日子要在开始那天之后"),
        ({"gain": Decimal(-1)}, "0"),
    ],
)
def test_what_no_worker_can_be_is_told_at_her_row(town: Unit, told: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=f"第 1 行.*{said}"):
        make_site(town, works(town, **told))


def test_a_point_cannot_close_before_it_opens(town: Unit) -> None:
    with pytest.raises(ValidationError, match="不做的日子要在开工那天之后。"):
        make_site(town, closed_on=date(2026, 3, 8))


def test_a_village_writes_its_point_down_and_sees_the_number_move(town: Unit) -> None:
    browser = signed_in(make_user(make_unit("前洋村", town), role=Role.VILLAGE_WORKER))
    told = {"name": "前洋服装加工点", "trade": "服装", "mode": "households", "opened_on": "2026-3-8"}

    page = browser.post("/registers/work-sites/new/", told, follow=True).content.decode()

    assert "来料加工点 0 → 1 个" in page
    assert "加工点+农户" in page


def test_a_sister_town_finds_no_point(town: Unit) -> None:
    site = make_site(town)
    stranger = signed_in(make_user(make_unit("桑洲镇", make_unit("象山县"))))

    assert stranger.get(f"/registers/work-sites/{site.pk}/").status_code == 404


def test_a_pair_shows_the_points_that_came_of_it(town: Unit) -> None:
    pairing = Pairing(unit=town, enterprise="演示服饰厂", since=date(2026, 1, 10), commitments="办两个加工点")
    services.save(pairing, by=make_user(town))
    make_site(town, pairing=pairing)

    page = signed_in(make_user(town)).get(f"/registers/pairings/{pairing.pk}/").content.decode()

    assert "前洋服装加工点" in page
    assert value("employment.pairs", town, "2026H1") == 1


def test_a_pair_that_has_ended_is_no_pair_any_more(town: Unit) -> None:
    pairing = Pairing(unit=town, enterprise="演示服饰厂", since=date(2026, 1, 10), until=date(2026, 5, 1))
    services.save(pairing, by=make_user(town))

    assert [value("employment.pairs", town, f"2026-0{month}") for month in (4, 5)] == [1, 0]
