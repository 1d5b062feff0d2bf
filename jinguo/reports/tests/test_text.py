"""What people may write in a template, and what becomes of it."""

import re
from pathlib import Path

import pytest

from jinguo.common.errors import BadInput
from jinguo.reports import services
from jinguo.reports.text import Paragraph, Words, check, render

TEXTS = sorted(Path(services.TEXTS).glob("*.txt"))
QUOTED = re.compile(r"“[^”]*”|\{\{.*?\}\}")


def rendered(text: str) -> list[Paragraph]:
    return render(
        text, {"figure": lambda code, **_options: ("figure", code)}, {"unit": "宁海县", "period": "2008年上半年"}
    )


def test_the_figures_of_a_text_are_known_before_anything_is_computed() -> None:
    """Also those in a branch that is not taken this time."""
    text = '{{ figure("a") }}{% if unit == "别处" %}{{ figure("b") }}{% endif %}{{ figure("a") }}'

    assert check(text) == ["a", "b"]


def test_headings_are_told_by_their_number_and_have_no_full_stop() -> None:
    levels = [paragraph.level for paragraph in rendered("一、工作回顾\n\n（一）实用技术培训\n（一）办了班。\n正文")]

    assert levels == [1, 2, 0, 0]


def test_a_number_stands_in_its_place_among_the_words() -> None:
    (paragraph,) = rendered('举办培训班{{ figure("training.sessions") }}，')

    assert paragraph.pieces == (Words("举办培训班"), ("figure", "training.sessions"), Words("，"))


def test_a_typed_number_is_shown_as_unsourced() -> None:
    (paragraph,) = rendered("评出明星20名。")

    assert paragraph.pieces == (Words("评出明星"), Words("20名", typed=True), Words("。"))


@pytest.mark.parametrize(
    "text", ["1. 第一件事", "“百岗联动100”活动", "{{ period }}的工作", "2008年6月30日开会", "6月30日开会"]
)
def test_list_numbers_days_and_names_in_quotes_need_no_source(text: str) -> None:
    (paragraph,) = rendered(text)

    assert not any(piece.typed for piece in paragraph.pieces)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{{ figure("a" }}', "第 1 行没有写完整"),
        ("第一行\n{{ figure(code) }}", "不认识“code”"),
        ("第一行\n{{ figure(unit) }}", "第 2 行：代码要直接写在引号里"),
        ("{{ open('x') }}", "不认识“open”"),
        ("{{ unit.__class__.__mro__ }}", "第 1 行：这里只能放数"),
        ("{% for a in range(999999999) %}{{ unit }}{% endfor %}", "第 1 行：这里只能放数"),
        ("一行\n{% for a in unit %}{% for b in unit %}{{ a }}{% endfor %}{% endfor %}", "第 2 行：这里只能放数"),
        ("{{ '字' * 1000000000 }}", "第 1 行：这里只能放数"),
        ("{{ 9 ** 9 ** 9 }}", "第 1 行：这里只能放数"),
        ("{{ unit|center(1000000000) }}", "第 1 行：这里只能放数"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "第 1 行：这里只能放数"),
        ("{% set a = unit ~ unit %}", "第 1 行：这里只能放数"),
        ("{{ figure(*unit) }}", "第 1 行：这里只能放数"),
        ("{{ unit.format() }}", "第 1 行：这里只能放数"),
        ("{{ " + "(" * 5000 + "unit" + ")" * 5000 + " }}", "套得太深"),
        ("{% if unit %}" * 60 + "{% endif %}" * 60, "“如果”太多了"),
        ("{{ " + "not " * 300 + "unit }}", "套得太深"),
        ("字" * 50_001, "太长了"),
    ],
)
def test_what_cannot_be_understood_is_said_in_plain_words(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=re.escape(said)):
        rendered(text)


def test_markup_in_a_template_stays_text() -> None:
    (paragraph,) = rendered("<script>alert()</script>")

    assert paragraph.pieces == (Words("<script>alert()</script>"),)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_shipped_texts_hold_no_numbers_outside_the_names_of_schemes(path: Path) -> None:
    """A number comes from figure(), names() or target(); typed into the text it would have no source."""
    words = QUOTED.sub("", path.read_text(encoding="utf8"))

    assert not re.search(r"\d|[一二三四五六七八九十百千万两几]+(?:期|人|名|户|级|类|项|个|次|％|%)", words)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_shipped_texts_can_be_understood(path: Path) -> None:
    assert check(path.read_text(encoding="utf8"))
