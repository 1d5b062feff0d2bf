"""Saving through a register's form, with the numbers that it moves."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.template.loader import render_to_string

from jinguo.common.dates import today
from jinguo.common.numbers import whole_number
from jinguo.common.wording import PERCENT, say
from jinguo.indicators import Period, catalogue
from jinguo.indicators.compute import figures_of
from jinguo.indicators.figures import Figure
from jinguo.indicators.rendering import spaced
from jinguo.orgs.http import UserRequest
from jinguo.orgs.models import User
from jinguo.records.pages.stale import take_hers
from jinguo.records.registers import Register
from jinguo.records.same_event import twins

Moved = list[tuple[str, Figure, Figure]]
"""Label, before, after."""

OTHER = "other"
"""The answer to 是同一件事吗？ by which it is written down all the same."""


def submit(register: Register, form: Any, request: UserRequest, stored: Any = None) -> tuple[bool, Moved]:
    """Hand the form to the register's service; whether it took it, and the figures that moved."""
    if not form.is_bound or not form.is_valid():
        return False, []
    if stored is not None:
        take_hers(form.instance, stored, request.POST.getlist("hers"))
    version = whole_number(request.POST.get("version", "")) if stored is not None else None
    expected = {} if version is None else {"expect_version": version}
    before = _measured(register, form.instance, request.user)
    if not form.submit(register.save, by=request.user, **expected):
        return False, []
    return True, _moved(before, _measured(register, form.instance, request.user))


def unanswered(register: Register, form: Any, request: UserRequest) -> list[Any]:
    """是同一件事吗？ Records like the one in the form, until she has said that it is another one."""
    if not form.is_bound or not form.is_valid() or request.POST.get("same") == OTHER:
        return []
    return twins(register, form.instance, request.user)


def announce(request: UserRequest, register: Register, record: Any, text: str, moved: Moved, *, undo: bool) -> None:
    """The line above the next page: what was done, what moved, and the way back."""
    context = {"text": text, "moved": moved[:1], "record": record, "register": register, "undo": undo}
    line = render_to_string("records/saved.html", context, request=request)
    messages.success(request, line, extra_tags="safe")


def steps(register: Register, moved: Moved) -> list[tuple[str, str]]:
    """记下后：… The two that say most: label and words, the first as from → to, the next as what is added."""
    order = (*register.sums, *register.headline)
    told = sorted((one for one in moved if one[2].measure.measure_word != PERCENT), key=lambda one: _place(order, one))
    return [(label, _step(before, after, is_first=not at)) for at, (label, before, after) in enumerate(told[:2])]


def _place(order: Sequence[str], one: tuple[str, Figure, Figure]) -> int:
    return order.index(one[2].measure.code)


def _step(before: Figure, after: Figure, *, is_first: bool) -> str:
    old, new, word = before.value or 0, after.value or 0, str(after.measure.measure_word)
    if is_first:
        return spaced(f"{say(old, '')} → {say(new, word)}")
    return spaced(f"{'+' if new > old else ''}{say(new - old, word)}")


def moving(register: Register, record: Any, user: User, act: Callable[[], Any]) -> Moved:
    """Do it, and tell which figures moved."""
    before = _measured(register, record, user)
    act()
    return _moved(before, _measured(register, record, user))


def _measured(register: Register, record: Any, user: User) -> dict[str, Figure]:
    codes = list(dict.fromkeys((*register.headline, *register.sums)))
    is_dated = register.day_field and not any(map(catalogue.is_stock, codes))
    day = getattr(record, register.day_field, None) or today() if is_dated else today()
    return figures_of(codes, user.unit, Period.half_year(min(day, today()))) if codes else {}


def _moved(before: dict[str, Figure], after: dict[str, Figure]) -> Moved:
    return [
        (str(figure.measure.label), before[code], figure)
        for code, figure in after.items()
        if figure.value is not None and before[code].value is not None and figure.value != before[code].value
    ]
