"""What is quoted of the area: the unit's own newest word, never added up."""

from decimal import Decimal
from operator import attrgetter

from jinguo.scenarios.oracle.view import Rule, Value, View
from jinguo.scenarios.stories.frame import Area


def _quoted(name: str) -> Rule:
    def quoted(view: View) -> Value:
        own = [area for area in view.scenario.of(Area) if area.unit == view.unit and area.as_of <= view.last]
        return Decimal(getattr(max(own, key=attrgetter("as_of")), name)) if own else None

    return quoted


FIGURES: dict[str, Rule] = {
    "area.land": _quoted("area"),
    "area.households": _quoted("households"),
    "area.population": _quoted("population"),
}
