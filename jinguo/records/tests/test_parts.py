"""Parts: rows with columns of their own under a record, shown, edited, asked for afterwards, read by programs."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jinguo.common.dates import today
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.people.services import move_person
from jinguo.records.tests.make import make_person
from jinguo.records.tests.test_api import BOARDS, send
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


def make_board(by: User, *rows: Poster) -> Board:
    board = Board(unit=by.unit, name="村口宣传栏", kind="wall", put_up_on=today())
    return services.save(board, by=by, rows={"posters": rows})


def posters(board: Any) -> QuerySet[Any]:
    return Poster._default_manager.filter(board=board).order_by("pk")


def sent(*rows: dict[str, str], **own: str) -> dict[str, str]:
    """A board's form as a browser sends it, with these rows."""
    board = {"name": "村口宣传栏", "kind": "wall", "put_up_on": "今天", "panels": "1", "version": "1"}
    told = {f"posters-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    return {**board, "posters-TOTAL_FORMS": str(len(rows)), "posters-INITIAL_FORMS": "0", **told, **own}


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


def test_rows_are_written_down_with_their_record_and_blank_ones_are_nothing(browser: Client, officer: User) -> None:
    her = make_person(officer.unit, by=officer, name="陈玉兰")
    first = {"title": "防汛", "person_text": "陈玉兰", "price": "12.5", "since": "3月5日", "phone": "10012345678"}

    answer = browser.post("/registers/boards/new/", sent(first, {}, {"title": "反诈"}))

    assert answer.status_code == 302
    kept, other = posters(Board.objects.get())
    assert (kept.title, kept.person, kept.price, kept.phone) == ("防汛", her, Decimal("12.5"), "10012345678")
    assert (other.title, other.person, other.price) == ("反诈", None, None)
    assert "海报加了 2 条" in text(browser, f"/registers/boards/{Board.objects.get().pk}/")


def test_a_changed_row_keeps_its_id_and_one_taken_away_is_gone(browser: Client, officer: User) -> None:
    board = make_board(officer, Poster(title="防汛"), Poster(title="反诈"))
    first, second = posters(board)

    rows = {"id": str(first.pk), "title": "防火"}, {"id": str(second.pk), "title": "反诈", "DELETE": "on"}
    browser.post(f"/registers/boards/{board.pk}/edit/", sent(*rows, {"title": "防汛"}))

    assert [(row.pk == first.pk, row.title) for row in posters(board)] == [(True, "防火"), (False, "防汛")]


def test_a_row_of_another_record_is_never_taken_over(browser: Client, officer: User) -> None:
    theirs = posters(make_board(make_user(make_unit()), Poster(title="别处的"))).get()
    board = make_board(officer)

    browser.post(f"/registers/boards/{board.pk}/edit/", sent({"id": str(theirs.pk), "title": "我写的"}))

    theirs.refresh_from_db()
    assert (theirs.title, posters(board).get().title) == ("别处的", "我写的")
    assert posters(board).get().pk != theirs.pk


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"price": "10"}, "第 2 行 写的什么：这里还没填。"),
        ({"title": "反诈", "price": "很多"}, "第 2 行 花了多少钱：这里要写数字，例如 30、12.5。"),
        ({"title": "反诈", "price": "-1"}, "第 2 行 钱数不能比 0 少。"),
        ({"title": "反诈", "since": "2月31日"}, "第 2 行 哪天贴的：2 月没有 31 日。"),
        ({"title": "反诈", "person_text": "查无此人"}, "第 2 行 谁贴的：没有找到“查无此人”。"),
        ({"title": "防汛"}, "第 2 行 和上面的一行写重了，请留一行。"),
        ({"title": "反\u202e诈"}, "第 2 行 写的什么：里面有看不见的符号"),
    ],
)
def test_what_cannot_be_is_said_at_its_row_and_everything_typed_stays(
    browser: Client, row: dict[str, str], said: str
) -> None:
    answer = browser.post("/registers/boards/new/", sent({"title": "防汛", "phone": "10012345678"}, row))

    [wrong] = answer.context["form"].errors["posters"]
    assert wrong.startswith(said)
    page = answer.content.decode()
    assert wrong.split("：")[-1].removeprefix("第 2 行 ") in page
    assert all(f'value="{typed}"' in page for typed in ("防汛", "10012345678", *row.values()))
    assert not Board.objects.exists()


@pytest.mark.parametrize("total", ["", "x", "99999999"])
def test_rows_that_did_not_arrive_whole_are_refused_in_words(browser: Client, total: str) -> None:
    answer = browser.post("/registers/boards/new/", sent({"title": "防汛"}) | {"posters-TOTAL_FORMS": total})

    assert answer.status_code == 200
    assert answer.context["form"].errors["posters"]
    assert not Board.objects.exists()


def test_more_rows_can_be_asked_for_without_scripts_and_nothing_typed_is_lost(browser: Client, officer: User) -> None:
    board = make_board(officer, Poster(title="防汛"))
    path = f"/registers/boards/{board.pk}/edit/"
    assert 'name="posters-3-title"' in text(browser, path)

    row = {"id": str(posters(board).get().pk), "title": "防火"}
    page = browser.post(path, sent(row, {"price": "多"}, name="", more_rows="posters")).content.decode()

    assert 'value="防火"' in page
    assert 'value="多"' in page
    assert 'name="posters-4-title"' in page
    assert 'name="posters-TOTAL_FORMS" value="5"' in page
    assert "jg-field-bad" not in page
    assert posters(board).get().title == "防汛"


def test_somebody_who_lives_elsewhere_by_now_stays_in_her_row_masked(
    browser: Client, officer: User, county: Unit
) -> None:
    her = make_person(officer.unit, by=officer, name="陈玉兰")
    board = make_board(officer, Poster(title="防汛", person=her))
    move_person(person=her, to_unit=make_unit("桑洲镇", county), on=today(), by=make_user(county))
    path, row = f"/registers/boards/{board.pk}/edit/", {"id": str(posters(board).get().pk), "title": "防火"}

    page = text(browser, path)
    assert "陈**" in page
    assert "陈玉兰" not in page
    browser.post(path, sent(row | {"person": "", "person_text": ""}, {"title": "反诈", "person": str(her.pk)}))

    assert [(each.title, each.person) for each in posters(board)] == [("防汛", her)]
    browser.post(path, sent(row))
    assert [(each.title, each.person) for each in posters(board)] == [("防火", her)]


def test_an_encrypted_column_is_not_shown_again_and_stays_until_it_is_written_over(
    browser: Client, officer: User
) -> None:
    board = make_board(officer, Poster(title="防汛", phone="10012345678"))
    path, row = f"/registers/boards/{board.pk}/edit/", {"id": str(posters(board).get().pk), "title": "防火"}

    page = text(browser, path)
    assert "10012345678" not in page
    assert page.count("data-private") >= 1
    browser.post(path, sent(row))
    assert posters(board).get().phone == "10012345678"
    browser.post(path, sent(row | {"phone": "10087654321"}, version="2"))
    assert posters(board).get().phone == "10087654321"


def test_rows_that_somebody_wrote_meanwhile_are_settled_row_by_row(browser: Client, officer: User) -> None:
    board = make_board(officer, Poster(title="防汛"), Poster(title="反诈"), Poster(title="防火"))
    first, second, third = posters(board)
    mine = [{"id": str(row.pk), "title": f"我改{row.title}"} for row in (first, second, third)]
    first.title, second.title = "她改防汛", "她改反诈"
    services.save(board, by=officer, rows={"posters": [first, second, third, Poster(title="她添的")]})
    path = f"/registers/boards/{board.pk}/edit/"

    answer = browser.post(path, sent(*mine))

    asked = {one.name: (one.hers, one.mine) for one in answer.context["conflicts"]}
    assert list(asked.values()) == [("她改防汛", "我改防汛"), ("她改反诈", "我改反诈")]
    assert all(words in answer.content.decode() for words in ("海报加了 1 条", "她改防汛", "我改防火"))
    assert posters(board)[2].title == "防火"
    assert browser.post(path, sent(*mine, version="2", hers=next(iter(asked)))).status_code == 302
    assert [row.title for row in posters(board)] == ["她改防汛", "我改反诈", "我改防火", "她添的"]


def test_what_only_the_record_refuses_is_said_at_its_part(browser: Client, officer: User) -> None:
    board = make_board(officer)
    services.save(board, by=officer, rows={"posters": [Poster(title="防汛")]})

    page = browser.post(f"/registers/boards/{board.pk}/edit/", sent({"title": "防汛"}, version="2")).content.decode()

    assert "名单里有一行写了两遍。" in page


def test_a_workbook_or_program_that_says_nothing_of_the_rows_leaves_them(browser: Client, officer: User) -> None:
    board = make_board(officer, Poster(title="防汛"))
    told = {name: value for name, value in sent().items() if not name.startswith("posters")}

    assert browser.post(f"/registers/boards/{board.pk}/edit/", told | {"name": "新名字"}).status_code == 302

    board.refresh_from_db()
    assert (board.name, posters(board).get().title) == ("新名字", "防汛")


def test_who_only_reads_sees_the_rows_and_writes_none(client: Client, officer: User) -> None:
    board = make_board(officer, Poster(title="防汛"))
    client.force_login(make_user(officer.unit, role=Role.LEADER))

    assert "防汛" in text(client, f"/registers/boards/{board.pk}/")
    assert client.post(f"/registers/boards/{board.pk}/edit/", sent({"title": "反诈"})).status_code == 404
    client.force_login(make_user(make_unit()))
    assert client.post(f"/registers/boards/{board.pk}/edit/", sent({"title": "反诈"})).status_code == 404
    assert posters(board).get().title == "防汛"


def test_a_program_writes_reads_and_sends_back_the_rows_and_nothing_changes(officer: User) -> None:
    her = make_person(officer.unit, by=officer)
    row: dict[str, Any] = {"title": "防汛", "person": her.pk, "price": "12.50", "since": "2026-03-05", "phone": "100"}
    body = {"name": "村口", "kind": "wall", "put_up_on": today().isoformat(), "panels": 1, "posters": [row]}

    status, made = send(officer, "POST", BOARDS, body)
    assert status == 201, made
    path, poster = f"{BOARDS}/{made['id']}", Poster._default_manager.get()
    assert made["posters"] == [
        {"id": poster.pk, "title": "防汛", "person": her.pk, "price": "12.50", "since": "2026-03-05"}
    ]
    assert send(officer, "PUT", path, made)[0] == 200
    assert (Poster._default_manager.get().pk, Poster._default_manager.get().phone) == (poster.pk, "100")
    assert send(officer, "PUT", path, {**body, "posters": [{"title": ""}, {"price": "x" * 3}]})[0] == 422
    status, refused = send(officer, "PUT", path, {**body, "posters": [row, {"price": "2"}]})
    assert (status, refused["errors"]) == (422, {"posters": ["第 2 行 写的什么：这里还没填。"]})
    assert send(officer, "PUT", path, {**body, "posters": []})[1]["posters"] == []
    assert not Poster._default_manager.exists()


def test_the_description_of_the_api_tells_the_columns_of_a_row(officer: User) -> None:
    schemas = send(officer, "GET", "/api/v1/openapi.json")[1]["components"]["schemas"]
    assert set(schemas["PosterIn"]["properties"]) == {"id", "title", "person", "price", "since", "phone"}


def test_what_became_of_the_rows_is_asked_in_one_go_and_one_day_dates_what_is_new(
    browser: Client, officer: User
) -> None:
    her = make_person(officer.unit, by=officer, name="陈玉兰")
    earlier = today() - timedelta(days=9)
    told = Poster(title="防汛", use="good", use_on=earlier)
    board = make_board(officer, told, Poster(title="反诈", person=her), Poster(title="防火"))
    kept, new, open_still = (row.pk for row in posters(board))
    path = f"/registers/boards/{board.pk}/later/posters/"
    assert f'href="{path}">有没有用</a>' in text(browser, f"/registers/boards/{board.pk}/")

    page = text(browser, path)
    assert all(words in page for words in ("防汛", "反诈", "陈玉兰", "还不知道", "没人看"))
    answers = {f"use_{kept}": "good", f"use_{new}": "none", f"use_{open_still}": "", "on": "今天", "version": "1"}
    assert browser.post(path, answers).status_code == 302

    assert [(row.use, row.use_on) for row in posters(board)] == [("good", earlier), ("none", today()), ("", None)]
    assert "没人看" in text(browser, f"/registers/boards/{board.pk}/")
    assert browser.post(path, {f"use_{kept}": "", "on": "今天", "version": "2"}).status_code == 302
    assert [(row.use, row.use_on) for row in posters(board)] == [("", None), ("none", today()), ("", None)]


def test_what_became_of_it_is_refused_where_somebody_was_quicker_or_an_answer_is_none(
    browser: Client, officer: User
) -> None:
    board = make_board(officer, Poster(title="防汛"))
    path, question = f"/registers/boards/{board.pk}/later/posters/", f"use_{posters(board).get().pk}"

    page = browser.post(path, {question: "wonderful", "on": "2月31日", "version": "1"}).content.decode()
    assert "2 月没有 31 日。" in page
    services.save(board, by=officer, rows={"posters": [*posters(board), Poster(title="她添的")]})
    page = browser.post(path, {question: "good", "on": "今天", "version": "1"}).content.decode()

    assert "海报加了 1 条" in page
    assert [(row.title, row.use) for row in posters(board)] == [("防汛", ""), ("她添的", "")]


def test_only_who_may_change_a_record_is_asked_what_became_of_it(client: Client, officer: User) -> None:
    path = f"/registers/boards/{make_board(officer, Poster(title='防汛')).pk}/later/posters/"
    for outsider in (make_user(officer.unit, role=Role.LEADER), make_user(make_unit())):
        client.force_login(outsider)
        assert client.get(path).status_code == 404
    client.force_login(officer)
    assert client.get(path.replace("posters/", "nothing/")).status_code == 404


def test_a_form_asks_the_database_the_same_however_many_rows_it_has(browser: Client, officer: User) -> None:
    asked = []
    for count in (2, 20):
        rows = [Poster(title=f"第{n}张", person=make_person(officer.unit, by=officer)) for n in range(count)]
        board = make_board(officer, *rows)
        paths = [f"/registers/boards/{board.pk}/{page}" for page in ("", "edit/", "later/posters/")]
        browser.get(paths[1])
        with CaptureQueriesContext(connection) as queries:
            assert all(browser.get(path).status_code == 200 for path in paths)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_hundreds_of_rows_go_in_at_once(browser: Client) -> None:
    rows = [{"title": f"第{n}张", "price": "1", "since": "今天", "person_text": ""} for n in range(400)]

    assert browser.post("/registers/boards/new/", sent(*rows)).status_code == 302

    assert posters(Board.objects.get()).count() == 400
