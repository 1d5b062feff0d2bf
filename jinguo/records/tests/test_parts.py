"""Parts: rows with columns of their own under a record, shown, edited, asked for afterwards, read by programs."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from jinguo.common.dates import today
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.people.services import move_person
from jinguo.records.tests.make import make_person
from tests.boards.models import Board, Poster

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Unit:
    return make_unit("宁海县")


@pytest.fixture
def officer(county: Unit) -> User:
    return make_user(make_unit("长街镇", county))


@pytest.fixture
def browser(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def make_board(by: User, *posters: Poster) -> Board:
    board = Board(unit=by.unit, name="村口宣传栏", kind="wall", put_up_on=today())
    return services.save(board, by=by, rows={"posters": posters})


def text(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_a_record_page_shows_each_row_in_words_and_a_person_leads_to_her_file(browser: Client, officer: User) -> None:
    her = make_person(officer.unit, by=officer, name="陈玉兰")
    day = date(today().year, 3, 5)
    poster = Poster(title="防汛", person=her, price=Decimal("12.50"), since=day, phone="10012345678")
    board = make_board(officer, poster)

    page = text(browser, f"/registers/boards/{board.pk}/")

    assert all(words in page for words in ("海报", "防汛", "12.5", "3月5日", "（内容不显示）"))
    assert f'href="/people/{her.pk}/">陈玉兰</a>' in page
    assert "10012345678" not in page


def test_a_name_in_a_row_is_masked_for_who_does_not_answer_for_her(
    browser: Client, officer: User, county: Unit
) -> None:
    her = make_person(officer.unit, by=officer, name="陈玉兰")
    board = make_board(officer, Poster(title="防汛", person=her))
    move_person(person=her, to_unit=make_unit("桑洲镇", county), on=today(), by=make_user(county))

    page = text(browser, f"/registers/boards/{board.pk}/")

    assert "陈**" in page
    assert "陈玉兰" not in page
    assert f"/people/{her.pk}/" not in page


def test_a_record_is_found_by_a_person_in_its_rows_and_stands_in_her_timeline(browser: Client, officer: User) -> None:
    her = make_person(officer.unit, by=officer, name="陈玉兰")
    make_board(officer, Poster(title="防汛", person=her), Poster(title="反诈", person=her))

    assert text(browser, "/registers/boards/?q=陈玉兰").count("村口宣传栏") == 1
    assert "村口宣传栏" in text(browser, f"/people/{her.pk}/")
