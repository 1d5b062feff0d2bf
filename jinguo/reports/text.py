"""The text of a template: sandboxed Jinja in which words are people's and numbers are asked for by name.

`figure("training.practical.sessions", style="以上")` stands for a number, `names("…", limit=3)` for what was most
often named, `target("programme", "what")` for what a programme promises. The figures that a text asks for are read
from it before anything is computed, so that one computation serves the whole report.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jinguo.common.errors import BadInput

FUNCTIONS = ("figure", "names", "target")
WORDS = ("unit", "period")
"""What a text may name besides: the unit, and the period as a sentence says it."""

# What comes out is plain text with marks where the pieces stand; the page escapes it.
_environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)

MARK = re.compile("\ue000(\\d+)\ue001")
HEADINGS = (re.compile("[一二三四五六七八九十]+、[^。]*"), re.compile("（[一二三四五六七八九十]+）[^。]*"))
"""A heading on its own line has no full stop."""

# Digits that claim nothing: a list number, a day, what stands in quotes (names of schemes).
_HARMLESS = r"^\s*\d+[.．、]|^\s*（\d+）|“[^”]*”|\d{4}年(?:\d+月(?:\d+日)?)?|\d+月\d+日"
_TYPED = re.compile(rf"(?P<harmless>{_HARMLESS})|(?P<typed>\d[\d.]*[%％]?[^\W\d_]?)")


@dataclass(frozen=True)
class Words:
    """Text that somebody wrote. `typed`: it holds a number of which nobody knows where it comes from."""

    text: str
    typed: bool = False


Piece = Any
"""Words, or what a function of the text returned."""


@dataclass(frozen=True)
class Paragraph:
    """`level` 1 and 2 are headings (一、 and （一）), 0 is running text."""

    level: int
    pieces: tuple[Piece, ...]


def check(text: str) -> list[str]:
    """The codes of the figures that a text asks for. BadInput says in which line it can't be understood."""
    try:
        tree = _environment.parse(text)
    except TemplateSyntaxError as error:
        raise BadInput(_("第 %(line)d 行没有写完整，请看看括号和引号。") % {"line": error.lineno}) from error
    unknown = sorted(meta.find_undeclared_variables(tree) - {*FUNCTIONS, *WORDS})
    if unknown:
        raise BadInput(_("不认识“%(name)s”。要放一个数，请写〔〕和它的名字。") % {"name": unknown[0]})
    return list(dict.fromkeys(_codes(tree)))


def render(text: str, functions: Mapping[str, Callable[..., Piece]], words: Mapping[str, str]) -> list[Paragraph]:
    """The paragraphs of a text, with the pieces that its functions returned in place. BadInput as `check`."""
    check(text)
    pieces: list[Piece] = []

    def marked(function: Callable[..., Piece]) -> Callable[..., str]:
        def call(*args: Any, **options: Any) -> str:
            pieces.append(function(*args, **options))
            return f"\ue000{len(pieces) - 1}\ue001"

        return call

    names = {name: marked(function) for name, function in functions.items()}
    try:
        plain = _environment.from_string(MARK.sub("", text)).render({**words, **names})
    except (TemplateError, TypeError) as error:
        raise BadInput(_("模板里有一处算不出来：%(error)s") % {"error": error}) from error
    return [_paragraph(line.strip(), pieces) for line in plain.splitlines() if line.strip()]


def _codes(tree: nodes.Template) -> Iterator[str]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "figure":
            code = call.args[0] if call.args else None
            if not isinstance(code, nodes.Const):
                raise BadInput(_("第 %(line)d 行：代码要直接写在引号里。") % {"line": call.lineno})
            yield str(code.value)


def _paragraph(line: str, pieces: list[Piece]) -> Paragraph:
    level = next((n for n, heading in enumerate(HEADINGS, 1) if heading.fullmatch(line)), 0)
    return Paragraph(level, tuple(_pieces(line, pieces)))


def _pieces(line: str, pieces: list[Piece]) -> Iterator[Piece]:
    for n, part in enumerate(MARK.split(line)):
        if n % 2:
            yield pieces[int(part)]
        elif part:
            yield from _words(part)


def _words(text: str) -> Iterator[Words]:
    """The words of a stretch of text, its unsourced numbers apart."""
    start = 0
    for found in _TYPED.finditer(text):
        if found["typed"]:
            if found.start() > start:
                yield Words(text[start : found.start()])
            yield Words(found["typed"], typed=True)
            start = found.end()
    if text[start:]:
        yield Words(text[start:])
