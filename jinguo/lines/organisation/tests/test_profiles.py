"""Area profiles: quoted numbers keep their source and day, and are never added up."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Figure
from jinguo.lines.organisation.models import AreaProfile
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services

pytestmark = pytest.mark.django_db

END_OF_2024, END_OF_2025 = date(2024, 12, 31), date(2025, 12, 31)


@pytest.fixture
def county() -> Unit:
    return make_unit("宁海县", code="330226")


@pytest.fixture
def staff(county: Unit) -> User:
    return make_user(county, role=Role.COUNTY_STAFF)


def quote(unit: Unit, as_of: date = END_OF_2025, **numbers: Any) -> AreaProfile:
    source = f"{as_of.year}年统计公报"
    return services.save(AreaProfile(unit=unit, as_of=as_of, quoted_from=source, **numbers), by=make_user(unit))


def figure(unit: Unit, code: str = "area.population", period: str = "2026-03") -> Figure:
    span = Period.parse(period)
    return compute([code], unit=unit, periods=[span])[code, unit, span]


def test_the_newest_quotation_on_or_before_the_day_counts(county: Unit) -> None:
    quote(county, END_OF_2025, population=620_100)
    quote(county, END_OF_2024, population=618_000)

    assert figure(county).value == 620_100
    assert figure(county, period="2025H1").value == 618_000
    assert figure(county, period="2024H1").value is None


def test_what_a_newer_quotation_leaves_out_still_holds(county: Unit) -> None:
    quote(county, END_OF_2024, population=618_000, area=Decimal("1843.26"))
    quote(county, END_OF_2025, population=620_100)

    assert figure(county, "area.land").value == Decimal("1843.26")
    assert figure(county, "area.land").wording() == "1843.26平方千米"


def test_a_voided_quotation_gives_way_to_the_one_before(county: Unit, staff: User) -> None:
    quote(county, END_OF_2024, population=618_000)
    wrong = quote(county, END_OF_2025, population=6)

    services.void(wrong, reason="抄错了", by=staff)

    assert figure(county).value == 618_000


def test_towns_quotations_are_not_added_to_the_countys_nor_to_one_another(county: Unit) -> None:
    towns = [make_unit(parent=county) for _ in range(2)]
    for town in towns:
        quote(town, population=30_000)
    assert figure(county).value is None

    quote(county, population=620_100)

    assert figure(county).value == 620_100
    span = Period.parse("2026-03")
    table = compute(["area.population"], unit=county, periods=[span])
    assert [table["area.population", town, span].value for town in towns] == [30_000, 30_000]


def test_a_quoted_number_says_so_and_opens_to_its_source_and_day(client: Client, county: Unit, staff: User) -> None:
    profile = quote(county, population=620_100)
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get("/figures/open/?i=area.population&u=330226&p=2026-03").content.decode()

    assert "依据：引用的 1 条。" in page
    assert "引用：2025年统计公报" in page
    assert "截至2025年12月31日" in page
    assert f"/registers/areas/{profile.pk}/" in page
    assert "1 条合计 620100 人" in page


def test_a_village_writes_down_its_own(client: Client) -> None:
    worker = make_user(make_unit(level=5), role=Role.VILLAGE_WORKER)
    client.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")
    typed = {
        "as_of": "other",
        "as_of_text": "2025年12月31日",
        "quoted_from": "村户籍簿",
        "households": "312",
        "population": "905",
    }

    page = client.post("/registers/areas/new/", typed, follow=True).content.decode()

    assert "引用：村户籍簿" in page
    assert figure(worker.unit, "area.households").wording() == "312户"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({}, "请至少抄一个数"),
        ({"population": 10, "women": 11}, "比人口还多"),
        ({"population": 10, "as_of": today() + timedelta(days=1)}, "这一天还没到"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(county: Unit, numbers: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        quote(county, **numbers)


def test_one_day_has_one_quotation(county: Unit) -> None:
    quote(county, population=10)
    with pytest.raises(ValidationError, match="这一天的概况已经有了"):
        quote(county, population=11)
