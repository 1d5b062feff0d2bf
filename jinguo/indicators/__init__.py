"""Measures over facts, declared as data; figures that open down to their facts.

indicators.declare(Indicator(…))                        in a line's indicators.py
indicators.compute.compute(codes, unit=…, periods=…)    the figures of a page, in two grouped statements
indicators.opening.open_figure(indicator, …)            the same selection, as a list
"""

from jinguo.indicators.catalogue import UnknownMeasure, declare
from jinguo.indicators.measures import (
    HOUSEHOLDS,
    PEOPLE,
    UNITS,
    Change,
    Count,
    Cumulative,
    Derived,
    Distinct,
    Formula,
    Greatest,
    Growth,
    Indicator,
    Least,
    Mean,
    Measure,
    Share,
    Stated,
    Sum,
    When,
)
from jinguo.indicators.periods import Period

__all__ = [
    "HOUSEHOLDS",
    "PEOPLE",
    "UNITS",
    "Change",
    "Count",
    "Cumulative",
    "Derived",
    "Distinct",
    "Formula",
    "Greatest",
    "Growth",
    "Indicator",
    "Least",
    "Mean",
    "Measure",
    "Period",
    "Share",
    "Stated",
    "Sum",
    "UnknownMeasure",
    "When",
    "declare",
]
