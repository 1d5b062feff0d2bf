"""How a fact's record, a person or a household becomes a line of text and a link.

The engine knows no record. Whoever does gives one function; it is asked in bulk, and leaves out whatever the
viewer may not see.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from jinguo.orgs.models import User

if TYPE_CHECKING:
    from jinguo.indicators.figures import Figure

PERSON, HOUSEHOLD, UNIT = "person", "household", "unit"
"""The sources of distinct figures, beside the record types' own names."""

Pair = tuple[str, int]


@dataclass(frozen=True)
class Described:
    """What a list shows of a record."""

    title: str | Promise
    hint: str
    url: str


ListUrl = Callable[["Figure", User], str]
Describe = Callable[[Iterable[Pair], User], Mapping[Pair, Described]]
Book = tuple[str, str]
"""A register's name and the address of its list."""
Confided = Callable[[User], Mapping[Pair, Pair]]
Books = Callable[[Iterable[str]], list[Book]]


def _nothing(pairs: Iterable[Pair], user: User) -> Mapping[Pair, Described]:
    return {}


def _nowhere(figure: "Figure", user: User) -> str:
    return ""


def _no_books(kinds: Iterable[str]) -> list[Book]:
    return []


def _nothing_confided(user: User) -> Mapping[Pair, Pair]:
    return {}


_describe: Describe = _nothing
_confided: Confided = _nothing_confided
_books: Books = _no_books
_list_url: ListUrl = _nowhere


def describe_with(function: Describe) -> None:
    """Give the function that describes records."""
    global _describe  # noqa: PLW0603 (set once, at start)
    _describe = function


def confided_with(function: Confided) -> None:
    """Give the function that knows the confidential records somebody may see."""
    global _confided  # noqa: PLW0603 (set once, at start)
    _confided = function


def confided(user: User) -> Mapping[Pair, Pair]:
    """Token → id of the confidential records that the user may see, and of the people and households they name."""
    return _confided(user)


def books_with(function: Books) -> None:
    """Give the function that knows which registers state some kinds of fact."""
    global _books  # noqa: PLW0603 (set once, at start)
    _books = function


def books_of(kinds: Iterable[str]) -> list[Book]:
    """The registers whose records state such facts."""
    return _books(kinds)


def list_with(function: ListUrl) -> None:
    """Give the function that knows the register page which lists a figure's records."""
    global _list_url  # noqa: PLW0603 (set once, at start)
    _list_url = function


def register_url(figure: "Figure", user: User) -> str:
    """Where a register lists exactly what a figure counts; empty where none does."""
    return _list_url(figure, user)


def describe(pairs: Iterable[Pair], user: User) -> Mapping[Pair, Described]:
    """Title, hint and link of the records that the user may see, by (source, id)."""
    return _describe(pairs, user)
