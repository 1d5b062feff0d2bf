"""A list of sessions as a township keeps it in Excel."""

from typing import Any

import pytest

from jinguo.lines.training.models import Session
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.tests.make import make_person
from jinguo.sheets import services
from jinguo.sheets.tests.test_taking_in import checked, workbook

pytestmark = pytest.mark.django_db


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
