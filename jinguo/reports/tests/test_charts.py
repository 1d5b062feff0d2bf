"""A chart in a report: on the page, in Word, in PDF and frozen it tells the same numbers, and each of them opens."""

import json
import re
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from jinguo.common.errors import BadInput
from jinguo.orgs.tests.make import browser_of
from jinguo.reports.compose import composed
from jinguo.reports.models import Report
from jinguo.reports.pdf import as_pdf
from jinguo.reports.services import freeze
from jinguo.reports.standing import spoken
from jinguo.reports.tests.make import make_report
from jinguo.reports.tests.test_drawn import LAST_YEAR, Desk
from jinguo.reports.word.writing import as_word

pytestmark = pytest.mark.django_db

BY_UNIT, BY_MONTH = '{{ chart("training.sessions") }}', '{{ chart("training.sessions", by="month") }}'


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.hold(desk.first, 1, LAST_YEAR)
    return desk


def drawn(desk: Desk, report: Report) -> dict[str, Any]:
    """What the page gives to its chart script; every bar is a number of the page that opens."""
    page = browser_of(desk.officer).get(f"/reports/{report.pk}/").content.decode()
    found = re.search(r'<script id="chart-1" type="application/json">(.*?)</script>', page)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    assert "charts.js" in page
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)" hx-get', page)]
    assert {url for one in data["series"] for url in one["urls"]} <= set(links)
    return data


def test_the_units_below_stand_beside_their_last_year(desk: Desk) -> None:
    data = drawn(desk, make_report(desk.officer, BY_UNIT))

    assert (data["kind"], data["labels"]) == ("hbar", ["力洋镇", "长街镇", "桑洲镇"])
    assert [one["values"] for one in data["series"]] == [[3, 1, 0], [1, 0, 0]]


def test_the_months_stand_beside_their_last_year(desk: Desk) -> None:
    data = drawn(desk, make_report(desk.officer, BY_MONTH))

    assert (data["kind"], data["labels"][:3]) == ("bar", ["1月", "2月", "3月"])
    assert [one["values"] for one in data["series"]] == [[0, 0, 4, 0, 0, 0], [0, 0, 1, 0, 0, 0]]


def test_a_frozen_chart_stays_and_its_numbers_open_as_they_were(desk: Desk) -> None:
    report = make_report(desk.officer, BY_UNIT)
    freeze(report, by=desk.officer, preparer="填报的人")
    desk.hold(desk.second, 5)

    data = drawn(desk, report)

    assert data["series"][0]["values"] == [3, 1, 0]
    opened = browser_of(desk.officer).get(data["series"][0]["urls"][1]).content.decode()
    assert "定稿时 1 条合计 1 期" in opened
    assert "定稿后多了 5 条" in opened


@pytest.mark.parametrize("text", [BY_UNIT, BY_MONTH])
def test_word_and_pdf_hold_the_picture_and_say_what_it_shows(desk: Desk, text: str) -> None:
    report = make_report(desk.officer, text)
    composition = composed(report, viewer=desk.officer)

    word = docx.Document(BytesIO(as_word(report, None, composition, site="", demo=False)))
    [shape] = word.inline_shapes
    assert [shape._inline.get(side) for side in ("distL", "distR")] == ["0", "0"]  # else it stands 3 mm aside
    caption = "图1　培训（期），深色：2008年上半年，浅色：2007年上半年"
    assert shape._inline.find(qn("wp:docPr")).get("descr") == caption
    assert caption in [line.text for line in word.paragraphs]
    pdf = as_pdf(None, composition, site="", demo=False)
    assert b"/Subtype/Image" in pdf


def test_where_nothing_is_on_file_the_chart_is_a_gap(desk: Desk) -> None:
    composition = desk.composed('{{ chart("training.practical.women") }}')

    assert [gap.what for gap in composition.gaps] == ["图：实用技术参训妇女"]
    assert "".join(map(spoken, composition.paragraphs[0].pieces)) == "［待补充］"


def test_a_chart_by_something_else_is_refused_in_plain_words(desk: Desk) -> None:
    with pytest.raises(BadInput, match="图只能按单位（unit）或按月（month）画"):
        desk.composed('{{ chart("training.sessions", by="village") }}')
