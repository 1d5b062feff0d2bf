"""The pages of figures: what opens, for whom, and what bad addresses get."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from jinguo.facts import Evidence, FactKind, kinds
from jinguo.facts.models import FactRow
from jinguo.indicators import PEOPLE, Indicator, Sum, catalogue
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_unit, make_user

pytestmark = pytest.mark.django_db

DAY = date(2021, 2, 1)


@pytest.fixture(autouse=True)
def measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds._kinds, "p.visit", FactKind(code="p.visit", label="走访"))
    common = {"measure_word": "户次", "reads": ("p.visit",), "reading": "去一次算一次。"}
    for one in (
        Indicator(code="p.visits", label="走访", **common),  # type: ignore[arg-type]
        Indicator(code="p.people", label="走访的人", counts=PEOPLE, **common),  # type: ignore[arg-type]
        Indicator(code="p.money", label="慰问金", counts=Sum(scale=100), **(common | {"measure_word": "元"})),  # type: ignore[arg-type]
    ):
        monkeypatch.setitem(catalogue._measures, one.code, one)


def post(unit: Unit, number: int, **fields: object) -> None:
    day = {"since": DAY, "until": DAY + timedelta(days=1)}
    FactRow.objects.create(
        kind="p.visit", unit=unit.pk, source="p.visit", record=number, evidence=Evidence.RECORDED.value, **day, **fields
    )


OPEN = "/figures/open/"


def get(user: User, query: dict[str, str], path: str = OPEN, *, htmx: bool = False) -> tuple[int, str]:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"{path}?{urlencode(query)}", headers={"HX-Request": "true"} if htmx else {})
    return answer.status_code, answer.content.decode()


def asking(code: str, unit: Unit) -> dict[str, str]:
    return {"i": code, "u": f"id{unit.pk}", "p": "2021"}


def test_a_number_opens_page_by_page_and_its_list_adds_up() -> None:
    town = make_unit(level=4)
    for number in range(45):
        post(make_unit(parent=town) if number % 20 == 0 else town, number)
    officer = make_user(town)

    status, first = get(officer, asking("p.visits", town), htmx=True)

    assert status == 200
    assert "45 条合计 45 户次" in first
    assert first.count('class="jg-knot"') == 20
    assert "<html" not in first


def test_without_scripts_the_number_leads_to_the_same_content_as_a_page() -> None:
    town = make_unit()
    post(town, 1)
    status, text = get(make_user(town), asking("p.visits", town))
    assert status == 200
    assert "<html" in text
    assert "1 条合计 1 户次" in text


def test_money_is_shown_in_yuan_and_adds_up() -> None:
    town = make_unit()
    post(town, 1, amount=20050)
    post(town, 2, amount=1)
    _status, text = get(make_user(town), asking("p.money", town))
    assert "200.51" in text
    assert "2 条合计 200.51 元" in text


def test_someone_who_came_twice_stands_there_once() -> None:
    town = make_unit()
    post(town, 1, person=7)
    post(town, 2, person=7)
    _status, text = get(make_user(town), asking("p.people", town))
    assert "来过 2 次，只算 1 人" in text


def test_the_unit_above_and_the_sister_unit_do_not_open() -> None:
    county = make_unit(level=3)
    town, sister = make_unit(parent=county), make_unit(parent=county)
    officer = make_user(town)
    for other in (county, sister):
        assert get(officer, asking("p.visits", other))[0] == 404
        assert get(officer, asking("p.visits", other), "/figures/")[0] == 404


@pytest.mark.parametrize(
    "query",
    [
        {"i": "p.nothing"},
        {"i": "p.visits", "u": "999999"},
        {"i": "p.visits", "u": "id99999999999999999999999"},
        {"i": "p.visits", "p": "2021H3"},
        {"i": "p.visits", "p": "2021", "after": "x"},
        {"i": "p.visits", "p": "2021", "after": "0001~2021-02-01~p.visit~x"},
    ],
)
def test_a_damaged_address_is_a_page_that_is_not_there(query: dict[str, str]) -> None:
    assert get(make_user(), query)[0] == 404


def test_every_measure_has_a_figures_page() -> None:
    town = make_unit(level=4)
    make_unit(parent=town)
    officer = make_user(town)
    for measure in catalogue.every():
        for period in ("2021", "2021-02", "2019-01-15..2021-02-03"):
            assert get(officer, {"i": measure.code, "p": period}, "/figures/")[0] == 200


def test_the_chart_of_another_year_calls_it_by_its_own_name() -> None:
    town = make_unit()
    post(town, 1)

    status, text = get(make_user(town), {"i": "p.visits", "p": "2021"}, "/figures/")

    assert status == 200
    assert '<span class="jg-chart-now">2021年' in text
    assert '<span class="jg-chart-before">2020年' in text


def test_a_thousand_years_are_shown_as_one() -> None:
    status, text = get(make_user(make_unit()), {"i": "p.visits", "p": "1900-01-01..2999-12-31"}, "/figures/")

    assert status == 200
    assert "<thead>" in text
