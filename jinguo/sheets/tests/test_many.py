"""A large workbook goes in while the page is left: the same words for each row, all of it or nothing, and back."""

import threading
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from jinguo import facts
from jinguo.common import idnumber
from jinguo.common.dates import today
from jinguo.extras.services import define
from jinguo.orgs import jobs
from jinguo.orgs.models import Job, Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.orgs.tree import parent_on
from jinguo.records import registers
from jinguo.records.models import Household, Person
from jinguo.records.people.services import change_person
from jinguo.records.tests.make import make_person
from jinguo.sheets import long, many, services, taking, undoing
from jinguo.sheets.models import ImportBatch
from jinguo.sheets.tests.test_taking_in import checked, workbook

pytestmark = pytest.mark.django_db
HEADINGS = ["姓名", "身份证号", "村", "手机", "文化程度", "户主", "与户主关系", "出生日期", "性别"]


@pytest.fixture
def village() -> Unit:
    return make_unit("河湾村", parent=make_unit(level=4))


@pytest.fixture
def worker(village: Unit) -> User:
    return make_user(village, role=Role.VILLAGE_WORKER)


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "LONG", 2)
    monkeypatch.setattr(services, "AT_ONCE", 2)


def numbered(sequence: int) -> str:
    return idnumber.make(born_on=date(1980, 5, 6), sequence=sequence, sex="female")


def mixed(village: Unit, worker: User) -> list[list[Any]]:
    """Some 40 rows: plain ones, households, and every reason to look twice."""
    make_person(unit=village, by=worker, name="册上甲", id_number=numbered(401))
    make_person(unit=village, by=worker, name="册上同名")
    elsewhere = make_unit("别处村")
    make_person(
        unit=elsewhere, by=make_user(elsewhere, role=Role.VILLAGE_WORKER), name="别处乙", id_number=numbered(403)
    )
    plain = [[f"平常{at}", numbered(at), "河湾村", "", "初中", "", "", "", ""] for at in range(1, 21)]
    odd = [
        ["户主丙", numbered(31), "河湾村", "", "", "", "户主", "", ""],
        ["孩子丁", numbered(32), "河湾", "", "", "户主丙", "子", "", ""],
        ["孩子戊", numbered(33), "河湾村", "", "", "没有的人", "子", "", ""],
        ["少一位", "12345", "河湾村", "", "", "", "", "", ""],
        ["", numbered(34), "河湾村", "", "", "", "", "", ""],
        ["电话错", numbered(35), "河湾村", "123", "", "", "", "", ""],
        ["村错", numbered(36), "没有村", "", "", "", "", "", ""],
        ["学历错", numbered(37), "河湾村", "", "很高", "", "", "", ""],
        ["册上甲", numbered(401), "河湾村", "", "", "", "", "", ""],
        ["册上甲", numbered(401), "河湾村", "", "大专", "", "", "", ""],
        ["册上同名", "", "河湾村", "", "", "", "", "", "女"],
        ["别处乙", numbered(403), "河湾村", "", "", "", "", "", ""],
        ["平常1", numbered(1), "河湾村", "", "初中", "", "", "", ""],
        ["平常2", numbered(2), "河湾村", "", "大专", "", "", "", ""],
        ["没证号", "", "河湾村", "", "", "", "", "", "女"],
        ["没证号", "", "河湾村", "", "", "", "", "", "女"],
        ["生日不同", numbered(38), "河湾村", "", "", "", "", "1981-1-1", ""],
        ["生日以后", "", "河湾村", "", "", "", "", "2090-1-1", "女"],
        ["名" * 60, numbered(39), "河湾村", "", "", "", "", "", ""],
        ["户主丙", numbered(40), "河湾村", "", "", "", "户主", "", ""],
        ["孩子己", numbered(41), "河湾村", "", "", "户主丙", "子", "", ""],
    ]
    return [HEADINGS, *plain, *odd]


def uploaded(worker: User, rows: list[list[Any]]) -> ImportBatch:
    register = registers.find("people")
    assert register is not None
    return services.upload(register=register, unit=worker.unit, data=workbook(rows), name="花名册.xlsx", by=worker)


def wrong(batch: ImportBatch) -> dict[int, dict[str, str]]:
    return {one["row"]: one["errors"] for one in services.work_of(batch)["wrong"]}


def plain_rows(count: int) -> list[list[Any]]:
    return [HEADINGS, *([f"平常{at}", numbered(at), "河湾村", "", "", "", "", "", ""] for at in range(1, count + 1))]


def people_told() -> list[tuple[Any, ...]]:
    told = Person.objects.order_by("name", "id_key")
    return [(one.name, one.sex, one.born_on, one.education, one.relation, str(one.household or "")) for one in told]


def test_a_large_workbook_is_judged_and_put_in_like_a_small_one(
    village: Unit, worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = mixed(village, worker)
    small, large = uploaded(worker, rows), uploaded(worker, rows)
    services.check(small)
    monkeypatch.setattr(services, "AT_ONCE", 2)
    services.check(large)
    assert wrong(large) == wrong(small)
    assert len(wrong(small)) > 8
    assert large.counts == small.counts
    told = large.counts
    with transaction.atomic():
        services.commit(large)
        assert large.counts == told
        many = people_told()
        transaction.set_rollback(True)
    monkeypatch.setattr(services, "AT_ONCE", 100)
    services.commit(small)
    assert people_told() == many


def test_a_large_workbook_is_looked_at_and_put_in_while_the_page_is_left(
    client: Client, worker: User, few_are_many: None
) -> None:
    batch = uploaded(worker, plain_rows(6))
    client.force_login(worker)
    page = batch.get_absolute_url()
    columns = {f"column-{at}": name for at, name in batch.mapping["columns"].items()}
    answer = client.post(page, {"act": "map", "sheet": "花名册", "header": "1", **columns})
    assert answer.headers["Location"] == reverse("job", args=[Job.objects.get().pk])
    jobs.run_waiting()
    client.post(page, {"act": "commit"})
    jobs.run_waiting()
    done = Job.objects.latest("pk")
    assert (done.state, done.result["url"]) == (Job.State.DONE, page)
    assert jobs.progress_of(done) == "已看 6 / 6 行"
    assert Person.objects.filter(unit=worker.unit).count() == 6
    client.post(page, {"act": "undo"})
    jobs.run_waiting()
    assert not Person.objects.live().filter(unit=worker.unit).exists()


def living(worker: User) -> list[str]:
    return [one.name for one in Person.objects.live().filter(unit=worker.unit)]


@pytest.fixture
def two_at_once(few_are_many: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "SOME", 2)


def test_whoever_stops_it_halfway_finds_nothing_of_it(worker: User, two_at_once: None) -> None:
    batch = uploaded(worker, plain_rows(6))
    services.check(batch)
    stated = facts.models.FactRow.objects.count()
    written = []

    def stop_at_the_fifth(_done: int, _total: int) -> None:
        if len(living(worker)) == 4:
            written.extend(living(worker))
            raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        services.commit(batch, stop_at_the_fifth)
    batch.refresh_from_db()
    assert written == ["平常1", "平常2", "平常3", "平常4"]
    assert (living(worker), facts.models.FactRow.objects.count()) == ([], stated)
    assert (batch.state, batch.items.count()) == (ImportBatch.State.CHECKED, 0)
    services.commit(batch)
    assert len(living(worker)) == 6


def test_what_a_stopped_server_had_put_in_is_taken_back_when_it_starts_again(worker: User, two_at_once: None) -> None:
    batch = uploaded(worker, plain_rows(6))
    services.check(batch)

    def die_at_the_fifth(_done: int, _total: int) -> None:
        if len(living(worker)) == 4:
            raise SystemExit

    with pytest.raises(SystemExit):
        services.commit(batch, die_at_the_fifth)
    assert len(living(worker)) == 4
    long.clear_up()
    long.clear_up()
    jobs.run_waiting()
    batch.refresh_from_db()
    assert (living(worker), batch.state) == ([], ImportBatch.State.CHECKED)
    assert Job.objects.get().result["text"] == "上次没放完的都收回了，可以再放一次。"
    services.commit(batch)
    assert len(living(worker)) == 6


def test_nobody_puts_in_twice_what_is_being_put_in(worker: User, two_at_once: None) -> None:
    batch = uploaded(worker, plain_rows(6))
    services.check(batch)
    twice = ImportBatch.objects.get(pk=batch.pk)

    def again_at_the_third(_done: int, _total: int) -> None:
        if len(living(worker)) == 2:
            with pytest.raises(ValidationError, match="已经放进去过了"):
                services.commit(twice)

    services.commit(batch, again_at_the_third)
    assert len(living(worker)) == 6


def test_a_household_goes_in_whole_however_its_rows_are_strewn(worker: User, two_at_once: None) -> None:
    rows: list[list[Any]] = [HEADINGS]
    for at, (name, head, relation) in enumerate(
        [("户主一", "", "户主"), ("户主二", "", "户主"), ("孩子二", "户主二", "子"), ("孩子一", "户主一", "女")],
        start=1,
    ):
        rows.append([name, numbered(at), "河湾村", "", "", head, relation, "", ""])
    batch = uploaded(worker, rows)
    services.check(batch)
    services.commit(batch)
    told = {str(home.head): [one.name for one in home.members.order_by("pk")] for home in Household.objects.all()}
    assert told == {"户主一": ["户主一", "孩子一"], "户主二": ["户主二", "孩子二"]}


def test_what_people_have_in_fields_of_their_own_goes_in_by_the_thousand_too(worker: User, two_at_once: None) -> None:
    officer = make_user(parent_on(worker.unit, today()), role=Role.TOWNSHIP_OFFICER)
    mu = define(register="people", unit=officer.unit, label="种了几亩", kind="number", by=officer)
    cells = ["3.5", "四五亩", "6"]
    rows = [[f"平常{at}", numbered(at), cell] for at, cell in enumerate(cells, start=1)]
    batch = uploaded(worker, [["姓名", "身份证号", "种了几亩"], *rows])
    services.check(batch)
    assert wrong(batch) == {3: {mu.name: "这里要写数字，例如 30、12.5。"}}
    services.commit(batch)
    assert [one.extra for one in Person.objects.order_by("name")] == [{mu.code: 3.5}, {mu.code: 6}]


def test_one_row_that_changes_what_another_made_goes_back_with_it(worker: User) -> None:
    row = ["平常1", numbered(1), "河湾村", "", "初中", "", "", "", ""]
    batch = uploaded(worker, [HEADINGS, row, [*row[:4], "大专", *row[5:]]])
    services.check(batch)
    services.commit(batch)
    assert Person.objects.get().education == "31"
    assert undoing.undo(batch) == []
    assert living(worker) == []


def test_a_large_batch_is_taken_back_but_for_whoever_was_touched(worker: User, few_are_many: None) -> None:
    batch = uploaded(worker, plain_rows(6))
    services.check(batch)
    services.commit(batch)
    change_person(Person.objects.get(name="平常3"), by=worker, occupation="教师")
    long.begin(long.UNDO, batch)
    jobs.run_waiting()
    assert "平常3" in Job.objects.get().result["text"]
    assert [one.name for one in Person.objects.live().filter(unit=worker.unit)] == ["平常3"]


def test_nobody_else_puts_in_a_large_batch(client: Client, village: Unit, worker: User, few_are_many: None) -> None:
    batch = uploaded(worker, plain_rows(6))
    services.check(batch)
    for other in (make_user(make_unit(), role=Role.VILLAGE_WORKER), make_user(village, role=Role.LEADER)):
        client.force_login(other)
        assert client.post(batch.get_absolute_url(), {"act": "commit"}).status_code in (403, 404)
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("register", ["people", "venues"])
def test_others_save_while_a_large_workbook_goes_in(
    village: Unit, worker: User, two_at_once: None, monkeypatch: pytest.MonkeyPatch, register: str
) -> None:
    monkeypatch.setattr(taking, "AT_ONCE", 2)
    other = make_user(make_unit("别处村"), role=Role.VILLAGE_WORKER)
    venues = ([f"之家{at}", "妇女之家", "县级", "2008-3-8"] for at in range(4))
    rows = plain_rows(4) if register == "people" else [["名称", "哪一种", "级别", "哪天挂的牌"], *venues]
    batch = checked(worker, workbook(rows), register)
    assert batch.counts["new"] == 4
    saved: list[str] = []

    def save_one() -> None:
        saved.append(make_person(unit=other.unit, by=other, name=f"别处{len(saved)}").name)
        connection.close()

    def somebody_saves(_done: int, _total: int) -> None:
        thread = threading.Thread(target=save_one)
        thread.start()
        thread.join()

    services.commit(batch, somebody_saves)
    assert len(saved) >= 2
    assert Person.objects.filter(unit=other.unit).count() == len(saved)
