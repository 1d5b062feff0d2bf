"""The figures of care."""

from collections.abc import Iterable
from datetime import timedelta

from jinguo.scenarios.cast import VILLAGE
from jinguo.scenarios.oracle.view import Rule, Value, View, count, share, total
from jinguo.scenarios.stories.care import CarePair, Counselling, Help, Need, SurveyRound, Visit
from jinguo.scenarios.stories.situations import Situation

GROWN_UP = 18
FEWEST = 5


def _households(view: View, people: Iterable[int]) -> Value:
    return count({view.scenario.country.resident[person].household for person in people})


def _surveyed(*, reached: bool) -> Rule:
    def surveyed(view: View) -> Value:
        rows = (row for survey in view.begun(SurveyRound) for row in survey.households)
        return count({row.household for row in rows if row.reached_on or not reached})

    return surveyed


def _sessions(*whom: str) -> Rule:
    return lambda view: count([one for one in view.held(Counselling) if not whom or _whom(view, one) in whom])


def _whom(view: View, session: Counselling) -> str:
    """What she was on the day of the session."""
    person, day = view.scenario.country.resident[session.person], session.starts_on
    situations = (one for one in view.scenario.of(Situation) if one.person == session.person)
    if any(
        one.kind == "child_in_difficulty" and one.since <= day and (one.until is None or day < one.until)
        for one in situations
    ):
        return "child_in_difficulty"
    if person.age_on(day) < GROWN_UP:
        return "child"
    return "woman" if person.key in view.women else "man"


def _counselled_children(view: View) -> Value:
    sessions = (one for one in view.held(Counselling) if _whom(view, one) == "child_in_difficulty")
    return count({one.person for one in sessions})


def _needs_open(view: View) -> Value:
    return count(view.standing(Need))


def _needs_solved(view: View) -> Value:
    needs = (one for one in view.scenario.of(Need) if one.unit in view.branch)
    return count([one for one in needs if one.until and view.within(max(one.until, one.since + timedelta(days=1)))])


def _solved_share(view: View) -> Value:
    solved, left = _needs_solved(view), _needs_open(view)
    return share(solved, solved + left) if solved is not None and left is not None else None


def _discreet(rule: Rule) -> Rule:
    """Of a confidential case nothing is told of a village, and no number from one to four of anybody."""

    def told(view: View) -> Value:
        place = next(place for place in view.scenario.country.places if place.key == view.unit)
        value = None if place.level == VILLAGE else rule(view)
        return None if value is not None and 0 < value < FEWEST else value

    return told


OF_CHILDREN = _discreet(_sessions("child_in_difficulty", "child"))

FIGURES: dict[str, Rule] = {
    "care.visits": lambda view: count(view.held(Visit)),
    "care.visited_people": lambda view: count({one.person for one in view.held(Visit)}),
    "care.visited_households": lambda view: _households(view, (one.person for one in view.held(Visit))),
    "care.pairs": lambda view: count(view.standing(CarePair)),
    "care.helped_people": lambda view: count({one.person for one in view.held(Help)}),
    "care.helps": lambda view: count(view.held(Help)),
    "care.help_money": lambda view: total(one.amount or 0 for one in view.held(Help)),
    "care.needs": lambda view: count(view.begun(Need)),
    "care.needs.open": _needs_open,
    "care.needs.solved": _needs_solved,
    "care.needs.solved_share": _solved_share,
    "care.survey.households": _surveyed(reached=False),
    "care.survey.reached": _surveyed(reached=True),
    "care.survey.share": lambda view: share(_surveyed(reached=True)(view), _surveyed(reached=False)(view)),
    "care.counselled_children": _discreet(_counselled_children),
    "care.counselling.sessions": _discreet(_sessions()),
    "care.child_sessions": OF_CHILDREN,
    "care.child_sessions.held": OF_CHILDREN,
    "care.one_to_one": lambda view: share(OF_CHILDREN(view), OF_CHILDREN(view)),
    "care.emotional_sessions": _discreet(_sessions("woman")),
}
