"""Figures for tests: what one is, and what it opens to."""

from decimal import Decimal

from jinguo.indicators import Indicator, Period, catalogue
from jinguo.indicators.compute import compute
from jinguo.indicators.opening import open_figure
from jinguo.orgs.models import Unit
from jinguo.orgs.tests.make import make_user


def value(code: str, unit: Unit, period: str) -> Decimal | None:
    span = Period.parse(period)
    return compute([code], unit=unit, periods=[span])[code, unit, span].value


def opened(code: str, unit: Unit, period: str) -> list[str]:
    """What the lines say to which a figure opens, sorted; they add up to the figure."""
    opening = open_figure(indicator(code), unit=unit, period=Period.parse(period), viewer=make_user(unit), size=1000)
    assert opening.total == value(code, unit, period)
    return sorted(str(line.described.title) for line in opening.lines if line.described)


def indicator(code: str) -> Indicator:
    """The declared one of this code."""
    found = catalogue.get(code)
    assert isinstance(found, Indicator)
    return found
