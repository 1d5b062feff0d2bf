"""The API of every register, on a record type of the tests' own (tests/boards)."""

from typing import Any

import pytest
from django import forms
from django.test import Client

from jinguo.common.dates import today
from jinguo.orgs.accounts import issue_token
from jinguo.orgs.fields import UnitField
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers
from jinguo.records.models import Person
from jinguo.records.pages.forms import form_class
from jinguo.records.parts.forms import RowsField
from jinguo.records.people.fields import PersonField
from jinguo.records.registers import Register
from jinguo.records.tests.make import make_person
from jinguo.records.tests.test_registers import make_board, signed_in
from jinguo.ui.forms import DayField
from tests.boards.models import Board

pytestmark = pytest.mark.django_db

BOARDS = "/api/v1/records/boards"
BODY = {"name": "村口宣传栏", "kind": "wall", "put_up_on": "2026-03-05", "panels": 3}


@pytest.fixture
def officer() -> User:
    return make_user(make_unit("长街镇", make_unit("宁海县", code="330226"), code="330226101"))


def send(user: User, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    token, _expires = issue_token(user=user)
    response = Client().generic(
        method, path, data=_text(body), content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )
    return response.status_code, response.json()


def _text(body: Any) -> str:
    import json

    return "" if body is None else json.dumps(body)


def test_a_program_writes_down_reads_changes_and_voids(officer: User) -> None:
    status, made = send(officer, "POST", BOARDS, BODY)
    assert (status, made["name"], made["version"]) == (201, "村口宣传栏", 1)
    one = f"{BOARDS}/{made['id']}"
    status, changed = send(officer, "PUT", one, BODY | {"panels": 4, "version": 1})
    assert (status, changed["panels"], changed["version"]) == (200, 4, 2)
    assert send(officer, "GET", BOARDS)[1]["count"] == 1
    status, _voided = send(officer, "POST", f"{one}/void", {"reason": "记重了"})
    assert status == 200
    assert send(officer, "GET", BOARDS)[1] == {"count": 0, "next": None, "items": []}
    assert send(officer, "GET", one)[1]["void_reason"] == "记重了"


def test_what_is_wrong_is_said_in_chinese_at_its_field(officer: User) -> None:
    status, answer = send(officer, "POST", BOARDS, BODY | {"name": None, "kind": "tent"})
    assert status == 422
    assert set(answer["errors"]) == {"name", "kind"}
    status, answer = send(officer, "POST", BOARDS, BODY | {"panels": "many"})
    assert (status, answer) == (422, {"errors": {"panels": ["这里要写整数。"]}})
    assert not Board.objects.exists()


def test_an_old_version_is_refused(officer: User) -> None:
    board = make_board(officer)
    one = f"{BOARDS}/{board.pk}"
    assert send(officer, "PUT", one, BODY | {"version": 1})[0] == 200
    status, answer = send(officer, "PUT", one, BODY | {"panels": 9, "version": 1})
    assert status == 422
    assert "请看过再存" in answer["errors"]["__all__"][0]


def test_lists_are_filtered_like_the_page_and_come_in_pages(officer: User) -> None:
    for number in range(3):
        make_board(officer, name=f"栏{number}", kind="screen" if number else "wall")
    status, page = send(officer, "GET", f"{BOARDS}?kind=screen&limit=1")
    assert (status, page["count"], page["next"], len(page["items"])) == (200, 2, 1, 1)


def test_another_branch_is_not_there_and_a_leader_cannot_write(officer: User) -> None:
    board = make_board(officer)
    sister = make_user(make_unit("桑洲镇"))
    for method, path in (("GET", ""), ("PUT", ""), ("POST", "/void")):
        assert send(sister, method, f"{BOARDS}/{board.pk}{path}", BODY)[0] == 404
    assert send(sister, "GET", BOARDS)[1]["count"] == 0
    leader = make_user(officer.unit, role=Role.LEADER)
    assert send(leader, "GET", BOARDS)[1]["count"] == 1
    assert send(leader, "POST", BOARDS, BODY)[0] == 403
    assert send(leader, "POST", f"{BOARDS}/{board.pk}/void", {"reason": "x"})[0] == 403


def test_without_signing_in_there_is_nothing(officer: User) -> None:
    board = make_board(officer)
    for path in (BOARDS, f"{BOARDS}/{board.pk}", "/api/v1/figures?unit=330226&period=2026"):
        assert Client().get(path).status_code == 401


def test_a_signed_in_browser_may_read_but_not_write(officer: User) -> None:
    make_board(officer)
    client = signed_in(officer)
    assert client.get(BOARDS).json()["count"] == 1
    assert client.post(BOARDS, BODY, content_type="application/json").status_code == 401


def test_figures_are_read_and_opened(officer: User) -> None:
    board = make_board(officer, put_up_on="2026-03-05")
    query = "unit=330226101&period=2026H1&indicator=boards.new"
    status, figures = send(officer, "GET", f"/api/v1/figures?{query}")
    assert (status, figures[0]["value"]) == (200, "1")
    status, opened = send(officer, "GET", f"/api/v1/figures/open?{query}")
    assert (status, opened["count"]) == (200, 1)
    assert opened["lines"][0]["url"] == f"/registers/boards/{board.pk}/"


def test_the_api_describes_itself_without_a_foreign_page(officer: User) -> None:
    schema = Client().get("/api/v1/openapi.json").json()
    assert set(schema["paths"]["/api/v1/records/boards"]) == {"get", "post"}
    assert "BoardIn" in schema["components"]["schemas"]
    assert Client().get("/api/v1/docs").status_code == 404


def test_a_county_reads_its_towns(officer: User) -> None:
    make_board(officer)
    county = Unit.objects.get(code="330226")
    assert send(make_user(county), "GET", f"{BOARDS}?unit=330226101")[1]["count"] == 1


def test_a_person_is_registered_and_corrected_by_a_program(officer: User) -> None:
    body = {"name": "陈玉兰", "unit": str(officer.unit.pk), "sex": "2", "no_id_reason": "other", "phone": "10000000023"}
    status, made = send(officer, "POST", "/api/v1/records/people", body)
    assert (status, made["name"]) == (201, "陈玉兰")
    assert "phone" not in made
    status, changed = send(
        officer, "PUT", f"/api/v1/records/people/{made['id']}", body | {"name": "陈玉蓝", "phone": ""}
    )
    assert (status, changed["name"]) == (200, "陈玉蓝")
    assert Person.objects.get(pk=made["id"]).phone == "10000000023"
    status, answer = send(officer, "POST", "/api/v1/records/people", body | {"id_number": "33022619880307"})
    assert (status, list(answer["errors"])) == (422, ["id_number"])


def _example(name: str, field: forms.Field, officer: User, person: Person) -> Any:
    """A value that the field of a form takes."""
    if isinstance(field, UnitField | PersonField):
        return (officer.unit if isinstance(field, UnitField) else person).pk
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [person.pk]
    if isinstance(field, RowsField):
        return [{"what": "办班", "amount": "30.5", "measure_word": "期"}]
    if isinstance(field, DayField):
        return today().isoformat()
    if isinstance(field, forms.ChoiceField):
        return next(code for code, _label in field.choices if code)  # type: ignore[misc, union-attr]
    return 3 if isinstance(field, forms.IntegerField) else f"试一试 3 {name[:1]}"


WRITABLE = [one for one in registers.shared() if one.form or not one.doors]


@pytest.mark.parametrize("register", WRITABLE, ids=lambda one: one.slug)
def test_every_register_is_written_listed_changed_and_voided_by_a_program(register: Register, officer: User) -> None:
    person = make_person(officer.unit)
    asked = {
        "course_kind",
        "play_kind",
        "people",
        "no_id_reason",
        "targets",
        "population",
        "person",
        "helper_name",
        "amount",
    }
    body = {
        name: _example(name, field, officer, person)
        for name, field in form_class(register).base_fields.items()
        if (field.required and name not in {"women", "version"}) or name in asked
    }
    path = f"/api/v1/records/{register.slug}"
    status, made = send(officer, "POST", path, body)
    assert status == 201, made
    one = f"{path}/{made['id']}"
    assert made["id"] in [item["id"] for item in send(officer, "GET", path)[1]["items"]]
    status, again = send(officer, "PUT", one, send(officer, "GET", one)[1])
    assert status == 200, again
    kept = {name: value for name, value in made.items() if name not in ("version", "changed_at")}
    assert {name: again[name] for name in kept} == kept
    status, voided = send(officer, "POST", f"{one}/void", {"reason": "记重了"})
    assert (status, voided["void_reason"]) == (200, "记重了")
    assert made["id"] not in [item["id"] for item in send(officer, "GET", path)[1]["items"]]


def test_a_reason_longer_than_is_kept_is_refused_at_its_field(officer: User) -> None:
    status, answer = send(officer, "POST", f"{BOARDS}/{make_board(officer).pk}/void", {"reason": "长" * 201})
    assert (status, list(answer["errors"])) == (422, ["reason"])


@pytest.mark.parametrize("unit", [10**30, int("9" * 4000), -1, "x"], ids=["huge", "endless", "negative", "words"])
def test_a_reference_to_nothing_is_refused_at_its_field(officer: User, unit: Any) -> None:
    body = {"name": "陈玉兰", "unit": unit, "sex": "2", "no_id_reason": "other"}
    status, answer = send(officer, "POST", "/api/v1/records/people", body)
    assert (status, list(answer["errors"])) == (422, ["unit"])


def test_a_list_read_from_far_beyond_its_end_is_empty(officer: User) -> None:
    make_board(officer)
    assert send(officer, "GET", f"{BOARDS}?offset={10**20}")[1] == {"count": 1, "next": None, "items": []}


def test_text_that_cannot_be_stored_is_no_json(officer: User) -> None:
    status, answer = send(officer, "POST", BOARDS, BODY | {"name": "\ud800"})
    assert (status, answer) == (400, {"errors": {"__all__": ["看不懂送来的内容，要写 JSON。"]}})
