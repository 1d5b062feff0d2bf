"""Every measure that exists, by its code."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.facts import word_of, words_of
from jinguo.indicators.measures import Change, Derived, Growth, Indicator, Measure, When
from jinguo.indicators.periods import Period

CHANGE, GROWTH = "~change", "~growth"
"""Every measure has these two without anybody declaring them: training.sessions~change, training.sessions~growth."""

CODE = re.compile(
    r"(?P<name>[^\[\]~=]+)(?:\[(?P<column>category|level|tags\.\w+)=(?P<value>[^\[\]]*)\])?(?P<mark>~change|~growth)?"
)
_measures: dict[str, Measure] = {}


class UnknownMeasure(LookupError):
    """No measure has this code."""


def declare(*measures: Measure) -> None:
    """Make measures known. A line calls it at the top level of its `indicators.py`."""
    _measures.update({measure.code: measure for measure in measures})


def every() -> list[Measure]:
    """The declared measures in the order of their declaration: what the lines did first, then who is on file."""
    return list(_measures.values())


def get(code: str) -> Measure:
    """The measure of a code; UnknownMeasure if there is none.

    `training.sessions[category=practical]` is one part of an indicator that may be split so,
    `training.sessions~change` how it differs from last year, `~growth` by how much of last year's.
    """
    found = CODE.fullmatch(code)
    measure = _measures.get(found["name"]) if found else None
    if found is None or measure is None:
        raise UnknownMeasure(code)
    if found["column"]:
        measure = part(measure, found["column"], found["value"])
    return _compared(measure, found["mark"]) if found["mark"] else measure


def part(measure: Measure, column: str, value: str) -> Indicator:
    """One part of an indicator: only the facts with this category, level or tag. UnknownMeasure if it has none."""
    kept = measure.where.get(column, (value,)) if isinstance(measure, Indicator) else ()
    if not isinstance(measure, Indicator) or column not in measure.split_by or value not in kept:
        raise UnknownMeasure(f"{measure.code}[{column}={value}]")
    word = word_of(measure.reads, column, value)
    return replace(
        measure,
        code=f"{measure.code}[{column}={value}]",
        label=_("%(label)s（%(part)s）") % {"label": measure.label, "part": word} if word else measure.label,
        where={**measure.where, column: (value,)},
        split_by=tuple(one for one in measure.split_by if one != column),
    )


def parts(measure: Measure, column: str) -> dict[str, Indicator]:
    """The parts of an indicator by a category or level, each under what a reader calls it; none if it has none."""
    if not isinstance(measure, Indicator) or column not in measure.split_by:
        return {}
    kept = measure.where.get(column)
    words = words_of(measure.reads, column)
    return {name: part(measure, column, value) for value, name in words.items() if kept is None or value in kept}


def _compared(measure: Measure, mark: str) -> Measure:
    code, named = f"{measure.code}{mark}", {"label": measure.label}
    if mark == GROWTH:
        label = _("%(label)s比上年同期增长率") % named
        return Growth(code=code, label=label, of=measure.code, reading=_("比上年同期多了或少了百分之几。"))
    label, word = _("%(label)s比上年同期") % named, measure.measure_word
    return Change(code=code, label=label, measure_word=word, of=measure.code, reading=_("本期减去上年同期。"))


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


def narrowed(code: str, where: Mapping[str, str]) -> str | None:
    """The code of the declared indicator that counts what this one counts, but only of these values; None without."""
    base = get(code)
    if not where or not isinstance(base, Indicator):
        return code
    wanted = replace(base, where={**base.where, **{column: (value,) for column, value in where.items()}})
    same = (one for one in every() if isinstance(one, Indicator) and one.counts_like(wanted))
    return next((one.code for one in same), None)


def is_stock(code: str) -> bool:
    """Whether a measure tells what stands on a day, not what happened in a time."""
    measure = get(code)
    return isinstance(measure, Indicator) and measure.when is When.AT_END


def kinds_of(measure: Measure) -> tuple[str, ...]:
    """The kinds of fact that a measure comes down to."""
    if isinstance(measure, Indicator):
        return measure.reads
    bases = needed(measure.code, Period(today(), today()))
    return tuple(dict.fromkeys(kind for indicator, _period in bases for kind in indicator.reads))


def find(code: str) -> Measure | None:
    """The measure of a code, or None: for codes that people typed."""
    try:
        return get(code)
    except UnknownMeasure:
        return None
