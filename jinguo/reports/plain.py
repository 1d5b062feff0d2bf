"""A template's words as people edit them: 〔实用技术培训班〕 stands where the text asks for that figure.

〔现场指导的人，多，名〕 asks for it with a qualifier and another measure word, 〔列举：培训学校的级别，3〕 for what was
most often named, 〔目标：农家女〕 for what a programme promises, 〔单位〕 and 〔时段〕 for themselves. What has no such
name stays as the text has it, and a year in such brackets (妇字〔2026〕5号) is only a year.
"""

import ast
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
THEMSELVES = {"unit": "单位", "period": "时段"}
LISTED, PROMISED = "列举：", "目标："


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

    def line(number: int, text: str) -> str:
        return PLACE.sub(lambda found: f"{{{{ {named.get(found[1]) or _asked(found[1], number, figures)} }}}}", text)

    return "\n".join(line(number, text) for number, text in enumerate(words.splitlines(), start=1))


def _asked(place: str, line: int, figures: Mapping[str, str]) -> str:
    """What the text asks for at a place that people wrote anew: a figure by its name, worded as they say."""
    name, *options = COMMA.split(place.removeprefix(LISTED))
    if name not in figures:
        near = get_close_matches(name, figures, n=1, cutoff=0.3)
        hint = _("是不是〔%(name)s〕？") % {"name": near[0]} if near else ""
        raise BadInput(
            _("第 %(line)d 行：没有叫〔%(name)s〕的数。%(hint)s") % {"line": line, "name": place, "hint": hint}
        )
    if place.startswith(LISTED):
        limits = [f", limit={int(each)}" for each in options if each.isdecimal()]
        return f'names("{figures[name]}"{"".join(limits)})'
    worded = [f', {"style" if each in STYLES else "word"}="{each}"' for each in options if each.isalpha()]
    return f'figure("{figures[name]}"{"".join(worded)})'


def _named(text: str) -> dict[str, str]:
    """Name → what the text asks for by it; the first of two that read alike has the name."""
    labels = {code: name for name, code in known().items()}
    found: dict[str, str] = {}
    for asked in ASKED.findall(text):
        if name := _name(asked, labels):
            found.setdefault(name, asked)
    return found


def _name(asked: str, labels: Mapping[str, str]) -> str:
    """What people call it; empty if it is of no kind that they know."""
    if asked in THEMSELVES:
        return THEMSELVES[asked]
    try:
        call = ast.parse(asked, mode="eval").body
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            return ""
        first, *others = [str(ast.literal_eval(each)) for each in [*call.args, *(key.value for key in call.keywords)]]
    except (SyntaxError, ValueError):
        return ""
    if call.func.id == "target":
        return PROMISED + "，".join(others)
    listing = LISTED if call.func.id == "names" else ""
    return listing + "，".join([labels[first], *others]) if first in labels else ""
