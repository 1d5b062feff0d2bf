"""What each number means, in words that nobody wrote by hand for a page."""

import pytest
from django.test import Client

from jinguo.common.dates import today
from jinguo.indicators import Formula, catalogue, explaining
from jinguo.indicators.measures import Derived, Indicator
from jinguo.orgs.models import Role, User
from jinguo.orgs.tests.make import make_unit, make_user

pytestmark = pytest.mark.django_db

PAGE = "/figures/explained/"


@pytest.fixture
def user() -> User:
    return make_user(make_unit("长街镇", code="330226101"), role=Role.LEADER)


def text(user: User, query: dict[str, str], path: str = PAGE) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_declared_measure_has_its_page_and_stands_in_the_list(user: User) -> None:
    listed = text(user, {})
    for measure in catalogue.every():
        assert f'href="?i={measure.code}"' in listed
        page = text(user, {"i": measure.code})
        assert str(measure.reading) in page
        assert f"i={measure.code}&amp;u=330226101" in page, "its value now, as a number that opens"
        assert isinstance(measure, Derived) or "一条记录要这样才算" in page


def test_people_and_person_times_are_told_apart(user: User) -> None:
    people = text(user, {"i": "training.women"})
    assert "一个人来几次、有几条，都只算 1 人" in people
    assert "只记人数、没有名字的" in people
    assert "同一个人来几次，就算几次" in people.split("别和这些数弄混")[1], "what the neighbour counts"
    times = text(user, {"i": "training.attendances"})
    assert "只记人数、没有名字的" not in times


def test_a_share_shows_its_two_numbers_and_how_they_meet(user: User) -> None:
    page = text(user, {"i": "training.quality.placed_share"})
    assert "劳动力素质培训后就业和推荐就业 ÷ 劳动力素质妇女参训" in page
    assert "i=training.quality.placed&amp;" in page
    assert "i=training.quality.attendances&amp;" in page


def test_a_formula_reads_in_the_names_of_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Formula(
        code="t.f", label="每期人次", measure_word="人次", expression="training.attendances / training.sessions * 1"
    )
    monkeypatch.setitem(catalogue._measures, made.code, made)
    assert explaining.how(made) == "妇女参训 ÷ 培训 × 1"


def test_a_stock_says_that_months_are_not_added(user: User) -> None:
    assert "几个月的数不能相加" in text(user, {"i": "people.left_behind_women"})


def test_the_kinds_that_count_are_named_and_where_they_are_recorded(user: User) -> None:
    page = text(user, {"i": "training.practical.sessions"})
    assert "是这一类：实用技术" in page
    assert 'href="/registers/training/"' in page
    assert "包含这个数" in page


def test_the_list_is_searched_by_name(user: User) -> None:
    found = text(user, {"q": "留守"})
    assert "people.left_behind_women" in found
    assert "training.sessions" not in found
    assert "没有找到“航天”" in text(user, {"q": "航天"})


def test_an_opened_number_leads_to_what_it_means(user: User) -> None:
    for code in ("training.sessions", "training.sessions~change", "training.sessions[category=practical]"):
        query = {"i": code, "p": f"{today().year}"}
        drawer = text(user, query, "/figures/open/")
        assert PAGE in drawer
        text(user, {"i": code})


def test_a_code_that_nobody_declared_is_not_there(user: User) -> None:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(PAGE, {"i": "training.nothing"}).status_code == 404


def test_programs_read_what_each_indicator_means(user: User) -> None:
    client = Client()
    assert client.get("/api/v1/indicators").status_code == 401
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    told = {one["code"]: one for one in client.get("/api/v1/indicators").json()}
    assert set(told) == {one.code for one in catalogue.every()}
    assert told["training.women"]["left_out"]
    assert told["training.quality.placed_share"]["parts"] == ["training.quality.placed", "training.quality.attendances"]
    assert all(bool(told[one.code].get("asked")) == isinstance(one, Indicator) for one in catalogue.every())
