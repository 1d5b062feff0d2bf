"""Lines of facts: 越溪乡妇联 · 22 人 · 乡成人学校; and texts of names."""

import re

DOT = "\u00a0· "
"""A line may end with the dot, but never begin with it."""
BETWEEN_NAMES = re.compile(r"[\n\r,，、;；]+")


def line_of(*facts: object) -> str:
    """The facts that are known, in one line."""
    return DOT.join(str(fact) for fact in facts if fact)


def line_without(line: str, *unsaid: str) -> str:
    """The line without the facts that go without saying where it stands."""
    return line_of(*(fact for fact in line.split(DOT) if fact not in unsaid))


def names_in(text: str) -> list[str]:
    """The names in a text, one a line or with commas between them, each as often as it stands there."""
    return [name for part in BETWEEN_NAMES.split(text) if (name := part.strip())]
