"""What a register gives without further code, on a record type of the tests' own (tests/boards)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from jinguo.common.dates import today
from jinguo.indicators.sources import describe
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.people.services import move_person, request_transfer
from jinguo.records.people.timeline import timeline_of
from jinguo.records.tests.make import make_person
from tests.boards.models import Board

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Unit:
    return make_unit("宁海县", code="330226")


@pytest.fixture
def town(county: Unit) -> Unit:
    return make_unit("长街镇", county, code="330226101")


@pytest.fixture
def officer(town: Unit) -> User:
    return make_user(town)


@pytest.fixture
def client(officer: User) -> Client:
    return signed_in(officer)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_board(by: User, **fields: Any) -> Board:
    told = {"name": "村口宣传栏", "kind": "wall", "put_up_on": today(), "panels": 3, **fields}
    return services.save(Board(unit=told.pop("unit", by.unit), **told), by=by)


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def written(**fields: Any) -> dict[str, Any]:
    return {"name": "新宣传栏", "kind": "wall", "put_up_on": "今天", "panels": "2", **fields}


def test_an_empty_register_says_what_to_do(client: Client) -> None:
    page = text(client, "/registers/boards/")
    assert "还没有宣传栏记录" in page
    assert page.count("jg-btn-primary") == 1


def test_a_list_shows_its_records_and_how_many_as_an_openable_number(client: Client, officer: User) -> None:
    make_board(officer)
    page = text(client, "/registers/boards/")
    assert "村口宣传栏" in page
    assert "墙报" in page
    assert "i=boards.new&amp;u=330226101" in page


def test_a_filtered_list_knows_the_figure_of_just_these_records(client: Client, officer: User) -> None:
    make_board(officer)
    make_board(officer, name="电子屏一", kind="screen")
    page = text(client, f"/registers/boards/?kind=wall&period={today().year}")
    assert "电子屏一" not in page
    assert f"i=boards.new.wall&amp;u=330226101&amp;p={today().year}" in page


def test_a_filter_without_a_figure_still_says_how_many(client: Client, officer: User) -> None:
    make_board(officer, kind="screen")
    assert "共 1 条" in text(client, "/registers/boards/?kind=screen")


def test_nothing_found_names_the_search_and_offers_to_drop_it(client: Client, officer: User) -> None:
    make_board(officer)
    page = text(client, "/registers/boards/?q=陈玉栏")
    assert "没有找到“陈玉栏”" in page
    assert "去掉筛选" in page


def test_a_record_is_found_by_its_own_words_and_by_its_person(client: Client, officer: User) -> None:
    keeper = make_person(officer.unit, by=officer, name="陈玉兰")
    make_board(officer, keeper=keeper)
    make_board(officer, name="祠堂画廊")
    for query in ("村口", "cyl"):
        page = text(client, f"/registers/boards/?q={query}")
        assert "村口宣传栏" in page
        assert "祠堂画廊" not in page


@pytest.mark.parametrize("query", ["period=2026H9", "unit=999999", "unit=330226", "kind=x&keeper=x"])
def test_an_address_that_means_nothing_shows_nothing_of_others(client: Client, county: Unit, query: str) -> None:
    make_board(make_user(county), name="县里的")
    response = client.get(f"/registers/boards/?{query}")
    assert "县里的" not in response.content.decode()
    assert response.status_code in (200, 404)


def test_ten_more_rows_come_below(client: Client, officer: User) -> None:
    for number in range(12):
        make_board(officer, name=f"栏{number}号")
    assert "往下再看 2 行" in text(client, "/registers/boards/")
    page = text(client, "/registers/boards/?rows=20")
    assert "第 1–12 行，共 12 行" in page
    assert "往下再看" not in page


def test_a_county_chooses_among_its_towns_and_a_town_among_its_villages(
    county: Unit, town: Unit, officer: User
) -> None:
    village = make_unit("河湾村", town, code="330226101201")
    make_board(officer, unit=village)
    make_board(officer, name="镇上的")
    assert '<option value="330226101">长街镇</option>' in text(signed_in(make_user(county)), "/registers/boards/")
    for asked in ("330226101201", "河湾村"):
        page = text(signed_in(officer), f"/registers/boards/?unit={asked}")
        assert '<option value="330226101201" selected>河湾村</option>' in page
        assert "村口宣传栏" in page
        assert "镇上的" not in page


def test_writing_down_tells_which_number_moved_and_can_be_taken_back(client: Client) -> None:
    response = client.post("/registers/boards/new/", written(), follow=True)
    page = response.content.decode()
    board = Board.objects.get()
    assert "记下了。新立的宣传栏 0 → 1 个。" in page
    assert f"/registers/boards/{board.pk}/undo/" in page
    page = client.post(f"/registers/boards/{board.pk}/undo/", follow=True).content.decode()
    board.refresh_from_db()
    assert board.void_reason == "撤回"
    assert "撤回了。新立的宣传栏 1 → 0 个。" in page


def test_after_ten_minutes_nothing_is_taken_back(client: Client, officer: User) -> None:
    board = make_board(officer)
    Board.objects.filter(pk=board.pk).update(created_at=timezone.now() - timedelta(minutes=11))
    page = client.post(f"/registers/boards/{board.pk}/undo/", follow=True).content.decode()
    assert "过了 10 分钟就不能撤回了" in page
    board.refresh_from_db()
    assert board.voided_at is None


def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(client: Client) -> None:
    page = client.post("/registers/boards/new/", written(name="", put_up_on="2.31")).content.decode()
    assert "有 2 处要改" in page
    assert "2 月没有 31 日。" in page
    assert 'value="2"' in page
    assert not Board.objects.exists()


def test_a_record_page_tells_what_it_counts_for_and_what_was_done(client: Client, officer: User) -> None:
    board = make_board(officer)
    page = text(client, f"/registers/boards/{board.pk}/")
    assert "算进了这 2 个数" in page
    assert "i=boards.new.wall" in page
    assert "记下" in page


def test_repeating_fills_in_everything_but_the_day(client: Client, officer: User) -> None:
    board = make_board(officer, put_up_on=date(today().year, 1, 2), panels=7)
    page = text(client, f"/registers/boards/new/?like={board.pk}")
    assert "照 1月2日 那次填好了，改不一样的就行" in page
    assert 'value="7"' in page
    assert 'value="1月2日"' not in page


def test_voiding_says_how_many_numbers_it_leaves_and_wants_a_reason(client: Client, officer: User) -> None:
    board = make_board(officer)
    path = f"/registers/boards/{board.pk}/void/"
    assert "它会从 2 个数里去掉" in text(client, path)
    assert "请写为什么作废。" in client.post(path, {"reason": " "}).content.decode()
    page = client.post(path, {"reason": "记重了"}, follow=True).content.decode()
    assert "作废了。新立的宣传栏 1 → 0 个。" in page
    assert "记重了" in page
    assert "村口宣传栏" not in text(client, "/registers/boards/")
    assert client.get(f"/registers/boards/{board.pk}/edit/").status_code == 404


def test_two_people_at_once_choose_field_by_field(client: Client, officer: User) -> None:
    board = make_board(officer, panels=22)
    board.panels, board.name = 24, "大宣传栏"
    services.save(board, by=make_user(officer.unit))
    late = written(name="小宣传栏", panels="23", put_up_on=str(board.put_up_on), version="1")
    page = client.post(f"/registers/boards/{board.pk}/edit/", late).content.decode()
    assert "改过几块板：她写“24”，您写“23”。" in page
    assert 'name="version" value="2"' in page
    client.post(f"/registers/boards/{board.pk}/edit/", late | {"version": "2", "hers": "panels"})
    board.refresh_from_db()
    assert (board.panels, board.name) == (24, "小宣传栏")


def test_a_record_of_another_branch_is_not_there(county: Unit, officer: User) -> None:
    board = make_board(officer)
    sister = signed_in(make_user(make_unit("桑洲镇", county)))
    for page in ("", "edit/", "void/"):
        assert sister.get(f"/registers/boards/{board.pk}/{page}").status_code == 404
    assert sister.post(f"/registers/boards/{board.pk}/undo/").status_code == 404
    assert sister.get(f"/registers/boards/new/?like={board.pk}").status_code == 404
    assert "村口宣传栏" not in text(sister, "/registers/boards/")


def test_a_leader_reads_and_finds_no_button(town: Unit, officer: User) -> None:
    board = make_board(officer)
    leader = signed_in(make_user(town, role=Role.LEADER))
    assert f"/registers/boards/{board.pk}/edit/" not in text(leader, f"/registers/boards/{board.pk}/")
    assert "jg-btn-primary" not in text(leader, "/registers/boards/")
    assert leader.get("/registers/boards/new/").status_code == 404


def test_opened_figures_and_timelines_name_only_what_the_viewer_may_see(county: Unit, officer: User) -> None:
    keeper = make_person(officer.unit, by=officer, name="陈玉兰")
    board = make_board(officer, keeper=keeper)
    sister = make_user(make_unit("桑洲镇", county))
    pair = ("boards.board", board.pk)
    assert describe([pair], officer)[pair].url == f"/registers/boards/{board.pk}/"
    assert describe([pair], sister) == {}
    [year] = timeline_of(keeper, officer, until=today())
    assert [entry.title for entry in year.entries] == ["村口宣传栏"]
    assert timeline_of(keeper, sister, until=today()) == []


def test_the_drawer_leads_to_exactly_these_records(client: Client, officer: User) -> None:
    make_board(officer)
    opened = text(client, f"/figures/open/?i=boards.new.wall&u=330226101&p={today().year}")
    assert f"/registers/boards/?period={today().year}&amp;unit=330226101&amp;kind=wall" in opened


@pytest.mark.parametrize("page", ["/", "/write/", "/registers/", "/registers/boards/", "/registers/boards/{pk}/"])
def test_a_page_costs_the_same_however_much_is_recorded(
    page: str, officer: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    counts = []
    board = make_board(officer)
    for more in (1, 8):
        for number in range(more):
            make_board(officer, name=f"栏{number}")
        client = signed_in(officer)
        with django_assert_max_num_queries(100) as captured:
            text(client, page.format(pk=board.pk))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_today_and_write_down_offer_what_was_done_last(client: Client, officer: User) -> None:
    board = make_board(officer)
    assert "村口宣传栏" in text(client, "/")
    page = text(client, "/write/")
    assert f"/registers/boards/new/?like={board.pk}" in page
    assert "立了什么、谁管" in page


def test_the_door_refuses_a_void_without_a_reason(officer: User) -> None:
    with pytest.raises(ValidationError):
        services.void(make_board(officer), reason="", by=officer)


def test_more_rows_come_as_a_part_of_the_page(client: Client, officer: User) -> None:
    for number in range(12):
        make_board(officer, name=f"栏{number}号")
    part = client.get("/registers/boards/?rows=20", headers={"HX-Request": "true"}).content.decode()
    assert part.count("<tr>") == 13
    assert "<html" not in part


def test_people_and_households_are_registers_too(client: Client, officer: User) -> None:
    person = make_person(officer.unit, by=officer, name="陈玉兰", relation="0")
    page = text(client, "/registers/people/?q=chenyulan")
    assert f"/people/{person.pk}/" in page
    assert "共 1 人" in page
    assert "/people/new/" in page
    page = text(client, "/registers/households/?q=玉兰")
    assert f"/households/{person.household_id}/" in page
    assert "jg-btn-primary" not in page
    for generic in ("", "edit/", "void/"):
        assert client.get(f"/registers/people/{person.pk}/{generic}").status_code == 404


def test_today_shows_the_transfers_that_wait(client: Client, officer: User, county: Unit) -> None:
    asking = make_user(make_unit("桑洲镇", county))
    person = make_person(officer.unit, by=officer, name="陈玉兰")
    request_transfer(person=person, to_unit=asking.unit, by=asking)
    page = text(client, "/")
    assert "桑洲镇请您转一个人" in page
    assert "陈玉兰" in page
    assert "陈玉兰" not in text(signed_in(asking), "/")


def test_who_lives_elsewhere_by_now_is_masked_and_stays(county: Unit, client: Client, officer: User) -> None:
    keeper = make_person(officer.unit, by=officer, name="陈玉兰")
    board = make_board(officer, keeper=keeper)
    path = f"/registers/boards/{board.pk}/"
    assert "陈玉兰" in text(client, path)
    assert 'value="陈玉兰"' in text(client, f"{path}edit/")
    move_person(person=keeper, to_unit=make_unit("桑洲镇", county), on=today(), by=make_user(county))
    page = text(client, path)
    assert "陈玉兰" not in page
    assert "陈**" in page
    assert "陈玉兰" not in text(client, f"{path}edit/")
    assert client.post(f"{path}edit/", written(version="1")).status_code == 302
    board.refresh_from_db()
    assert (board.name, board.keeper) == ("新宣传栏", keeper)
