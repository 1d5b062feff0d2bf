"""What a report draws up by itself: who did most, what changed, what fell behind, what goes on. It invents nothing."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jinguo.orgs.models import Unit
from jinguo.orgs.tests.make import make_unit
from jinguo.records import services as records
from jinguo.records.models import Programme, ProgrammeFigure, ProgrammeTarget
from jinguo.reports.compose import Composition, composed
from jinguo.reports.standing import spoken
from jinguo.reports.tests.make import county_with_officer, make_report
from jinguo.reports.tests.test_frozen import held

pytestmark = pytest.mark.django_db

LAST_YEAR = date(2007, 3, 1)


class Desk:
    """A county of three towns; 力洋镇 held three courses, 长街镇 one, 桑洲镇 none."""

    def __init__(self) -> None:
        self.county, self.officer = county_with_officer()
        self.first, self.second, self.silent = (
            make_unit(name, parent=self.county) for name in ("力洋镇", "长街镇", "桑洲镇")
        )
        self._record = 0
        self.hold(self.second, 1)
        self.hold(self.first, 3)

    def hold(self, unit: Unit, times: int, day: date = date(2008, 3, 1)) -> None:
        for _time in range(times):
            self._record += 1
            held(unit, self._record, day)

    def promise(
        self, name: str, until: date | None = None, *, whats: tuple[str, ...] = (), figure: str = "", **fields: Any
    ) -> None:
        """A programme that promises ten courses, or one each of `whats`; `figure` tells how it goes."""
        programme = Programme(unit=self.county, name=name, since=date(2008, 1, 1), until=until, **fields)
        each = [ProgrammeTarget(what=what, amount=Decimal(1), measure_word="种") for what in whats]
        targets = each or [ProgrammeTarget(what="班", amount=Decimal(10), measure_word="期")]
        figures = [ProgrammeFigure(measure=figure)] if figure else []
        records.save(programme, by=self.officer, rows={"targets": targets, "figures": figures})

    def composed(self, text: str) -> Composition:
        return composed(make_report(self.officer, text), viewer=self.officer)

    def told(self, text: str) -> str:
        paragraphs = self.composed(text).paragraphs
        return "\n".join("".join(map(spoken, each.pieces)) for each in paragraphs)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_units_that_did_most_are_named_with_their_numbers(desk: Desk) -> None:
    assert desk.told('{{ top("training.sessions", 3) }}') == "力洋镇3期、长街镇1期"
    assert desk.told('{{ top("training.sessions", limit=1, amounts=False) }}等地') == "力洋镇等地"


def test_a_number_of_the_unit_that_leads_in_another(desk: Desk) -> None:
    text = '{{ figure("training.practical.sessions", at="training.sessions") }}'

    [number] = desk.composed(text).numbers
    assert number.figure.unit == desk.first
    assert desk.told(text) == "3期"


def test_last_year_is_compared_where_there_is_one(desk: Desk) -> None:
    text = '办班{{ figure("training.sessions") }}{{ change("training.sessions", "培训班") }}。'
    assert desk.told(text) == "办班4期。"

    desk.hold(desk.first, 2, LAST_YEAR)

    assert desk.told(text) == "办班4期，培训班比上年同期多2期。"


def test_what_fell_behind_is_said_with_its_number_and_who_is_silent_by_name(desk: Desk) -> None:
    desk.hold(desk.first, 6, LAST_YEAR)
    desk.promise("推广培训", code="plan")

    told = desk.told(
        '办班{{ figure("training.sessions") }}，完成{{ done("plan", "班", "training.sessions") }}\n{{ shortcomings() }}'
    )

    assert told.splitlines()[1:] == [
        "一是培训4期，比上年同期少2期。",
        "二是“推广培训”的班完成4期，还没有到10期。",
        "三是桑洲镇还没有“培训”的记录。",
    ]


def test_what_few_units_do_is_not_missing_in_the_others() -> None:
    county, officer = county_with_officer()
    make_unit(parent=county)
    held(county, 1)
    report = make_report(officer, '{{ figure("training.sessions") }}\n{{ shortcomings() }}')

    told = ["".join(map(spoken, each.pieces)) for each in composed(report, viewer=officer).paragraphs]
    assert "没有落后的" in told[1]


def test_where_nothing_fell_behind_the_report_says_so(desk: Desk) -> None:
    desk.hold(desk.silent, 1)

    assert "没有落后的" in desk.told('{{ figure("training.sessions") }}\n{{ shortcomings() }}')


def test_the_next_steps_are_the_programmes_that_go_on(desk: Desk) -> None:
    desk.promise("推广培训")
    desk.promise("办完了的", until=date(2008, 6, 30))

    assert desk.told("{{ next_steps() }}") == "继续推进“推广培训”，计划：班10期。"


def test_without_an_open_programme_the_next_steps_are_a_gap(desk: Desk) -> None:
    composition = desk.composed("{{ next_steps() }}")

    assert [gap.what for gap in composition.gaps] == ["下一步打算"]


def test_each_line_of_the_years_work_is_a_section_of_its_own_and_told_once(desk: Desk) -> None:
    desk.promise("推广培训", code="plan")
    desk.promise("关爱行动", theme="暖心")

    told = desk.told('（一）{{ line("plan", "培训") }}\n{{ lines() }}')

    assert told == "（一）推广培训\n（二）关爱行动\n主题是“暖心”，计划：班10期。"


def test_the_figures_that_a_line_of_work_lists_are_in_its_section_and_open(desk: Desk) -> None:
    desk.hold(desk.first, 1, LAST_YEAR)
    desk.promise("推广培训", figure="training.sessions")
    desk.promise("关爱行动", figure="training.practical.women", whats=("慰问",))

    composition = desk.composed("{{ lines() }}")

    said = ["".join(map(spoken, each.pieces)) for each in composition.paragraphs]
    assert said[1] == "计划：班10期。培训4期，比上年同期多3期。"
    assert said[3] == "计划：慰问1种。实用技术参训妇女［待补充］。"
    assert {number.figure.measure.code for number in composition.numbers} == {
        *("training.sessions", "training.sessions~change")
    }


def test_sections_come_in_the_order_that_the_lines_of_work_ask_for(desk: Desk) -> None:
    desk.promise("排第二的", code="second", place=2)
    desk.promise("没排的")
    desk.promise("排第一的", place=1)

    told = desk.told(
        '一、回顾\n（一）模板里的\n字\n（二）{{ line("second", "二") }}\n二的字\n{{ lines() }}\n二、打算\n（一）别动'
    )

    assert [line for line in told.splitlines() if line[0] in "（一二"] == [
        *("一、回顾", "（一）排第一的", "（二）排第二的", "二的字", "（三）模板里的", "（四）没排的"),
        *("二、打算", "（一）别动"),
    ]


def test_what_a_scheme_promises_once_each_is_told_as_one_list(desk: Desk) -> None:
    desk.promise("主导产品", whats=("杨梅", "枇杷", "茶叶"))

    assert desk.told("{{ next_steps() }}") == "继续推进“主导产品”，计划：杨梅、枇杷、茶叶共3种。"


def test_a_number_of_what_was_done_says_what_it_does_not_know(desk: Desk) -> None:
    desk.promise("推广培训", code="plan")

    composition = desk.composed('完成{{ done("plan", "班", "training.sessions") }}')

    [(remark, [figure])] = composition.remarks
    assert "3 个单位中 2 个有记录" in remark.replace("乡镇", "单位")
    assert figure is composition.numbers[0].figure


def test_no_record_is_named_in_a_text_that_everybody_reads(desk: Desk) -> None:
    composition = desk.composed('来的有{{ names("training.sessions") }}')

    assert [gap.what for gap in composition.gaps] == ["培训"]


def test_what_nobody_knows_stays_open(desk: Desk) -> None:
    text = '{{ line("none", "培训") }}{{ done("none", "班", "training.sessions") }}{{ top("no.such") }}'

    assert re.sub("［待补充］", "", desk.told(text)) == ""
    assert [gap.what for gap in desk.composed(text).gaps] == ["培训", "班", "no.such"]


def test_the_sentences_that_are_drawn_up_hold_no_number_without_a_figure(desk: Desk) -> None:
    desk.hold(desk.first, 6, LAST_YEAR)
    composition = desk.composed('办班{{ figure("training.sessions") }}\n{{ shortcomings() }}')

    assert [number.figure.measure.code for number in composition.numbers] == [
        *("training.sessions", "training.sessions", "training.sessions~change")
    ]
