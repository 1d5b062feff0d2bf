"""A cadre's own workbook goes in as it is: seen and mended first, undone as one."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.management import call_command
from django.test import Client

from jinguo.common import reading
from jinguo.common.errors import BadInput
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers
from jinguo.records.models import Household, Person, TransferRequest
from jinguo.records.people.services import change_person, refuse_transfer, request_transfer
from jinguo.records.tests.make import make_id, make_person, make_worker
from jinguo.sheets import services, showing, undoing, workbooks
from jinguo.sheets.columns import columns_of, read_day
from jinguo.sheets.models import ImportBatch

pytestmark = pytest.mark.django_db


def workbook(rows: list[list[Any]], merges: tuple[str, ...] = ()) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("花名册")
        for down, row in enumerate(rows):
            sheet.write_row(down, 0, row)
        for place in merges:
            sheet.merge_range(place, rows[0][0])
    return kept.getvalue()


@pytest.fixture
def village() -> Unit:
    return make_unit("河湾村", parent=make_unit(level=4))


@pytest.fixture
def worker(village: Unit) -> User:
    return make_user(village, role=Role.VILLAGE_WORKER)


def checked(worker: User, data: bytes, register: str = "people") -> ImportBatch:
    found = registers.find(register)
    assert found is not None
    batch = services.upload(register=found, unit=worker.unit, data=data, name="花名册.xlsx", by=worker)
    services.check(batch)
    return batch


def wrong(batch: ImportBatch) -> list[dict[str, str]]:
    return [one["errors"] for one in services.work_of(batch)["wrong"]]


def test_a_titled_sheet_with_two_row_names_and_totals_goes_in_and_comes_out(worker: User) -> None:
    title = ["留守妇女花名册", "", "", "", ""]
    names = ["序号", "姓名", "身份证号码", "家庭情况", ""]
    below = ["", "", "", "文化程度", "政治面貌"]
    rows: list[list[Any]] = [
        title,
        names,
        below,
        [1, "胡美娟", make_id(), "专科", "党员"],
        [2, "葛春芳", make_id(), "文盲", "团员"],
    ]
    rows += [["合计", 2, "", "", ""], ["填表人：林", "", "", "", ""]]
    batch = checked(worker, workbook(rows, ("A1:E1",)))

    assert (batch.counts, Person.objects.count()) == ({"new": 2, "left": 2, "skipped": 0}, 0)
    services.commit(batch)
    assert {(one.name, one.education, one.political) for one in Person.objects.all()} == {
        ("胡美娟", "31", "01"),
        ("葛春芳", "90", "03"),
    }
    assert undoing.undo(batch) == []
    assert Person.objects.live().count() == 0


def test_damaged_numbers_and_days_are_told_and_mended_in_place(worker: User) -> None:
    good = make_id()
    bad = good[:-1] + ("1" if good[-1] != "1" else "2")
    rows: list[list[Any]] = [
        ["姓名", "身份证", "出生年月"],
        ["甲", bad, ""],
        ["乙", 9.90101199003070e17, ""],
        ["丙", "", "1990-2-31"],
    ]
    batch = checked(worker, workbook(rows))

    first, second, third = wrong(batch)
    assert "最后一位对不上" in first["id_number"]
    assert "科学计数" in second["id_number"]
    assert third["born_on"] == "2 月没有 31 日。"
    services.mend(batch, edits={2: {"id_number": good}, 4: {"born_on": "1990.2.3"}}, skip=3, same={})
    services.check(batch)
    services.commit(batch)
    assert {one.name for one in Person.objects.all()} == {"甲", "丙"}


def test_a_formula_that_failed_is_told_at_its_cell_and_written_over(worker: User) -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "身份证号"])
        sheet.write(1, 0, "胡美娟")
        sheet.write_formula(1, 1, "=VLOOKUP(A2,X:Y,2)", None, "#N/A")
    batch = checked(worker, kept.getvalue())

    assert wrong(batch) == [{"id_number": "这一格的公式出了错（#N/A），请直接写上内容。"}]
    services.mend(batch, edits={2: {"id_number": make_id()}}, skip=None, same={})
    services.check(batch)
    services.commit(batch)
    assert Person.objects.get().name == "胡美娟"


def test_a_word_that_is_no_choice_is_told_with_all_that_there_are(worker: User) -> None:
    rows: list[list[Any]] = [["姓名", "身份证号", "学历"], ["甲", make_id(), "念过书"], ["乙", make_id(), "没上过学"]]
    [told] = wrong(checked(worker, workbook(rows)))
    assert all(word in told["education"] for word in ("“念过书”", "博士", "初中", "小学", "其他"))


def test_units_that_took_part_are_named_in_a_column(worker: User, village: Unit) -> None:
    town = village.placements.get().path[:-4]
    sister = make_unit("沙湾村", parent=Unit.objects.get(placements__path=town))
    heads = ["日期", "活动名称", "类型", "地点", "妇女人数", "参与单位"]
    rows: list[list[Any]] = [heads, ["2026.3.8", "送科技下乡", "科技下乡", "文化礼堂", 12, "沙湾村"]]
    batch = checked(worker, workbook([*rows, ["2026.3.9", "剪纸", "文体", "文化礼堂", 9, "不在这里村"]]), "events")
    [told] = wrong(batch)
    assert "没有找到单位“不在这里村”" in told["with_names"]
    services.commit(batch)
    events = registers.find("events")
    assert events is not None
    event: Any = events.model.objects.get()
    assert event.with_units == [sister]


def test_people_on_file_are_known_changed_and_restored(worker: User, village: Unit) -> None:
    known = make_person(village, by=worker, name="陈玉兰", id_number=make_id(), education="81")
    same = make_person(village, by=worker, name="俞小芹", id_number=make_id(), education="81")
    rows = [["姓名", "身份证号", "学历"], ["陈玉兰", known.id_number, "初中"], ["俞小芹", same.id_number, "小学"]]
    batch = checked(worker, workbook(rows))
    assert (batch.counts["changed"], batch.counts["same"]) == (1, 1)

    services.commit(batch)
    known.refresh_from_db()
    assert known.education == "71"
    undoing.undo(batch)
    known.refresh_from_db()
    assert known.education == "81"


def test_what_was_changed_since_is_not_undone_and_is_told(worker: User) -> None:
    batch = checked(worker, workbook([["姓名", "身份证号"], ["胡美娟", make_id()]]))
    services.commit(batch)
    change_person(Person.objects.get(), by=worker, occupation="绣娘")

    assert undoing.undo(batch) == ["胡美娟"]
    assert Person.objects.live().count() == 1


def test_a_namesake_is_asked_about_and_another_unit_keeps_its_person(worker: User, village: Unit) -> None:
    make_person(village, by=worker, name="陈玉兰", born_on=date(1980, 1, 2))
    away = make_person(name="胡美娟", id_number=make_id())
    rows = [["姓名", "身份证号", "出生日期"], ["陈玉兰", "", "1980-1-2"], ["胡美娟", away.id_number, ""]]
    batch = checked(worker, workbook(rows))
    assert (batch.counts["wrong"], batch.counts["elsewhere"]) == (1, 1)

    services.mend(batch, edits={}, skip=None, same={2: ""})
    services.check(batch)
    services.commit(batch)
    assert Person.objects.live().filter(name="陈玉兰").count() == 2
    assert TransferRequest.objects.get().person == away


def test_undoing_takes_back_what_was_asked_of_others_unless_they_decided(worker: User) -> None:
    away = [make_person(name=name, id_number=make_id()) for name in ("胡美娟", "葛春芳", "俞小芹")]
    earlier = request_transfer(person=away[2], to_unit=worker.unit, by=worker)
    batch = checked(worker, workbook([["姓名", "身份证号"], *([one.name, one.id_number] for one in away)]))
    services.commit(batch)
    decided = TransferRequest.objects.get(person=away[1])
    refuse_transfer(decided, note="还住在这里", by=make_worker(away[1].unit))

    [kept] = undoing.undo(batch)

    assert "那边已经回了话" in kept
    assert set(TransferRequest.objects.all()) == {earlier, decided}


def test_the_empty_workbook_comes_back_filled_over_its_hints_or_below(worker: User) -> None:
    people = registers.find("people")
    assert people is not None
    [sheet] = reading.read(workbooks.empty(columns_of(people, worker, worker.unit)), "people.xlsx").sheets
    [names, hints] = sheet.rows
    below = ["胡美娟" if at == names.index("姓名") else "" for at in range(len(names))]
    over = ["葛春芳" if at == names.index("姓名") else hint for at, hint in enumerate(hints)]

    assert checked(worker, workbook([names, hints, below])).counts == {"new": 1, "left": 0, "skipped": 0}
    services.commit(checked(worker, workbook([names, over, below])))
    assert {(one.name, one.occupation) for one in Person.objects.all()} == {("葛春芳", ""), ("胡美娟", "")}


def test_what_cannot_be_seen_is_refused_at_its_cell(worker: User) -> None:
    [errors] = wrong(checked(worker, workbook([["姓名", "身份证号"], ["胡\u202e美娟", make_id()]])))
    assert "看不见的符号" in errors["name"]


def test_a_unit_outside_the_branch_is_refused_at_its_row(worker: User) -> None:
    make_unit("别处村")
    batch = checked(worker, workbook([["姓名", "身份证号", "村"], ["胡美娟", make_id(), "别处村"]]))
    assert wrong(batch) == [{"unit": "没有“别处村”，或不归您管。"}]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["姓名", "身份证号"]], "一行也没有"),
        ([["甲", "乙"], [1, 2]], "还不知道哪一列是什么"),
        ([["学历", "乙"], ["小学", 2]], "还不知道哪一列是姓名"),
    ],
)
def test_a_table_that_does_not_fit_stays_to_be_mended(worker: User, rows: list[list[Any]], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        checked(worker, workbook(rows))
    assert ImportBatch.objects.get().state == "uploaded"


@pytest.mark.parametrize("text", ["1990.1.2", "1990-1-2", "19900102", "1990年1月2日", "32875", "１９９０.1.2"])
def test_days_are_read_as_people_and_excel_write_them(text: str) -> None:
    assert read_day(text) == date(1990, 1, 2)


def test_the_pages_lead_from_the_file_to_the_register_and_back(worker: User) -> None:
    browser = Client()
    browser.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")
    upload = io.BytesIO(workbook([["姓名", "证件号码"], ["胡美娟", make_id()]]))
    upload.name = "花名册.xlsx"
    here = browser.post("/registers/people/import/", {"file": upload})["Location"]
    assert "前几行写的是" in browser.get(here).content.decode()
    browser.post(here, {"act": "map", "header": "1", "column-0": "name", "column-1": "id_number"})
    assert "放进台账" in browser.get(here).content.decode()
    browser.post(here, {"act": "commit"})
    assert Person.objects.live().count() == 1
    browser.post(here, {"act": "undo"})
    assert Person.objects.live().count() == 0
    assert browser.get("/registers/people/template/").content.startswith(b"PK")


@pytest.mark.parametrize("field", ["id_number", "", "name"])
def test_numbers_are_masked_before_it_is_settled_what_their_column_is(worker: User, field: str) -> None:
    number = make_id()
    batch = checked(worker, workbook([["姓名", "证件号码"], ["胡美娟", number]]))
    batch.state, batch.mapping["columns"] = ImportBatch.State.UPLOADED, {"1": field} if field else {}
    register = registers.find("people")
    assert register is not None
    lines = showing.columns(batch, columns_of(register, worker, worker.unit), worker)["lines"]
    assert [samples for _at, _name, samples, _chosen in lines] == [["胡美娟"], ["*" * 14 + number[-4:]]]


def test_the_command_tries_a_file_and_saves_nothing(worker: User, tmp_path: Any, capsys: Any) -> None:
    Unit.objects.filter(pk=worker.unit.pk).update(code="990101001001")
    file = tmp_path / "册.xlsx"
    file.write_bytes(workbook([["姓名", "身份证号"], ["胡美娟", make_id()]]))
    call_command("import", str(file), register="people", unit="990101001001", dry_run=True)
    assert "新的 1" in capsys.readouterr().out
    assert (Person.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_what_is_right_goes_in_first_and_the_rest_waits_to_be_mended(worker: User) -> None:
    number = make_id()
    batch = checked(worker, workbook([["姓名", "身份证号"], ["胡美娟", make_id()], ["葛春芳", number[:-1]]]))
    rest = services.commit(batch)
    assert rest is not None
    services.mend(rest, edits={3: {"id_number": number}}, skip=None, same={})
    services.check(rest)
    assert services.commit(rest) is None
    assert Person.objects.live().count() == 2


def test_the_same_file_is_noticed(worker: User) -> None:
    data = workbook([["姓名", "身份证号"], ["胡美娟", make_id()]])
    services.commit(first := checked(worker, data))
    second = checked(worker, data)
    assert services.seen_before(second) == first
    assert second.counts["same"] == 1


def test_a_household_is_found_by_its_head_and_goes_with_her(worker: User) -> None:
    head = ["姓名", "身份证号", "户主姓名", "与户主关系"]
    rows = [head, ["胡美娟", make_id(), "胡美娟", "户主"], ["胡小妹", make_id(), "胡美娟", "女儿"]]
    batch = checked(worker, workbook(rows))
    services.commit(batch)
    assert {str(one.household) for one in Person.objects.all()} == {"胡美娟"}
    undoing.undo(batch)
    assert not Household.objects.live().exists()


def test_what_a_user_chose_for_the_columns_is_remembered(worker: User) -> None:
    people = registers.find("people")
    assert people is not None
    data = workbook([["甲", "乙"], ["胡美娟", "x"]])
    first = services.upload(register=people, unit=worker.unit, data=data, name="a.xlsx", by=worker)
    services.choose(first, sheet="花名册", header=0, columns={0: "name", 1: "occupation"})
    again = services.upload(register=people, unit=worker.unit, data=data, name="b.xlsx", by=worker)
    assert again.mapping["columns"] == {"0": "name", "1": "occupation"}


def test_a_leader_puts_nothing_in(village: Unit) -> None:
    browser = Client()
    browser.force_login(make_user(village, role=Role.LEADER), backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/registers/people/import/").status_code == 404


def test_a_day_that_has_not_come_is_told_at_its_cell(worker: User) -> None:
    rows = [["姓名", "出生日期"], ["胡美娟", "2099-1-1"]]
    [errors] = wrong(checked(worker, workbook(rows)))
    assert "born_on" in errors


def test_choosing_columns_survives_looking_at_the_same_row_again(worker: User) -> None:
    people = registers.find("people")
    assert people is not None
    data = workbook([["甲", "乙"], ["胡美娟", "x"], ["葛春芳", "y"]])
    batch = services.upload(register=people, unit=worker.unit, data=data, name="a.xlsx", by=worker)
    browser = Client()
    browser.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")
    here = batch.get_absolute_url()
    chosen = {"act": "look", "sheet": "花名册", "column-0": "name", "column-1": "occupation"}

    browser.post(here, chosen | {"header": "1"})
    batch.refresh_from_db()
    assert batch.mapping["columns"] == {"0": "name", "1": "occupation"}
    browser.post(here, chosen | {"header": "2"})
    batch.refresh_from_db()
    assert batch.mapping["columns"] == {}
