"""What a figure of confidential kinds tells: from the township up a number, one to four as "<5"; below it, nothing.

It tells everybody the same. Whoever has a case reads it in its register, and finds it when she opens the figure.
"""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jinguo.facts import is_confidential
from jinguo.orgs.models import Unit, UnitLevel

if TYPE_CHECKING:
    from jinguo.indicators.figures import Figure

FEWEST = 5
"""The smallest number that is said exactly, apart from none."""


def discreet(figure: "Figure", kinds: tuple[str, ...]) -> "Figure":
    """The figure as it may be told, given the kinds of fact that it reads."""
    if not is_confidential(*kinds):
        return figure
    told = replace(figure, confidential=True, coverage=None)
    if not is_told(figure.unit):
        return replace(told, value=None, records=0, evidence={})
    return replace(told, value=None, records=0, evidence={}, few=True) if is_few(figure.value) else told


def is_told(unit: Unit) -> bool:
    """Whether a number of this unit is told at all."""
    return unit.level <= UnitLevel.TOWNSHIP


def parts_are_told(unit: Unit) -> bool:
    """Whether the numbers of the units below it are told, too."""
    return unit.level < UnitLevel.TOWNSHIP


def is_few(value: Decimal | None) -> bool:
    """Whether so small a number could point at somebody."""
    return value is not None and 0 < value < FEWEST


def say_few(measure_word: object) -> str:
    """As a number that is told reads."""
    return f"<{FEWEST}{measure_word}"
