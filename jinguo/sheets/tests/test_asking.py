"""What an import asks before it puts anything in: unknown columns, names not on file, what may be there already."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from jinguo.extras.models import ExtraField
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers
from jinguo.records.models import Person
from jinguo.records.tests.make import make_id, make_person
from jinguo.sheets import services
from jinguo.sheets.models import ImportBatch
from jinguo.sheets.tests.test_taking_in import checked, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Unit:
    return make_unit("长街镇", level=4)


@pytest.fixture
def village(town: Unit) -> Unit:
    return make_unit("河湾村", parent=town, level=5)


@pytest.fixture
def worker(village: Unit) -> User:
    return make_user(village, role=Role.VILLAGE_WORKER)


@pytest.fixture
def officer(town: Unit) -> User:
    return make_user(town, role=Role.TOWNSHIP_OFFICER)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def uploaded(user: User, rows: Sequence[Sequence[Any]], slug: str = "people") -> ImportBatch:
    register = registers.find(slug)
    assert register is not None
    data = workbook([list(row) for row in rows])
    return services.upload(register=register, unit=user.unit, data=data, name="表.xlsx", by=user)


def look(user: User, batch: ImportBatch, **said: str) -> str:
    """See the batch in the browser, with what is chosen or answered there."""
    page = batch.get_absolute_url()
    client = signed_in(user)
    answer = client.post(page, {**said}, follow=True) if said else client.get(page)
    batch.refresh_from_db()
    return answer.content.decode()


def understood(batch: ImportBatch) -> dict[str, str]:
    columns = {f"column-{at}": name for at, name in batch.mapping["columns"].items()}
    return {"act": "map", "sheet": batch.mapping["sheet"], "header": "1", **columns}


def told(batch: ImportBatch) -> list[dict[str, str]]:
    return [one["errors"] for one in services.work_of(batch)["wrong"]]


def test_a_column_that_the_register_does_not_know_becomes_a_field_of_her_own(officer: User, village: Unit) -> None:
    heads = ["姓名", "身份证号", "村", "会什么手艺", "种了几亩", "哪天来的"]
    rows = [heads, *(["胡美娟", make_id(), "河湾村", craft, "3.5", "2008-3-8"] for craft in ("刺绣", "剪纸"))]
    batch = uploaded(officer, rows)
    assert "新添一栏" in look(officer, batch)
    look(officer, batch, **understood(batch), **{f"column-{at}": "new-field" for at in (3, 4, 5)})
    assert (batch.counts.get("new"), told(batch)) == (2, [])
    services.commit(batch)
    craft, mu, came = ExtraField.objects.order_by("pk")
    assert [(one.label, one.kind, one.unit) for one in (craft, mu, came)] == [
        ("会什么手艺", "text", officer.unit),
        ("种了几亩", "number", officer.unit),
        ("哪天来的", "day", officer.unit),
    ]
    kept = {person.extra[craft.code]: person.extra for person in Person.objects.all()}
    assert kept["刺绣"] == {craft.code: "刺绣", mu.code: 3.5, came.code: "2008-03-08"}
    again = uploaded(officer, rows)
    assert set(again.mapping["columns"].values()) >= {craft.name, mu.name, came.name}


def test_what_somebody_on_file_has_in_her_own_fields_is_brought_up_to_date(officer: User, village: Unit) -> None:
    person = make_person(village, by=officer, name="胡美娟", id_number=make_id())
    rows = [["姓名", "身份证号", "会什么手艺"], ["胡美娟", person.id_number, "刺绣"]]
    batch = uploaded(officer, rows)
    look(officer, batch, **understood(batch), **{"column-2": "new-field"})
    assert (batch.counts.get("changed"), told(batch)) == (1, [])
    services.commit(batch)
    person.refresh_from_db()
    assert list(person.extra.values()) == ["刺绣"]
    second = checked(officer, workbook(rows))
    assert second.counts["same"] == 1


def test_nobody_may_be_asked_by_a_workbook_what_nobody_may_be_asked(officer: User) -> None:
    batch = uploaded(officer, [["姓名", "生育情况"], ["胡美娟", "无"]])
    page = look(officer, batch, **understood(batch), **{"column-1": "new-field"})
    assert "“生育情况”不能新添" in page
    assert not ExtraField.objects.exists()


def test_a_village_that_may_not_add_fields_is_not_offered_to(worker: User) -> None:
    batch = uploaded(worker, [["姓名", "会什么手艺"], ["胡美娟", "刺绣"]])
    assert "新添一栏" not in look(worker, batch)
    answer = signed_in(worker).post(batch.get_absolute_url(), {**understood(batch), "column-1": "new-field"})
    assert answer.status_code == 403
    assert not ExtraField.objects.exists()


def test_the_page_shows_what_is_to_mend_or_all_of_it(worker: User, village: Unit) -> None:
    person = make_person(village, by=worker, name="册上人", id_number=make_id())
    number = make_id()
    rows = [["姓名", "身份证号", "手机"], ["胡美娟", number, "10012345678"], ["葛春芳", "12345", ""]]
    rows += [["册上人", person.id_number, ""], ["合计", "3", ""]]
    batch = checked(worker, workbook(rows))
    page = look(worker, batch)
    for words in ("可以放进去", "要改的 1", "全部 3", "已经有了", "像合计行，没读"):
        assert words in page
    assert "胡美娟" not in page
    whole = signed_in(worker).get(f"{batch.get_absolute_url()}?all=1").content.decode()
    assert "胡美娟" in whole
    assert number not in whole
    assert "10012345678" not in whole
    assert "要改</span>" in whole


def test_a_long_table_is_paged_through(worker: User) -> None:
    rows = [["姓名", "身份证号"], *([f"演示{number}", make_id()] for number in range(120))]
    batch = checked(worker, workbook(rows))

    def from_row(number: int) -> str:
        return signed_in(worker).get(f"{batch.get_absolute_url()}?all=1&from={number}").content.decode()

    assert "演示49" in from_row(0)
    assert "演示50" not in from_row(0)
    assert "from=52" in from_row(0)
    assert "演示118" in from_row(102)
    assert "from=52" in from_row(102)
    assert "演示119" in from_row(10**9)


def test_a_value_that_must_be_one_of_a_few_is_mended_by_choosing(worker: User) -> None:
    batch = checked(worker, workbook([["姓名", "身份证号", "文化程度"], ["胡美娟", make_id(), "很高"]]))
    page = look(worker, batch)
    assert '<select class="jg-select" id="cell-2-education"' in page
    assert '<option value="高中">高中</option>' in page
    look(worker, batch, act="again", **{"cell-2-education": "高中"})
    services.commit(batch)
    assert Person.objects.get().get_education_display() == "高中"
