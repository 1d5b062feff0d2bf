"""What other parts tell 今天, each in a `today.py` that is found by itself.

`@suggest`: the one next step. `@ask`: what waits for her (等您办).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.functional import Promise

from jinguo.orgs.models import User

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """The one next step: a sentence that names the thing, why, one button. The most urgent (least) is shown.

    `deadline` stands beside the date: 离半年总结报送还有 4 个工作日.
    """

    sentence: Text
    why: Text
    action: Text
    url: str
    urgency: int = 50
    deadline: Text = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing that waits for her (等您办), with its one button; `due`: an exception such as 还剩 1 个工作日.

    late: the day has passed.
    """

    title: Text
    hint: Text
    action: Text
    url: str
    due: Text = ""
    late: bool = False


Suggest = Callable[[User], Suggestion | None]
Ask = Callable[[User], Iterable[Task]]

_suggesting: list[Suggest] = []
_asking: list[Ask] = []


def suggest(function: Suggest) -> Suggest:
    """Register a function that may know the user's next step."""
    _suggesting.append(function)
    return function


def ask(function: Ask) -> Ask:
    """Register a function that knows what waits for the user."""
    _asking.append(function)
    return function


def next_step(user: User) -> Suggestion | None:
    found = [one for function in _suggesting if (one := function(user)) is not None]
    return min(found, key=lambda one: one.urgency, default=None)


def tasks(user: User) -> list[Task]:
    """All that waits: the first of each part, then the second of each, so that many of one kind never hide another."""
    turns = zip_longest(*(function(user) for function in _asking))
    return [task for turn in turns for task in turn if task is not None]


def foremost(user: User, most: int) -> list[Task]:
    """So many of them, those that are late first."""
    return sorted(tasks(user)[:most], key=lambda task: not task.late)
