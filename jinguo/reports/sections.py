"""The sections （一）（二） of a report: those of the year's working lines come in the lines' own order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jinguo.common.numbers import DIGITS, numeral
from jinguo.reports.text import Paragraph, Words

CHAPTER, SECTION = 1, 2
NUMBER = re.compile(f"（[{DIGITS}]+）")


@dataclass(frozen=True)
class LineName(Words):
    """A working line's name. `place`: where its section is wanted among those of its chapter."""

    place: int | None = None


def arranged(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs with each chapter's sections in order: first the lines that have a place, then as they stood."""
    found: list[Paragraph] = []
    for chapter in _parted(paragraphs, CHAPTER):
        before, *sections = _parted(chapter, SECTION)
        found += before
        for number, section in enumerate(sorted(sections, key=_place), start=1):
            found += [_numbered(section[0], number), *section[1:]]
    return found


def _parted(paragraphs: Sequence[Paragraph], level: int) -> Iterator[list[Paragraph]]:
    """What stands before the first heading of a level (maybe nothing), then what each heads."""
    part: list[Paragraph] = []
    for one in paragraphs:
        if one.level == level:
            yield part
            part = []
        part.append(one)
    yield part


def _place(section: Sequence[Paragraph]) -> tuple[bool, int]:
    places = [one.place for one in section[0].pieces if isinstance(one, LineName) and one.place is not None]
    return not places, min(places, default=0)


def _numbered(heading: Paragraph, number: int) -> Paragraph:
    first, *others = heading.pieces
    if not isinstance(first, Words):
        return heading
    text = NUMBER.sub(f"（{numeral(number)}）", first.text, count=1)
    return replace(heading, pieces=(replace(first, text=text), *others))
