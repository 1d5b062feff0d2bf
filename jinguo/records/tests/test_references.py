"""A record that names one of another line, on a record type of the tests' own (tests/boards)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jinguo import facts
from jinguo.common.dates import today
from jinguo.facts.models import FactRow
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.models import Programme
from jinguo.records.tests.test_api import BOARDS, BODY, send
from jinguo.records.tests.test_registers import make_board, signed_in, text, written
from tests.boards.models import Board

pytestmark = pytest.mark.django_db

NEW = "/registers/boards/new/"


def stored() -> Any:
    return Board._default_manager.get()


@pytest.fixture
def county() -> Unit:
    return make_unit("宁海县", code="330226")


@pytest.fixture
def worker(county: Unit) -> User:
    village = make_unit("河湾村", make_unit("越溪乡", county))
    return make_user(village, role=Role.VILLAGE_WORKER)


@pytest.fixture
def client(worker: User) -> Client:
    return signed_in(worker)


def make_work(unit: Unit, name: str = "万名农家女", **fields: str) -> Programme:
    return services.save(Programme(unit=unit, name=name, since=today(), **fields), by=make_user(unit))


def suggested(client: Client, asked: str) -> str:
    return text(client, f"/registers/programmes/suggest/?work_text={asked}")


def test_what_the_county_keeps_for_all_is_found_by_typing_and_chosen(client: Client, county: Unit) -> None:
    work = make_work(county)
    make_work(make_unit("象山县"), name="万名渔家女")

    assert "万名农家女" in suggested(client, "万名")
    assert "万名渔家女" not in suggested(client, "万名")
    client.post(NEW, written(work=work.pk, work_text="万名农家女"))
    assert stored().work == work


def test_without_javascript_the_name_is_enough(client: Client, county: Unit) -> None:
    work = make_work(county)

    client.post(NEW, written(work_text="万名农家女"))

    assert stored().work == work


def test_the_own_one_of_two_with_a_name_is_meant(client: Client, county: Unit, worker: User) -> None:
    make_work(county)
    own = make_work(worker.unit)

    client.post(NEW, written(work_text="万名农家女"))

    assert stored().work == own


def test_a_name_that_nobody_has_and_a_strangers_record_are_refused(client: Client) -> None:
    stranger = make_work(make_unit("象山县"))

    assert "没有找到“万名”" in client.post(NEW, written(work_text="万名")).content.decode()
    client.post(NEW, written(work=stranger.pk))
    assert not Board.objects.exists()


def test_what_a_neighbour_writes_down_for_itself_is_not_offered(client: Client, county: Unit) -> None:
    make_board(make_user(county), name="县里的宣传栏")

    assert "县里的宣传栏" not in text(client, "/registers/boards/suggest/")


def test_the_page_names_it_leads_there_and_the_history_tells_it(client: Client, county: Unit, worker: User) -> None:
    above, own = make_work(county), make_work(worker.unit, name="好家风")
    board = make_board(worker, work=above)
    board.work = own
    services.save(board, by=worker)

    page = text(client, f"/registers/boards/{board.pk}/")

    assert f'href="/registers/programmes/{own.pk}/">好家风' in page
    assert "属于哪项工作（万名农家女 → 好家风）" in page


def test_what_stands_above_is_named_without_a_way_to_it(client: Client, county: Unit, worker: User) -> None:
    board = make_board(worker, work=make_work(county))

    assert "万名农家女" in text(client, f"/registers/boards/{board.pk}/")
    assert "/registers/programmes/1" not in text(client, f"/registers/boards/{board.pk}/")


def test_records_are_found_by_the_name_of_what_they_refer_to(client: Client, county: Unit, worker: User) -> None:
    make_board(worker, work=make_work(county))
    make_board(worker, name="冬天的会")

    page = text(client, "/registers/boards/?q=农家女")

    assert "村口宣传栏" in page
    assert "冬天的会" not in page


def test_repeating_takes_it_along(client: Client, county: Unit, worker: User) -> None:
    board = make_board(worker, work=make_work(county))

    assert 'value="万名农家女"' in text(client, f"{NEW}?like={board.pk}")


def test_a_program_reads_and_writes_its_id(worker: User, county: Unit) -> None:
    work = make_work(county)

    status, made = send(worker, "POST", BOARDS, BODY | {"work": work.pk})

    assert (status, made["work"], made["thing"]) == (201, work.pk, None)
    assert send(worker, "POST", BOARDS, BODY | {"work": 10**9})[0] == 422


def test_a_correction_there_moves_the_facts_here(county: Unit, worker: User) -> None:
    work = make_work(county, theme="创业")
    make_board(worker, work=work)

    work.theme = "家风"
    services.save(work, by=make_user(county))

    assert FactRow.objects.get(kind="board.stands").tags == {"theme": "家风"}
    assert list(facts.verify()) == []


def test_facts_of_many_records_take_as_many_statements_as_of_few(county: Unit, worker: User) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as done:
            assert list(facts.verify()) == []
        return len(done)

    for number in range(2):
        make_board(worker, work=make_work(county, name=f"工作{number}", theme="创业"))
    few = statements()
    for number in range(9):
        make_board(worker, work=make_work(county, name=f"又一项{number}", theme="创业"))
    assert statements() == few


def test_a_line_that_is_not_installed_leaves_nothing_to_see(client: Client, worker: User) -> None:
    board = make_board(worker)
    elsewhere: Any = {"thing_id": 7}
    Board._default_manager.filter(pk=board.pk).update(**elsewhere)

    assert stored().thing is None
    assert "没有装的那一种" not in text(client, f"/registers/boards/{board.pk}/")
    assert "没有装的那一种" not in text(client, NEW)
    client.post(f"/registers/boards/{board.pk}/edit/", written(name="改过的"))
    assert (stored().name, stored().thing_id) == ("改过的", 7)
