"""The demo's village has a year of its own, and the county's report doesn't notice."""

from datetime import date

import pytest

from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.lines.training.tests.make import make_course
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Relation, Sex
from jinguo.records.tests.make import make_person
from jinguo.scenarios.samples import ask_for_wishes, fill_posts, form_groups
from jinguo.scenarios.village import EVENINGS, hold_evenings, note_left_behind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
YEAR = Period(date(2026, 1, 1), TODAY)


def test_the_villages_own_year_counts_at_home_and_not_as_practical_or_quality_training() -> None:
    township = make_unit("越溪乡")
    village = make_unit("柳湾村", parent=township)
    worker, officer = make_user(village, role=Role.VILLAGE_WORKER), make_user(township, role=Role.TOWNSHIP_OFFICER)
    wives = [
        make_person(village, by=officer, sex=Sex.FEMALE, born_on=date(1985, 3, 1), relation=Relation.SPOUSE)
        for _number in range(20)
    ]
    courses = {name: make_course(township, name=name, kind="startup", by=officer) for _ago, name, *_who in EVENINGS}

    fill_posts(officer=officer, people=wives, on=TODAY)
    form_groups(worker=worker, people=wives, on=TODAY)
    ask_for_wishes(worker=worker, people=wives, on=TODAY)
    hold_evenings(worker=worker, neighbours=wives, courses=courses, on=TODAY)
    note_left_behind(officer=officer, neighbours=wives, on=TODAY)

    codes = ["training.sessions", "training.practical.sessions", "training.quality.sessions"]
    figures = compute([*codes, "people.left_behind_women"], unit=village, periods=[YEAR])
    assert [figures[code, village, YEAR].value for code in codes] == [4, 0, 0]
    assert figures["people.left_behind_women", village, YEAR].value == 7
