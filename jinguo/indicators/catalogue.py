"""Every measure that exists, by its code."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from jinguo.indicators.measures import Change, Derived, Growth, Indicator, Measure
from jinguo.indicators.periods import Period

M = TypeVar("M", bound=Measure)

CHANGE, GROWTH = "~change", "~growth"
"""Every measure has these two without anybody declaring them: training.sessions~change, training.sessions~growth."""

_measures: dict[str, Measure] = {}


class UnknownMeasure(LookupError):
    """No measure has this code."""


def declare(measure: M) -> M:
    """Make a measure known. A line calls it at the top level of its `indicators.py`."""
    _measures[measure.code] = measure
    return measure


def every() -> list[Measure]:
    """The declared measures in the order of their declaration: what the lines did first, then who is on file."""
    return list(_measures.values())


def get(code: str) -> Measure:
    """The measure of a code; UnknownMeasure if there is none."""
    name, mark, kind = code.partition("~")
    if name not in _measures or mark + kind not in ("", CHANGE, GROWTH):
        raise UnknownMeasure(code)
    measure = _measures[name]
    if not mark:
        return measure
    label = _("%(label)s比上年同期") % {"label": measure.label}
    if mark + kind == GROWTH:
        return Growth(code=code, label=label, of=name, reading=_("比上年同期多了或少了百分之几。"))
    word = measure.measure_word
    return Change(code=code, label=label, measure_word=word, of=name, reading=_("本期减去上年同期。"))


def needed(code: str, period: Period) -> Iterator[tuple[Indicator, Period]]:
    """The indicators that a measure comes down to, with the periods they are wanted for."""
    measure = get(code)
    if isinstance(measure, Indicator):
        yield measure, period
    elif isinstance(measure, Derived):
        yield from needed_by_all(measure.parts(period))


def needed_by_all(parts: Iterable[tuple[str, Period]]) -> Iterator[tuple[Indicator, Period]]:
    """The same for several measures."""
    for code, period in parts:
        yield from needed(code, period)


def find(code: str) -> Measure | None:
    """The measure of a code, or None: for codes that people typed."""
    try:
        return get(code)
    except UnknownMeasure:
        return None
