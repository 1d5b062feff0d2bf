"""The text of a template: sandboxed Jinja in which words are people's and numbers are asked for by name.

`figure("training.practical.sessions", style="以上")` stands for a number, `names("…", limit=3)` for what was most
often named, `target("programme", "what")` for what a programme promises; voice.py has them all, drawn.py those that
stand for whole paragraphs. The figures that a text asks for are read from it before anything is computed, so that one
computation serves the whole report.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jinguo.common.errors import BadInput

FUNCTIONS = (
    *("figure", "change", "top", "chart", "names", "line", "target", "done", "lines", "shortcomings", "next_steps"),
)  # fmt: skip
ASKS = ("figure", "change", "top", "chart")
"""Those whose figures are computed together; `at=` names one as well."""
WORDS = ("unit", "period")
"""What a text may name besides: the unit, and the period as a sentence says it."""

LONGEST, MOST_CHOICES = 50_000, 50
"""Characters of a text, and how often it may say "if"."""
ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Call, nodes.Keyword),
    *(nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)
"""What a text is made of. Without loops, arithmetic and filters, what comes out is never longer than what went in."""

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
    if len(text) > LONGEST:
        raise BadInput(_("太长了，最多 %(most)d 个字。请分成几份报告。") % {"most": LONGEST})
    try:
        tree = _environment.parse(text)
        _refuse_programs(tree)
    except TemplateSyntaxError as error:
        raise BadInput(_("第 %(line)d 行没有写完整，请看看括号和引号。") % {"line": error.lineno}) from error
    except RecursionError as error:
        raise _too_deep() from error
    unknown = sorted(meta.find_undeclared_variables(tree) - {*FUNCTIONS, *WORDS})
    if unknown:
        raise BadInput(_("不认识“%(name)s”。要放一个数，请写〔〕和它的名字。") % {"name": unknown[0]})
    return list(dict.fromkeys(_codes(tree)))


def calls(text: str, *names: str) -> list[list[object]]:
    """What a text calls these functions with: the arguments that are written out, a list for each call."""
    found = _environment.parse(text).find_all(nodes.Call)
    named = [call for call in found if isinstance(call.node, nodes.Name) and call.node.name in names]
    return [[one.value for one in call.args if isinstance(one, nodes.Const)] for call in named]


def render(text: str, functions: Mapping[str, Callable[..., Piece]], words: Mapping[str, str]) -> list[Paragraph]:
    """The paragraphs of a text, with the pieces that its functions returned in place. BadInput as `check`.

    A function may return several pieces, or one with `paragraphs` of its own, which follow the line that it stands in.
    """
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
    except (SyntaxError, RecursionError, MemoryError) as error:  # of the program that Jinja makes of it
        raise _too_deep() from error
    except (TemplateError, TypeError) as error:
        raise BadInput(_("模板里有一处算不出来：%(error)s") % {"error": error}) from error
    return [each for line in plain.splitlines() if line.strip() for each in _paragraphs(line.strip(), pieces)]


def _too_deep() -> BadInput:
    return BadInput(_("括号和“如果”套得太深了，请写简单些。"))


def _refuse_programs(tree: nodes.Template) -> None:
    """A text is words and what they ask for; it can't be made to run long or to grow."""
    for node in tree.find_all(nodes.Node):
        called = not isinstance(node, nodes.Call) or (
            isinstance(node.node, nodes.Name) and not (node.dyn_args or node.dyn_kwargs)
        )
        if not isinstance(node, ALLOWED) or not called:
            raise BadInput(
                _("第 %(line)d 行：这里只能放数、列举、目标、单位和时段，不能写循环和算式。") % {"line": node.lineno}
            )
    if sum(1 for _choice in tree.find_all((nodes.If, nodes.CondExpr))) > MOST_CHOICES:
        raise BadInput(_("“如果”太多了，最多 %(most)d 处。") % {"most": MOST_CHOICES})


def _codes(tree: nodes.Template) -> Iterator[str]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ASKS:
            named = [*call.args[:1], *(each.value for each in call.kwargs if each.key in ("code", "at"))]
            codes = [str(code.value) for code in named if isinstance(code, nodes.Const)]
            if not named or len(codes) < len(named):
                raise BadInput(_("第 %(line)d 行：代码要直接写在引号里。") % {"line": call.lineno})
            yield from codes


def _paragraphs(line: str, pieces: list[Piece]) -> Iterator[Paragraph]:
    level = next((n for n, heading in enumerate(HEADINGS, 1) if heading.fullmatch(line)), 0)
    put = list(_pieces(line, pieces))
    blocks = [piece for piece in put if hasattr(piece, "paragraphs")]
    if rest := tuple(piece for piece in put if not hasattr(piece, "paragraphs")):
        yield Paragraph(level, rest)
    for block in blocks:
        yield from block.paragraphs


def _pieces(line: str, pieces: list[Piece]) -> Iterator[Piece]:
    for n, part in enumerate(MARK.split(line)):
        if n % 2:
            piece = pieces[int(part)]
            yield from piece if isinstance(piece, list) else [piece]
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
