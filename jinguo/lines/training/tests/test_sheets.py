"""A list of sessions as a township keeps it in Excel."""

from typing import Any

import pytest

from jinguo.lines.training.models import Session
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.sheets import services
from jinguo.records.tests.make import make_person
from jinguo.records.tests.test_sheets import checked, workbook

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
