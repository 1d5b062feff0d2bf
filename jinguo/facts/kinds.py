"""The kinds of fact that exist, with the words for their categories and levels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

Words = Mapping[str, str | Promise]
"""Code → words."""


@dataclass(frozen=True, kw_only=True)
class FactKind:
    """A kind of countable thing, declared once by the line that posts it.

    `categories` and `levels` give the words for the codes; a callable is asked each time, for codes that
    users can edit. `tags` has words for the values of a tag; those of a tag that it leaves out speak for themselves,
    values that the words leave out are ids, which nobody reads. `family`: what a unit that has none of it says
    本期无 of; the kinds of one line are one family unless the line tells them apart. `expected`: whether a unit
    without any is asked about it; nobody is for what is no work of hers, such as a quoted population. `confidential`:
    nobody is led from its facts to a person or a record (`facts.confidential`); it is a family of its own.
    """

    code: str
    label: str | Promise
    categories: Words | Callable[[], Words] = field(default_factory=dict)
    levels: Words | Callable[[], Words] = field(default_factory=dict)
    tags: Mapping[str, Words] = field(default_factory=dict)
    family: str = ""
    expected: bool = True
    confidential: bool = False


WORDED = {"category": "categories", "level": "levels"}
_kinds: dict[str, FactKind] = {}


def kind(
    code: str,
    label: str | Promise,
    *,
    family: str = "",
    expected: bool = True,
    confidential: bool = False,
    tags: Mapping[str, Words] | None = None,
    **words: Words | Callable[[], Words],
) -> FactKind:
    """Declare a kind of fact. A rule may only yield declared kinds."""
    family = family or (code if confidential else code.partition(".")[0])
    expected = expected and not confidential
    declared = FactKind(
        code=code, label=label, family=family, expected=expected, confidential=confidential, tags=tags or {}, **words
    )
    _kinds[code] = declared
    return declared


def get_kind(code: str) -> FactKind:
    """The declared kind; KeyError tells that a rule yields what nobody declared."""
    return _kinds[code]


def family_of(code: str) -> str:
    return get_kind(code).family


def is_confidential(*codes: str) -> bool:
    """Whether one of these kinds is."""
    return any(get_kind(code).confidential for code in codes)


def kinds_in(family: str) -> list[FactKind]:
    """The kinds of a family; the first names it."""
    return [one for one in _kinds.values() if one.family == family]


def words_of(codes: tuple[str, ...], column: str) -> dict[str, str]:
    """Code → words for the `category` or `level` of some kinds."""
    found: dict[str, str] = {}
    for code in codes if column in WORDED else ():
        words = getattr(get_kind(code), WORDED[column])
        found |= {key: str(text) for key, text in (words() if callable(words) else words).items()}
    return found


def word_of(codes: tuple[str, ...], column: str, value: str) -> str:
    """What one value of a category, level or tag ("tags.topic") is called; nothing where it is only an id."""
    if not column.startswith("tags."):
        return words_of(codes, column).get(value, value)
    found = [words for code in codes if (words := get_kind(code).tags.get(column[5:])) is not None]
    return str(found[0].get(value, "")) if found else value
