"""A list leaves the product as it is seen: on a sheet, with who took it, when and what for."""

import re
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from jinguo.common.dates import today
from jinguo.orgs.models import AuditEntry, Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.people.services import move_person
from jinguo.records.tests.make import make_id, make_person
from jinguo.records.tests.test_registers import make_board, signed_in, text
from jinguo.sheets.out import BLANK_LINES

pytestmark = pytest.mark.django_db

EXPORT = "/registers/boards/export/"


@pytest.fixture
def county() -> Unit:
    return make_unit("演示县")


@pytest.fixture
def officer(county: Unit) -> User:
    return make_user(make_unit("长街镇", parent=county))


def taken(client: Client, path: str = EXPORT, **sent: Any) -> list[list[Any]]:
    """The rows of the workbook that the page hands out."""
    if "columns" not in sent:
        page = client.get(path).content.decode()
        sent["columns"] = re.findall(r'name="columns" value="(\w+)"[^>]*checked', page)
    answer = client.post(path, {"purpose": "keep", **sent})
    assert answer.status_code == 200
    assert "attachment" in answer.headers.get("Content-Disposition", "")
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def said(rows: list[list[Any]]) -> str:
    return "\n".join(str(cell) for row in rows for cell in row)


def test_a_list_is_saved_as_it_is_seen_with_who_took_it(officer: User) -> None:
    make_board(officer, name="春天的会")
    rows = taken(signed_in(officer))
    assert "长街镇" in rows[1][0]
    assert officer.display_name in rows[1][0]
    assert str(today()) in rows[1][0]
    assert rows[2] == ["哪天立的", "叫什么", "哪一种", "单位", "几块板"]
    assert rows[3][1] == "春天的会"


def test_the_file_has_the_name_of_the_register_the_unit_and_the_day(officer: User) -> None:
    answer = signed_in(officer).post(EXPORT, {"purpose": "keep", "columns": ["name"]})
    name = unquote(answer.headers["Content-Disposition"])
    assert f"-长街镇-{today():%Y%m%d}.xlsx" in name


def test_a_formula_in_a_text_stays_a_text(officer: User) -> None:
    make_board(officer, name='=HYPERLINK("http://example.invalid","会")')
    make_board(officer, name="http://example.invalid")
    told = said(taken(signed_in(officer)))
    assert '=HYPERLINK("http://example.invalid","会")' in told
    assert "http://example.invalid" in told


def test_only_what_the_list_asks_for_is_saved(officer: User) -> None:
    make_board(officer, name="春天的会")
    make_board(officer, name="秋天的会")
    rows = taken(signed_in(officer), EXPORT + "?q=秋天")
    assert "秋天的会" in said(rows)
    assert "春天的会" not in said(rows)
    assert "秋天" in rows[1][0]


def test_rows_of_a_sister_branch_are_never_in_it(county: Unit, officer: User) -> None:
    other = make_user(make_unit("力洋镇", parent=county))
    make_board(other, name="别处的会")
    make_board(officer, name="自家的会")
    told = said(taken(signed_in(officer)))
    assert "自家的会" in told
    assert "别处的会" not in told
    assert signed_in(officer).get(f"{EXPORT}?unit={other.unit.pk}").status_code == 404


def test_who_lives_elsewhere_by_now_is_masked(county: Unit, officer: User) -> None:
    woman = make_person(officer.unit, by=officer, name="演示柳絮飞")
    make_board(officer, name="春天的会", keeper=woman)
    away = make_unit("力洋镇", parent=county)
    move_person(person=woman, to_unit=away, on=today(), by=make_user(county, role=Role.ADMINISTRATOR))
    told = said(taken(signed_in(officer), columns=["name", "keeper"]))
    assert "春天的会" in told
    assert "演示柳絮飞" not in told


def test_numbers_and_addresses_of_people_are_no_column(officer: User) -> None:
    number = make_id()
    make_person(officer.unit, by=officer, id_number=number)
    path, client = "/registers/people/export/", signed_in(officer)
    assert number not in said(taken(client, path))
    refused = client.post(path, {"purpose": "keep", "columns": ["id_number"]})
    assert "attachment" not in refused.headers.get("Content-Disposition", "")


def test_a_leader_may_take_the_list_along(officer: User) -> None:
    make_board(officer, name="春天的会")
    leader = signed_in(make_user(officer.unit, role=Role.LEADER))
    assert EXPORT in text(leader, "/registers/boards/")
    assert "春天的会" in said(taken(leader))


def test_the_trail_keeps_who_took_what_and_nothing_of_the_rows(officer: User) -> None:
    make_board(officer, name="春天的会")
    taken(signed_in(officer), columns=["name"], purpose="other", other="开会时发")
    entry = AuditEntry.objects.get(action="list.export")
    assert (entry.by, entry.target) == (officer, "boards")
    assert entry.detail == {"purpose": "开会时发", "columns": ["name"], "count": 1}


def test_another_purpose_wants_a_sentence_without_numbers(officer: User) -> None:
    client = signed_in(officer)
    empty = client.post(EXPORT, {"purpose": "other", "columns": ["name"]})
    assert "请写一句做什么用" in empty.content.decode()
    number = client.post(EXPORT, {"purpose": "other", "other": "给13800000000", "columns": ["name"]})
    assert "这里不写号码" in number.content.decode()
    assert not AuditEntry.objects.filter(action="list.export").exists()


def test_in_wechat_on_android_the_page_says_where_to_open_it(officer: User) -> None:
    agent = "Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0"
    page = signed_in(officer).get(EXPORT, headers={"user-agent": agent})
    assert "浏览器" in page.content.decode()


def test_a_list_is_printed_with_its_numbers_its_conditions_and_who_printed_it(county: Unit, officer: User) -> None:
    make_board(officer, name="春天的会")
    make_board(officer, name="秋天的会")
    make_board(make_user(make_unit("力洋镇", parent=county)), name="别处的会")
    page = text(signed_in(officer), "/registers/boards/print/?q=秋天")
    assert "序号" in page
    assert "秋天的会" in page
    assert "春天的会" not in page
    assert "别处的会" not in text(signed_in(officer), "/registers/boards/print/")
    assert f"制表人：{officer.display_name}" in page
    assert f"秋天\xa0· {officer.display_name}" in page


def test_the_sign_in_sheet_names_who_is_listed_and_leaves_lines_for_others(officer: User) -> None:
    board = make_board(officer, name="春天的会")
    page = text(signed_in(officer), f"/registers/boards/{board.pk}/sheet/")
    assert "春天的会签到表" in page
    assert "签名" in page
    assert page.count('class="jg-roll-number"') == 1 + BLANK_LINES


def test_the_sign_in_sheet_of_another_branch_is_not_there(county: Unit, officer: User) -> None:
    board = make_board(make_user(make_unit("力洋镇", parent=county)), name="别处的会")
    assert signed_in(officer).get(f"/registers/boards/{board.pk}/sheet/").status_code == 404
