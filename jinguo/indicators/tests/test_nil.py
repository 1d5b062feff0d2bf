"""本期无: a unit says that it had nothing to record, and everybody above can tell none from forgotten."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from jinguo.common.dates import today
from jinguo.facts import Evidence, FactKind, kinds
from jinguo.facts.models import FactRow
from jinguo.indicators import PEOPLE, Indicator, Period, When, catalogue
from jinguo.indicators.compute import compute
from jinguo.indicators.coverage import Coverage
from jinguo.indicators.figures import Figure
from jinguo.indicators.honesty import remarks
from jinguo.indicators.models import Nil
from jinguo.indicators.services import declare_nil, take_back_nil
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user

pytestmark = pytest.mark.django_db

HALF = Period.parse("2021H1")
QUARTERS = [Period.parse("2021Q1"), Period.parse("2021Q2")]


@pytest.fixture(autouse=True)
def measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds._kinds, "n.visit", FactKind(code="n.visit", label="走访", family="n"))
    common = {"measure_word": "户次", "reads": ("n.visit",), "reading": "去一次算一次。"}
    for one in (
        Indicator(code="n.visits", label="走访", **common),  # type: ignore[arg-type]
        Indicator(code="n.people", label="走访的人", counts=PEOPLE, **common),  # type: ignore[arg-type]
        Indicator(code="n.stock", label="在访", when=When.AT_END, **common),  # type: ignore[arg-type]
    ):
        monkeypatch.setitem(catalogue._measures, one.code, one)


@pytest.fixture
def county() -> Unit:
    return make_unit("宁海县", code="330226")


@pytest.fixture
def towns(county: Unit) -> list[Unit]:
    return [make_unit(name, parent=county) for name in ("长街镇", "力洋镇", "桑洲镇")]


def visit(unit: Unit, day: date = date(2021, 2, 1), **fields: object) -> None:
    FactRow.objects.create(
        kind="n.visit", unit=unit.pk, since=day, until=day + timedelta(days=1), source="n", record=1,
        **{"evidence": Evidence.RECORDED.value, **fields},
    )  # fmt: skip


def nil(unit: Unit, period: Period = HALF, by: User | None = None) -> Nil:
    return declare_nil(unit=unit, family="n", period=period, by=by or make_user(unit))


def figure(unit: Unit, period: Period = HALF, code: str = "n.visits") -> Figure:
    return compute([code], unit=unit, periods=[period])[code, unit, period]


def coverage(unit: Unit, period: Period = HALF, code: str = "n.visits") -> Coverage:
    found = figure(unit, period, code).coverage
    assert found is not None
    return found


def get(user: User, path: str, **query: str) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(f"{path}?{urlencode(query)}").content.decode()


def test_who_says_there_was_none_is_told_apart_from_who_is_silent(county: Unit, towns: list[Unit]) -> None:
    visit(towns[0])
    nil(towns[1])

    told = coverage(county)

    assert (told.recorded, told.nil, told.silent) == ((towns[0],), (towns[1],), (towns[2],))
    assert not told.is_full
    nil(towns[2])
    assert coverage(county).is_full


def test_the_drawer_names_the_units_behind_the_counts(county: Unit, towns: list[Unit]) -> None:
    visit(make_unit("西岙村", parent=towns[0]))
    nil(towns[1])

    page = get(make_user(county), "/figures/open/", i="n.visits", u="330226", p="2021H1")

    assert "3 个乡镇中 1 个有记录，1 个说本期无，1 个还没有记录。" in page
    assert "还没有记录：桑洲镇" in page
    assert "说本期无：力洋镇" in page


def test_what_the_town_did_itself_is_told_apart_from_what_its_villages_did(county: Unit, towns: list[Unit]) -> None:
    visit(county)
    assert "都是本级自己记的，下面 3 个乡镇中 3 个还没有记录。" in remarks(figure(county))

    visit(towns[0])
    assert "3 个乡镇中 1 个有记录，2 个还没有记录。" in remarks(figure(county))


def test_a_record_outweighs_what_was_said_before(county: Unit, towns: list[Unit]) -> None:
    nil(towns[0])
    visit(towns[0])

    told = coverage(county)

    assert (told.recorded, told.nil, told.outdated) == ((towns[0],), (), (towns[0],))
    page = get(make_user(county), "/figures/open/", i="n.visits", u="330226", p="2021H1")
    assert "长街镇说过本期无，后来有了记录，按记录算。" in page


def test_two_quarters_make_a_half_year_and_one_does_not(county: Unit, towns: list[Unit]) -> None:
    nil(towns[0], QUARTERS[1])
    assert towns[0] in coverage(county).silent
    nil(towns[0], QUARTERS[0])
    assert coverage(county).nil == (towns[0],)


def test_of_a_stock_only_the_last_day_counts(county: Unit, towns: list[Unit]) -> None:
    nil(towns[0], QUARTERS[1])
    assert coverage(county, code="n.stock").nil == (towns[0],)


def test_what_is_taken_back_is_not_said_any_more(county: Unit, towns: list[Unit]) -> None:
    said = nil(towns[0])
    take_back_nil(said, by=make_user(towns[0]))
    assert coverage(county).nil == ()
    nil(towns[0])
    assert coverage(county).nil == (towns[0],)


def test_nobody_says_it_in_the_place_of_another(county: Unit, towns: list[Unit]) -> None:
    said = nil(towns[0])
    for other in (make_user(county), make_user(towns[1]), make_user(towns[0], role=Role.LEADER)):
        with pytest.raises(PermissionDenied):
            nil(towns[0], QUARTERS[0], by=other)
        with pytest.raises(PermissionDenied):
            take_back_nil(said, by=other)


def test_it_cannot_be_said_where_something_is_recorded(towns: list[Unit]) -> None:
    visit(make_unit(parent=towns[0]))
    with pytest.raises(ValidationError, match="2021年上半年已经有走访记录了"):
        nil(towns[0])


def test_it_cannot_be_said_twice_nor_of_days_to_come(towns: list[Unit]) -> None:
    nil(towns[0])
    with pytest.raises(ValidationError, match="已经说过了"):
        nil(towns[0])
    with pytest.raises(ValidationError, match="还没到"):
        nil(towns[0], Period.parse(str(today().year + 1)))


def test_she_says_it_on_a_page_and_takes_it_back_there(towns: list[Unit]) -> None:
    client = Client()
    client.force_login(make_user(towns[0]), backend="django.contrib.auth.backends.ModelBackend")

    page = client.post("/figures/nil/", {"f": "n", "p": "2021H1"}, follow=True).content.decode()
    assert "记下了：2021年上半年没有走访。" in page
    assert "说了本期无" in page

    said = Nil.objects.get()
    page = client.post(f"/figures/nil/{said.pk}/take-back/", follow=True).content.decode()
    assert "收回了。" in page
    assert Nil.objects.standing().count() == 0


@pytest.mark.parametrize(
    ("sent", "answer"), [({"f": "x", "p": "2021"}, "没有这一类记录"), ({"p": "去年"}, "看不懂时段")]
)
def test_what_nobody_could_have_meant_gets_an_answer(towns: list[Unit], sent: dict[str, str], answer: str) -> None:
    client = Client()
    client.force_login(make_user(towns[0]), backend="django.contrib.auth.backends.ModelBackend")
    assert answer in client.post("/figures/nil/", sent).content.decode()


def test_her_own_empty_number_leads_there_and_that_of_a_unit_below_does_not(county: Unit, towns: list[Unit]) -> None:
    town = make_user(towns[0])
    assert "/figures/nil/?f=n&amp;p=2021H1" in get(town, "/figures/open/", i="n.visits", p="2021H1")
    above = get(make_user(county), "/figures/open/", i="n.visits", u=f"id{towns[0].pk}", p="2021H1")
    assert "/figures/nil/" not in above
    visit(towns[0])
    assert "/figures/nil/" not in get(town, "/figures/open/", i="n.visits", p="2021H1")


def test_the_table_marks_silent_units_and_no_others(county: Unit, towns: list[Unit]) -> None:
    visit(towns[0])
    nil(towns[1])
    page = get(make_user(county), "/figures/", i="n.visits", u="330226", p="2021H1")
    assert '桑洲镇 <span class="jg-chip">还没有记录</span>' in page
    assert '力洋镇 <span class="jg-chip">本期无</span>' in page
    assert "长街镇 <span" not in page


def test_programs_read_the_same(county: Unit, towns: list[Unit]) -> None:
    visit(towns[0], person=7, amount=1)
    visit(county, amount=30, evidence=Evidence.COUNTED.value)
    nil(towns[1])
    client = Client()
    client.force_login(make_user(county), backend="django.contrib.auth.backends.ModelBackend")

    [told] = client.get("/api/v1/figures?unit=330226&period=2021H1&indicator=n.people").json()

    assert told["evidence"] == {"recorded": 1, "counted": 1, "quoted": 0}
    assert told["coverage"] == {
        "expected": 3, "recorded": 1, "nil": [f"id{towns[1].pk}"], "silent": [f"id{towns[2].pk}"], "outdated": [],
    }  # fmt: skip
    assert told["remarks"] == [
        "3 个乡镇中 1 个有记录，1 个说本期无，1 个还没有记录。",
        "另有 30 人次没记名字，去不了重。",
    ]
