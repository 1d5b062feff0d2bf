"""The figures of what holds for people. A household counts where its members live, whoever wrote it down."""

from jinguo.scenarios.cast import Resident
from jinguo.scenarios.oracle.view import Rule, View, count
from jinguo.scenarios.stories.situations import Situation


def holding(view: View, kind: str) -> set[int]:
    """For whom it holds on the last day, wherever she lives."""
    situations = (one for one in view.scenario.of(Situation) if one.kind == kind)
    return {one.person for one in situations if view.holds(one.since, one.until)}


def whom(view: View, kind: str) -> list[Resident]:
    """For whom of the branch it holds on the last day."""
    people = (view.scenario.country.resident[key] for key in holding(view, kind))
    return [person for person in people if person.village in view.branch]


def _households(kind: str) -> Rule:
    return lambda view: count({person.household for person in whom(view, kind)})


KINDS = ("left_behind_woman", "left_behind_child", "orphan", "single_parent")

FIGURES: dict[str, Rule] = {
    "people.left_behind_women": lambda view: count({one.key for one in whom(view, "left_behind_woman")}),
    "people.left_behind_children": lambda view: count({one.key for one in whom(view, "left_behind_child")}),
    **{f"people.households.{kind}": _households(kind) for kind in KINDS},
}
