"""A template's words as people edit them: 〔实用技术培训班〕 stands where the text asks for that figure.

〔现场指导的人，多，名〕    with a qualifier and another measure word
〔比上年：实用技术培训班〕  how it differs from last year
〔最多：实用技术培训班，3〕 the units that did most
〔图：实用技术培训班，按月〕 a chart by month; without 按月 by the units below
〔列举：培训学校的级别，3〕 what was most often named
〔目标：农家女〕 〔完成：农家女〕 what a programme promises, and what was done
〔其他专项〕 〔不足〕 〔下一步〕 paragraphs drawn up from records
〔单位〕 〔时段〕 themselves

What has no such name stays as the text has it, and a year in such brackets (妇字〔2026〕5号) is only a year.
"""

import ast
import json
import re
from collections.abc import Mapping
from difflib import get_close_matches

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinguo.common.errors import BadInput
from jinguo.common.wording import STYLES
from jinguo.indicators import catalogue

ASKED = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
PLACE = re.compile(r"〔(?!\d*〕)([^〔〕\n]*)〕")
COMMA = re.compile(r"\s*[，,]\s*")
MOST_AT = re.compile("哪里(.+)最多")
THEMSELVES = {
    **{"unit": "单位", "period": "时段"},
    **{"lines()": "其他专项", "shortcomings()": "不足", "next_steps()": "下一步"},
}
BY_FIGURE = {"figure": "", "change": "比上年：", "top": "最多：", "chart": "图：", "names": "列举："}
"""What stands before the name of a figure."""
BY_PROGRAMME = {"target": "目标：", "done": "完成：", "line": "专项："}
"""What stands before what a programme is about; which programme it is, the text keeps to itself."""
OPTIONS = {"只写名字": "amounts=False", "按月": 'by="month"'}
"""Other things that people may say of a place, and what the text says."""


def known() -> Mapping[str, str]:
    """Name → code of every figure that may stand in the brackets: the measures, and how they differ from last year."""
    with override(settings.LANGUAGE_CODE):
        codes = [measure.code for measure in catalogue.every()]
        compared = [f"{code}{mark}" for code in codes for mark in (catalogue.CHANGE, catalogue.GROWTH)]
        return {str(catalogue.get(code).label): code for code in [*codes, *compared]}


def plain(text: str) -> str:
    """The text as people edit it."""
    names = {asked: name for name, asked in _named(text).items()}
    return ASKED.sub(lambda found: f"〔{names[found[1]]}〕" if found[1] in names else found[0], text)


def template(words: str, *, before: str) -> str:
    """The text that people's words stand for; `before`: the one they began from. BadInput names line and place."""
    named, figures = _named(before), known()
    themselves = {name: asked for asked, name in THEMSELVES.items()}

    def line(number: int, text: str) -> str:
        def asked(place: str) -> str:
            return named.get(place) or themselves.get(place) or _asked(place, number, figures)

        return PLACE.sub(lambda found: f"{{{{ {asked(found[1])} }}}}", text)

    return "\n".join(line(number, text) for number, text in enumerate(words.splitlines(), start=1))


def _asked(place: str, line: int, figures: Mapping[str, str]) -> str:
    """What the text asks for at a place that people wrote anew: a figure by its name, worded as they say."""
    function, start = next((one, start) for one, start in reversed(BY_FIGURE.items()) if place.startswith(start))
    name, *options = COMMA.split(place.removeprefix(start))

    def code(called: str) -> str:
        if called in figures:
            return figures[called]
        near = get_close_matches(called, figures, n=1, cutoff=0.3)
        hint = _("是不是〔%(name)s〕？") % {"name": near[0]} if near else ""
        raise BadInput(
            _("第 %(line)d 行：没有叫〔%(name)s〕的数。%(hint)s") % {"line": line, "name": place, "hint": hint}
        )

    said = [f'"{code(name)}"']
    for option in options:
        if found := MOST_AT.fullmatch(option):
            said.append(f'at="{code(found[1])}"')
        elif option.isdecimal():
            said.append(f"limit={int(option)}")
        elif option in OPTIONS:
            said.append(OPTIONS[option])
        elif option.isalpha():
            said.append(f'{"what" if function == "change" else "style" if option in STYLES else "word"}="{option}"')
    return f"{function}({', '.join(said)})"


def _named(text: str) -> dict[str, str]:
    """Name → what the text asks for by it; the first of two that read alike has the name."""
    labels = {code: name for name, code in known().items()}
    found: dict[str, str] = {}
    for asked in ASKED.findall(text):
        if name := _name(asked, labels):
            found.setdefault(name, asked)
    return found


def _name(asked: str, labels: Mapping[str, str]) -> str:
    """What people call it; empty if it is of no kind that they know. A figure that nobody counts yet has its code."""
    if asked in THEMSELVES:
        return THEMSELVES[asked]
    try:
        call = ast.parse(asked, mode="eval").body
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            return ""
        first, *others = [ast.literal_eval(each) for each in call.args]
        options = {str(key.arg): ast.literal_eval(key.value) for key in call.keywords}
    except (SyntaxError, ValueError):
        return ""
    function = call.func.id
    if function in BY_PROGRAMME and others:
        return BY_PROGRAMME[function] + str(others[0])
    if function not in BY_FIGURE:
        return ""
    said = [str(each) for each in others] + [_option(name, value, labels) for name, value in options.items()]
    return BY_FIGURE[function] + "，".join([labels.get(first, first), *said])


def _option(name: str, value: object, labels: Mapping[str, str]) -> str:
    if name == "at":
        return f"哪里{labels.get(str(value), value)}最多"
    said = f"{name}={json.dumps(value) if isinstance(value, str) else value}"
    return next((words for words, asked in OPTIONS.items() if asked == said), str(value))
