"""What a figure of confidential kinds tells: from the township up a number, one to four as "<5"; below it, nothing.

A number of a county and up leaves out the townships whose own number stays unsaid, and is said as "so many and more".
So it tells nothing that its townships' numbers don't tell, and nothing can be taken from it to find the small one.

It tells everybody the same. Whoever has a case reads it in its register, and finds it when she opens the figure.
"""

from dataclasses import replace
from decimal import Decimal

from jinguo.indicators.figures import FEWEST, Figure
from jinguo.orgs.models import Unit, UnitLevel


def discreet(figure: Figure, rest: Figure | None = None) -> Figure:
    """A figure of confidential kinds as it may be told. `rest`: the same without the units that are few, if any is."""
    nothing = replace(figure, value=None, records=0, evidence={}, coverage=None, confidential=True)
    if not is_told(figure.unit) or (figure.own and not parts_are_told(figure.unit)):
        return nothing
    if is_few(figure.value):
        return replace(nothing, few=True)
    if rest is None or figure.value is None:
        return replace(figure, coverage=None, confidential=True)
    least = max(rest.value or Decimal(0), Decimal(FEWEST))
    return replace(rest, value=least, coverage=None, confidential=True, at_least=True)


def is_told(unit: Unit) -> bool:
    """Whether a number of this unit is told at all."""
    return unit.level <= UnitLevel.TOWNSHIP


def parts_are_told(unit: Unit) -> bool:
    """Whether the numbers of the units below it are told, too."""
    return unit.level < UnitLevel.TOWNSHIP


def steps_to_townships(unit: Unit) -> int:
    """How many steps below a unit the units stand whose numbers are the smallest that are told."""
    return max(UnitLevel.TOWNSHIP - unit.level, 1)


def is_few(value: Decimal | None) -> bool:
    """Whether so small a number could point at somebody."""
    return value is not None and 0 < value < FEWEST
