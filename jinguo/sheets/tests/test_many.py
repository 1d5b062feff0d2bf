"""A large workbook goes in while the page is left: the same words for each row, all of it or nothing, and back."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from jinguo import facts
from jinguo.common import idnumber
from jinguo.orgs import jobs
from jinguo.orgs.models import Job, Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers
from jinguo.records.models import Change, Household, Person, PersonKey
from jinguo.records.people import bulk
from jinguo.records.people.services import change_person
from jinguo.records.tests.make import make_person
from jinguo.sheets import long, services
from jinguo.sheets.models import ImportBatch, ImportItem
from jinguo.sheets.tests.test_taking_in import workbook

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


def on_file() -> dict[str, int]:
    kinds: list[Any] = [Person, Household, Change, PersonKey, ImportItem, facts.models.FactRow]
    return {kind.__name__: kind.objects.count() for kind in kinds}


def people_told() -> list[tuple[Any, ...]]:
    told = Person.objects.order_by("name", "id_key")
    return [(one.name, one.sex, one.born_on, one.education, one.relation, str(one.household or "")) for one in told]


def test_a_large_workbook_is_judged_and_put_in_like_a_small_one(
    village: Unit, worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = mixed(village, worker)
    small, large = uploaded(worker, rows), uploaded(worker, rows)
    services.check(small)
    monkeypatch.setattr(services, "LONG", 2)
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
    monkeypatch.setattr(services, "LONG", 1000)
    services.commit(small)
    assert people_told() == many


def test_a_large_workbook_is_looked_at_and_put_in_while_the_page_is_left(
    client: Client, worker: User, few_are_many: None
) -> None:
    batch = uploaded(worker, plain_rows(6))
    client.force_login(worker)
    page = reverse("import", args=[batch.pk])
    columns = {f"column-{at}": name for at, name in batch.mapping["columns"].items()}
    answer = client.post(page, {"act": "map", "sheet": "花名册", "header": "1", **columns})
    assert answer.headers["Location"] == reverse("job", args=[Job.objects.get().pk])
    jobs.run_waiting()
    client.post(page, {"act": "commit"})
    jobs.run_waiting()
    done = Job.objects.latest("pk")
    assert (done.state, done.result["url"]) == (Job.State.DONE, page)
    assert jobs.progress_of(done) == "已看 5 / 6 行"
    assert Person.objects.filter(unit=worker.unit).count() == 6
    client.post(page, {"act": "undo"})
    jobs.run_waiting()
    assert not Person.objects.live().filter(unit=worker.unit).exists()


def test_whoever_stops_it_halfway_finds_nothing_of_it(
    worker: User, few_are_many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", 2)
    batch = uploaded(worker, plain_rows(6))
    services.check(batch)
    before = on_file()
    written = []

    def stop_at_the_fourth(done: int, _total: int) -> None:
        if done == 3:
            written.append(Person.objects.count() - before["Person"])
            raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        services.commit(batch, stop_at_the_fourth)
    batch.refresh_from_db()
    assert written == [2]
    assert on_file() == before
    assert batch.state == ImportBatch.State.CHECKED
    services.commit(batch)
    assert Person.objects.filter(unit=worker.unit).count() == 6


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
        assert client.post(reverse("import", args=[batch.pk]), {"act": "commit"}).status_code in (403, 404)
    assert not Job.objects.exists()
