"""Reading the manual's text files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from jinguo.ui import nav

PAGES = Path(__file__).parent / "pages"
ABOUT = "关于："
STRONG = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[(.+?)\]\(([\w:-]+)\)")
STEP, POINT, HEADING, PICTURE = re.compile(r"\d+\. "), re.compile(r"- "), "# ", "! "


@dataclass(frozen=True)
class Block:
    """A piece of a chapter: `kind` is h, p, ol, ul or picture (lines: file name, words)."""

    kind: str
    lines: list[str]

    def shown(self) -> list[SafeString]:
        return [_inline(line) for line in self.lines]


@dataclass(frozen=True)
class Chapter:
    slug: str
    title: str
    about: frozenset[str]
    blocks: list[Block]

    @property
    def lead(self) -> str:
        """Its first sentence, for the list of chapters."""
        return LINK.sub(r"\1", next(block.lines[0] for block in self.blocks if block.kind == "p"))


@cache
def chapters() -> dict[str, Chapter]:
    """Every chapter by its slug, in order."""
    read = [_chapter(path) for path in sorted(PAGES.glob("*.txt"))]
    return {chapter.slug: chapter for chapter in read}


def chapter_about(view_name: str | None) -> Chapter | None:
    """The chapter about the page with this URL name."""
    return next((one for one in chapters().values() if view_name in one.about), None)


def _chapter(path: Path) -> Chapter:
    head, _blank, body = path.read_text(encoding="utf8").partition("\n\n")
    title, _line, about = head.partition("\n")
    names = about.removeprefix(ABOUT).split()
    return Chapter(path.stem.partition("-")[2], title, frozenset(names), list(_blocks(body)))


def _blocks(body: str) -> Iterator[Block]:
    for text in filter(None, map(str.strip, body.split("\n\n"))):
        lines = text.splitlines()
        if text.startswith(HEADING):
            yield Block("h", [text.removeprefix(HEADING)])
        elif text.startswith(PICTURE):
            yield Block("picture", text.removeprefix(PICTURE).split(" ", 1))
        elif STEP.match(text):
            yield Block("ol", [STEP.sub("", line, count=1) for line in lines])
        elif POINT.match(text):
            yield Block("ul", [POINT.sub("", line, count=1) for line in lines])
        else:
            yield Block("p", ["".join(lines)])


def _inline(line: str) -> SafeString:
    marked = STRONG.sub(r"<strong>\1</strong>", escape(line))
    return mark_safe(LINK.sub(_link, marked))  # noqa: S308 (escaped above; the files are the product's own)


def _link(found: re.Match[str]) -> str:
    """The link; only the words where a deployment leaves the page out."""
    url = nav.address(found[2])
    return format_html('<a class="jg-link" href="{}">{}</a>', url, mark_safe(found[1])) if url else found[1]  # noqa: S308
