"""自己要的几栏: a unit adds what it wants written down to any register, without code."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from jinguo import facts
from jinguo.extras import queries
from jinguo.extras import services as extras
from jinguo.extras.models import ExtraField
from jinguo.facts.models import FactRow
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers, services
from jinguo.records.models import Person
from jinguo.records.pages.forms import repeated
from jinguo.records.people.services import erase_person
from jinguo.records.tests.test_api import BOARDS, BODY, send
from jinguo.records.tests.test_registers import make_board, signed_in, text, written
from tests.boards.models import Board

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Unit:
    return make_unit("宁海县", code="330226")


@pytest.fixture
def officer(county: Unit) -> User:
    return make_user(make_unit("长街镇", county, code="330226101"))


def define(by: User, label: str = "谁出的钱", kind: str = "text", **fields: object) -> ExtraField:
    return extras.define(register="boards", unit=by.unit, label=label, kind=kind, by=by, **fields)  # type: ignore[arg-type]


def labels(unit: Unit) -> list[str]:
    return [field.label for field in queries.fields_for("boards", unit)]


def test_an_officer_adds_a_field_on_the_page_and_everybody_below_finds_it_in_the_form(officer: User) -> None:
    client = signed_in(officer)
    assert "加一栏自己要的" in text(client, "/registers/boards/")
    answer = client.post("/registers/boards/extras/", {"label": "谁出的钱", "kind": "text"}, follow=True)
    assert "加好了：谁出的钱" in answer.content.decode()
    below = make_user(make_unit(parent=officer.unit), role=Role.VILLAGE_WORKER)
    page = text(signed_in(below), "/registers/boards/new/")
    assert "还有几项（可以不填）" in page
    assert "谁出的钱" in page
    assert "不要写身份证号、病情、家庭矛盾" in page


def test_what_a_town_adds_is_its_own_and_what_the_county_adds_is_everybodys(county: Unit, officer: User) -> None:
    sister = make_user(make_unit("桑洲镇", county))
    define(officer, "镇里要的")
    define(make_user(county, role=Role.COUNTY_STAFF), "县里要的")
    assert labels(officer.unit) == ["镇里要的", "县里要的"]
    assert labels(sister.unit) == ["县里要的"]
    assert "镇里要的" not in text(signed_in(sister), "/registers/boards/new/")


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "said"),
    [
        ("text", "村里", "村里", "村里"),
        ("number", "1200.50", 1200.5, "1200.5"),
        ("number", "30", 30, "30"),
        ("day", "2026年5月1日", "2026-05-01", "5月1日"),
        ("choice", "镇里", "镇里", "镇里"),
    ],
)
def test_what_is_written_there_stands_on_the_page_and_in_the_history(
    officer: User, kind: str, typed: str, kept: object, said: str
) -> None:
    field = define(officer, kind=kind, choices=["村里", "镇里"])
    client = signed_in(officer)
    page = client.post("/registers/boards/new/", written(**{field.name: typed}), follow=True).content.decode()
    assert Board.objects.get().extra == {field.code: kept}
    assert f"<dt>谁出的钱</dt><dd>{said}</dd>" in page
    assert f"谁出的钱：{said}" in page


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("number", "很多", "这里要写数字"),
        ("day", "2026年2月31日", "2 月没有 31 日"),
        ("choice", "省里", "省里"),
        ("text", "990101199001010021", "这里像是身份证号"),
        ("text", "长" * 201, "200"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(
    officer: User, kind: str, typed: str, answer: str
) -> None:
    field = define(officer, kind=kind, choices=["村里", "镇里"])
    response = signed_in(officer).post("/registers/boards/new/", written(**{field.name: typed}))
    assert not Board.objects.exists()
    assert answer in " ".join(response.context["form"].errors[field.name])
    assert "新宣传栏" in response.content.decode()
    assert '<details class="jg-more" open>' in response.content.decode()


def test_a_closed_field_leaves_the_form_and_keeps_what_was_written(officer: User) -> None:
    field = define(officer)
    board = make_board(officer, extra={field.code: "村里"})
    client = signed_in(officer)
    client.post(f"/extras/{field.pk}/", {"on": "0"})
    assert "谁出的钱" not in text(client, f"/registers/boards/{board.pk}/edit/")
    client.post(f"/registers/boards/{board.pk}/edit/", written(name="改了名"))
    board.refresh_from_db()
    assert (board.name, board.extra) == ("改了名", {field.code: "村里"})
    assert "<dt>谁出的钱</dt><dd>村里</dd>" in text(client, f"/registers/boards/{board.pk}/")
    client.post(f"/extras/{field.pk}/", {"on": "1"})
    assert "谁出的钱" in text(client, f"/registers/boards/{board.pk}/edit/")


def test_what_was_typed_into_a_field_that_closed_meanwhile_is_not_lost_silently(officer: User) -> None:
    field = define(officer)
    extras.switch(field, on=False, by=officer)
    page = signed_in(officer).post("/registers/boards/new/", written(**{field.name: "村里出的"})).content.decode()
    assert "有一栏刚停用了，里面写的是“村里出的”" in page


def test_nor_is_what_was_changed_in_a_field_that_closed_meanwhile(officer: User) -> None:
    field = define(officer)
    board = make_board(officer, extra={field.code: "村里"})
    extras.switch(field, on=False, by=officer)
    client, url = signed_in(officer), f"/registers/boards/{board.pk}/edit/"

    assert "里面写的是“镇里”" in client.post(url, written(**{field.name: "镇里"})).content.decode()
    assert client.post(url, written(**{field.name: "村里"})).status_code == 302


def test_a_new_name_goes_for_what_was_written_before(officer: User) -> None:
    field = define(officer)
    board = make_board(officer, extra={field.code: "村里"})
    signed_in(officer).post(f"/extras/{field.pk}/", {"label": "资金来源"})
    assert "<dt>资金来源</dt><dd>村里</dd>" in text(signed_in(officer), f"/registers/boards/{board.pk}/")


def test_a_choice_that_is_no_longer_offered_stays_chosen_where_it_was(officer: User) -> None:
    field = define(officer, kind="choice", choices=["村里", "镇里"])
    board = make_board(officer, extra={field.code: "村里"})
    extras.change(field, label=field.label, choices=["镇里", "县里"], by=officer)
    assert "村里" in text(signed_in(officer), f"/registers/boards/{board.pk}/edit/")
    assert "村里" not in text(signed_in(officer), "/registers/boards/new/").split("谁出的钱")[1]


@pytest.mark.parametrize("label", ["怀孕几个月", "宗教信仰", "身份证号", "手机号码", "病史", "健康状况"])
def test_what_nobody_may_be_asked_for_is_refused_with_a_sentence(officer: User, label: str) -> None:
    response = signed_in(officer).post("/registers/boards/extras/", {"label": label, "kind": "text"})
    assert "不能另设一栏" in response.content.decode()
    assert not ExtraField.objects.exists()


def test_two_fields_of_one_name_or_a_choice_of_one_are_refused(officer: User) -> None:
    define(officer)
    with pytest.raises(ValidationError, match="已经有“谁出的钱”"):
        define(officer)
    with pytest.raises(ValidationError, match="最少两样"):
        define(officer, "几等奖", "choice", choices=["一等奖", "一等奖"])


@pytest.mark.parametrize("role", [Role.VILLAGE_WORKER, Role.LEADER])
def test_who_may_not_define_finds_neither_link_nor_page(officer: User, role: str) -> None:
    field = define(officer)
    other = make_user(officer.unit, role=role)
    client = signed_in(other)
    assert "加一栏自己要的" not in text(client, "/registers/boards/")
    for path in ("/registers/boards/extras/", f"/extras/{field.pk}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"label": "x", "kind": "text", "on": "0"}).status_code == 404
    with pytest.raises(PermissionDenied):
        define(other, "另一栏")


def test_a_town_neither_changes_what_the_county_asks_for_nor_what_a_sister_asks_for(
    county: Unit, officer: User
) -> None:
    fields = [define(make_user(county, role=Role.ADMINISTRATOR)), define(make_user(make_unit("桑洲镇", county)), "别")]
    for field in fields:
        assert signed_in(officer).post(f"/extras/{field.pk}/", {"on": "0"}).status_code == 404
        with pytest.raises(PermissionDenied):
            extras.switch(field, on=False, by=officer)
    page = text(signed_in(officer), "/registers/boards/extras/")
    assert "宁海县妇联要的" in page
    assert f"/extras/{fields[0].pk}/" not in page
    assert "桑洲镇" not in page


def test_a_program_reads_and_writes_them_under_extra(officer: User) -> None:
    field = define(officer, kind="number")
    status, made = send(officer, "POST", BOARDS, BODY | {"extra": {field.code: 30}})
    assert (status, made["extra"]) == (201, {field.code: 30})
    one = f"{BOARDS}/{made['id']}"
    assert send(officer, "PUT", one, BODY | {"panels": 9})[1]["extra"] == {field.code: 30}, "left out: stays"
    assert send(officer, "PUT", one, BODY | {"extra": {field.code: None}})[1]["extra"] == {}
    status, refusal = send(officer, "PUT", one, BODY | {"extra": {field.code: "many"}})
    assert (status, set(refusal["errors"])) == (422, {field.name})
    assert send(officer, "POST", BOARDS, BODY | {"extra": {"x99": "村里"}})[0] == 422
    assert send(officer, "POST", BOARDS, BODY | {"extra": "村里"})[0] == 422


def test_sent_back_as_it_was_read_it_changes_nothing(officer: User) -> None:
    field, closed = define(officer), define(officer, "旧的")
    board = make_board(officer, extra={field.code: "村里", closed.code: "老话"})
    extras.switch(closed, on=False, by=officer)
    read = send(officer, "GET", f"{BOARDS}/{board.pk}")[1]
    assert send(officer, "PUT", f"{BOARDS}/{board.pk}", read)[1]["extra"] == read["extra"]


def test_a_person_has_them_too_and_they_go_when_she_is_erased(officer: User) -> None:
    field = extras.define(register="people", unit=officer.unit, label="会什么手艺", kind="text", by=officer)
    client = signed_in(officer)
    told = {"name": "陈玉兰", "sex": "2", "unit_text": "长街镇", "no_id_reason": "other", field.name: "编草帽"}
    client.post("/people/new/", told)
    her = Person.objects.get()
    assert her.extra == {field.code: "编草帽"}
    page = text(client, f"/people/{her.pk}/")
    assert "<dt>会什么手艺</dt><dd>编草帽</dd>" in page
    change = client.post(f"/people/{her.pk}/edit/", {**told, "version": her.version, field.name: "剪纸"}, follow=True)
    assert "会什么手艺（编草帽 → 剪纸）" in change.content.decode()
    erase_person(her, reason="本人要求", by=make_user(officer.unit, role=Role.ADMINISTRATOR))
    assert "剪纸" not in text(client, f"/people/{her.pk}/")
    her.refresh_from_db()
    assert her.extra == {}


def test_training_has_them_in_its_own_form(officer: User) -> None:
    extras.define(register="training", unit=officer.unit, label="发了多少资料", kind="number", by=officer)
    page = text(signed_in(officer), "/registers/training/new/")
    assert "发了多少资料" in page.split("还有几项（可以不填）")[1]


def test_two_people_at_once_are_asked_about_them_as_well(officer: User) -> None:
    field = define(officer, kind="day")
    board = make_board(officer, extra={field.code: "2026-05-01"})
    mine, hers = signed_in(officer), signed_in(make_user(officer.unit))
    seen = {"version": board.version}
    hers.post(f"/registers/boards/{board.pk}/edit/", written(**seen, **{field.name: "2026年5月2日"}))
    typed = written(**seen, **{field.name: "2026年5月3日"})
    page = mine.post(f"/registers/boards/{board.pk}/edit/", typed).content.decode()
    assert "改过谁出的钱：她写“5月2日”，您写“5月3日”" in page
    mine.post(f"/registers/boards/{board.pk}/edit/", typed | {"version": 2, "hers": field.name})
    board.refresh_from_db()
    assert board.extra == {field.code: "2026-05-02"}


def test_written_down_again_it_keeps_them_but_the_days(officer: User) -> None:
    money, day = define(officer), define(officer, "哪天修的", "day")
    board = make_board(officer, extra={money.code: "村里", day.code: "2026-05-01"})
    register = registers.find("boards")
    assert register is not None
    assert repeated(register, board, officer).extra == {money.code: "村里"}


def test_they_are_never_facts(officer: User) -> None:
    field = define(officer, kind="number")
    board = make_board(officer)
    rows = list(FactRow.objects.order_by("pk").values())
    board.extra = {field.code: 999}
    services.save(board, by=officer)
    assert list(FactRow.objects.order_by("pk").values()) == rows
    assert list(facts.verify()) == []


def test_signed_out_there_is_nothing(officer: User) -> None:
    field = define(officer)
    for path in ("/registers/boards/extras/", f"/extras/{field.pk}/"):
        assert Client().get(path)["Location"].startswith("/sign-in/")
