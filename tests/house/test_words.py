"""Rules about templates and texts: what they may carry, and that no figure is written by hand."""

import csv
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from jinguo.config import messages
from jinguo.indicators import catalogue
from tests.house.files import PRODUCT, each, forbid, kept, name, product, text

TEMPLATES = tuple(path for path in product(".html", ".svg", ".txt") if "templates" in path.parts)
REPORT_TEXTS = tuple(path for path in product(".txt", ".html", ".jinja") if "texts" in path.parts)
SCENARIOS = tuple(
    path for path in kept() if path.is_relative_to(PRODUCT / "scenarios") and path.suffix in {".json", ".csv"}
)
DJANGO_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
NOT_SAID = re.compile(r"{{.*?}}|{#.*?#}|“[^”]*”|《[^》]*》|「[^」]*」")
ARABIC = "[0-9０-９]"
CHINESE = "[0-9０-９一二两三四五六七八九十百千万亿]"
EXECUTABLE_TYPES = {None, "text/javascript", "module"}


class InlineCode(HTMLParser):
    """Finds what a strict Content-Security-Policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        inline_script = tag == "script" and "src" not in given and given.get("type") in EXECUTABLE_TYPES
        handlers = [key for key in given if key == "style" or key.startswith(("on", "hx-on"))]
        if tag == "style" or inline_script or handlers:
            self.found.append(f"<{tag} {' '.join(handlers)}> at line {self.getpos()[0]}")


@each(tuple(path for path in TEMPLATES if path.suffix == ".html"))
def test_templates_carry_no_inline_style_or_script(path: Path) -> None:
    reader = InlineCode()
    reader.feed(DJANGO_TAG.sub(lambda tag: "\n" * tag.group().count("\n"), text(path)))
    if reader.found:
        pytest.fail(
            f"{name(path)}: {reader.found[0]}; use a class of jinguo/ui/styles or a data- attribute that "
            "jinguo/ui/scripts reads: the security policy refuses the rest",
            pytrace=False,
        )


def measure_words() -> str:
    """The measure words of all declared indicators, as an alternative of a pattern, longest first."""
    words = {str(measure.measure_word) for measure in catalogue.every()}
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def counted(digit: str) -> re.Pattern[str]:
    return re.compile(rf"{digit}+(?:多|余)?(?:{measure_words()})")


@each(TEMPLATES)
def test_pages_write_no_figure_by_hand(path: Path) -> None:
    pattern = counted(ARABIC)
    forbid(
        path,
        lambda line: pattern.search(NOT_SAID.sub("", line)),
        "a number with a measure word is a figure: ask the indicators for it and show it with {% figure %}",
    )


@each(REPORT_TEXTS)
def test_reports_write_no_figure_by_hand(path: Path) -> None:
    pattern = counted(CHINESE)
    forbid(
        path,
        lambda line: pattern.search(NOT_SAID.sub("", line)),
        'a number with a measure word is a figure: write {{ figure("its code") }}; names of schemes go in “quotes”',
    )


def numbers_of(value: Any) -> Iterator[str]:
    """Every number of a data file of the scenarios, texts left aside: they hold codes and names."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from numbers_of(part)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def scenario_numbers() -> frozenset[str]:
    """Numbers with three or more digits beside trailing zeros: no chance brings one of them into the code."""
    numbers: set[str] = set()
    for path in SCENARIOS:
        if path.suffix == ".json":
            numbers.update(numbers_of(json.loads(text(path))))
        else:
            numbers.update(row["value"] for row in csv.DictReader(text(path).splitlines()))
    return frozenset(number for number in numbers if len(number.replace(".", "").strip("0")) >= 3)


NUMBERS_OF_SCENARIOS = scenario_numbers()


def test_the_scenarios_have_numbers_to_look_for() -> None:
    assert "952" in NUMBERS_OF_SCENARIOS


@each(product(".py", ".html", ".txt", ".js"))
def test_code_never_knows_a_number_of_a_scenario(path: Path) -> None:
    forbid(
        path,
        lambda line: NUMBERS_OF_SCENARIOS & set(re.findall(r"(?<![\w.#])\d[\d.]*\d(?![\w.])", line)),
        "this number is a result of a scenario's records; it must come out of them (jinguo/scenarios/data)",
    )


def test_english_is_complete() -> None:
    said = messages.messages_of_code()
    gaps = [gap for path in messages.catalogues() for gap in messages.gaps(path, said)]
    assert messages.catalogues(), "the English catalogue is gone from jinguo/locale"
    if gaps:
        pytest.fail(
            "\n".join([f"{len(gaps)} gaps of the catalogue; `make fix` lists them in it:", *gaps[:5]]), pytrace=False
        )
