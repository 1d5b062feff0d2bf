"""What every figure must be, worked out a second time: no Django, no engine, no cleverness."""

from collections.abc import Mapping
from datetime import date

from jinguo.scenarios.cast import Scenario
from jinguo.scenarios.oracle import activities, care, employment, frame, honours, organisation, situations, training
from jinguo.scenarios.oracle.view import Rule, Value, View

__all__ = ["FIGURES", "Value", "View", "expected"]

LINES = (frame, situations, organisation, training, employment, activities, honours, care)

FIGURES: Mapping[str, Rule] = {code: rule for line in LINES for code, rule in line.FIGURES.items()}
"""Indicator code → what it must be."""


def expected(scenario: Scenario, unit: str, first: date, last: date) -> dict[str, Value]:
    """Indicator code → value, for a unit with everything below it. None: there is nothing to say or to divide by."""
    view = View(scenario, unit, first, last)
    return {code: figure(view) for code, figure in FIGURES.items()}
