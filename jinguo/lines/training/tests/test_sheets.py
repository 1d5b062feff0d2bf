"""A list of sessions as a township keeps it in Excel."""

from typing import Any

import pytest

from jinguo.common.dates import today
from jinguo.lines.training.models import Session
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.orgs.tree import parent_on
from jinguo.records.models import Person
from jinguo.records.tests.make import make_person
from jinguo.sheets import services, undoing
from jinguo.sheets.models import ImportBatch
from jinguo.sheets.tests.test_asking import look, told
from jinguo.sheets.tests.test_taking_in import checked, workbook

pytestmark = pytest.mark.django_db
SESSIONS = ["培训内容", "类别", "培训时间", "地点", "参训人数", "学员名单"]


def test_sessions_go_in_through_their_own_form() -> None:
    village = make_unit(level=5)
    worker = make_user(village, role=Role.VILLAGE_WORKER)
    make_person(village, by=worker, name="胡美娟")
    head = ["培训内容", "类别", "培训时间", "地点", "参训人数", "学员名单"]
    rows: list[list[Any]] = [head, ["杨梅栽培", "实用技术", "2008.6.14", "祠堂", "", "胡美娟"]]
    rows += [["刺绣", "实用技术", "2008-6-15", "祠堂", "30人", ""], ["刺绣", "", "2099-1-1", "祠堂", 3, ""]]
    batch = checked(worker, workbook(rows), "training")
    assert (batch.counts["new"], batch.counts["wrong"]) == (2, 1)
    services.commit(batch)
    assert sorted((one.mode, one.turnout) for one in Session.objects.all()) == [("headcount", 30), ("roster", 1)]


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        (["培训时间", "结束时间", "参训人数"], ["2008-6-15", "2008-6-14", 3], "ends_on"),
        (["培训时间", "参训人数", "总人数"], ["2008-6-15", 30, 3], "total"),
        (["培训时间", "学员名单", "总人数"], ["2008-6-15", "胡美娟、葛春芳", 1], "total"),
    ],
    ids=["ends before it starts", "fewer than the women", "fewer than the roster"],
)
def test_what_cannot_be_is_told_at_its_cell(heading: list[str], cells: list[Any], field: str) -> None:
    village = make_unit(level=5)
    worker = make_user(village, role=Role.VILLAGE_WORKER)
    for name in ("胡美娟", "葛春芳"):
        make_person(village, by=worker, name=name)
    rows = [["培训内容", "类别", "地点", *heading], ["刺绣", "实用技术", "祠堂", *cells]]
    batch = checked(worker, workbook(rows), "training")
    [told] = services.work_of(batch)["wrong"]
    assert list(told["errors"]) == [field]


@pytest.fixture
def village() -> Unit:
    return make_unit("河湾村", parent=make_unit("长街镇", level=4), level=5)


@pytest.fixture
def worker(village: Unit) -> User:
    return make_user(village, role=Role.VILLAGE_WORKER)


def sessions(names: str, count: str = "") -> list[list[str]]:
    return [SESSIONS, ["杨梅栽培", "实用技术", "2008-6-14", "祠堂", count, names]]


def test_names_that_are_not_on_file_can_be_registered_on_the_way(worker: User, village: Unit) -> None:
    make_person(village, by=worker, name="胡美娟")
    batch = checked(worker, workbook(sessions("胡美娟、葛春芳、俞小芹")), "training")
    assert told(batch) == [
        {"names": "没有找到“葛春芳”。看看有没有写错字，或先登记她。没有找到“俞小芹”。看看有没有写错字，或先登记她。"}
    ]
    page = look(worker, batch)
    assert "把没找到的都登记上" in page
    assert "不记名字，只记人数" in page
    look(worker, batch, act="again", **{"names-2": "register"})
    assert (batch.counts["new"], Person.objects.count()) == (1, 1)
    services.commit(batch)
    assert sorted(row.person.name for row in Session.objects.get().attendances.all()) == sorted(
        ["胡美娟", "葛春芳", "俞小芹"]
    )
    assert undoing.undo(batch) == []
    assert [one.name for one in Person.objects.live()] == ["胡美娟"]


def test_a_row_with_strange_names_can_be_taken_by_its_headcount(worker: User) -> None:
    batch = checked(worker, workbook(sessions("葛春芳、俞小芹")), "training")
    look(worker, batch, act="again", **{"names-2": "count"})
    services.commit(batch)
    session = Session.objects.get()
    assert (session.mode, session.women, Person.objects.count()) == ("headcount", 2, 0)


def test_a_town_that_does_not_know_where_they_live_is_only_offered_the_headcount() -> None:
    officer = make_user(make_unit(level=4))
    batch = checked(officer, workbook(sessions("葛春芳")), "training")
    page = look(officer, batch)
    assert "不记名字，只记人数" in page
    assert "把没找到的都登记上" not in page


@pytest.fixture
def on_file(worker: User) -> Session:
    batch = checked(worker, workbook(sessions("", "30")), "training")
    services.commit(batch)
    return Session.objects.get()


def nearly(worker: User) -> ImportBatch:
    rows = [SESSIONS, ["杨梅栽培技术", "实用技术", "2008-6-14", "祠堂", "28", ""]]
    return checked(worker, workbook(rows), "training")


def test_what_may_be_on_file_already_is_shown_beside_the_row(worker: User, on_file: Session) -> None:
    batch = nearly(worker)
    assert told(batch) == [{"": "册上可能已经记着了。是同一件事吗？"}]
    page = look(worker, batch)
    assert "就是这一件，不另记：杨梅栽培" in page
    assert "2008年6月14日" in page


@pytest.mark.parametrize(("answer", "kind", "count"), [("the same", "same", 1), ("another", "new", 2)])
def test_she_says_whether_it_is_the_same(worker: User, on_file: Session, answer: str, kind: str, count: int) -> None:
    batch = nearly(worker)
    look(worker, batch, act="again", **{"same-2": str(on_file.pk) if answer == "the same" else ""})
    assert (batch.counts.get(kind), told(batch)) == (1, [])
    services.commit(batch)
    assert Session.objects.count() == count


def test_taking_the_workbook_back_takes_back_that_her_unit_took_part(worker: User, on_file: Session) -> None:
    above = parent_on(worker.unit, today())
    assert above is not None
    batch = nearly(make_user(above))
    look(batch.by, batch, act="again", **{"same-2": str(on_file.pk)})
    services.commit(batch)
    assert on_file.with_units == [above]

    undoing.undo(batch)

    assert on_file.with_units == []
    on_file.refresh_from_db()
    assert on_file.voided_at is None


def test_rows_of_one_workbook_are_not_held_against_each_other(worker: User) -> None:
    row = ["杨梅栽培", "实用技术", "2008-6-14", "祠堂", "30", ""]
    batch = checked(worker, workbook([SESSIONS, row, [row[0] + "（下午）", *row[1:4], "28", ""]]), "training")
    assert batch.counts["new"] == 2
    services.commit(batch)
    assert Session.objects.count() == 2
