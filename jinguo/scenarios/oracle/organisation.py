"""The figures of groups, terms and meetings."""

from decimal import Decimal
from operator import attrgetter

from jinguo.scenarios.cast import VILLAGE
from jinguo.scenarios.oracle.situations import holding
from jinguo.scenarios.oracle.view import Rule, Value, View, count, share
from jinguo.scenarios.stories.organisation import CommitteeTerm, Group, Meeting


def _groups(view: View, *kinds: str) -> list[Group]:
    return [group for group in view.standing(Group) if not kinds or group.kind in kinds]


def _villages(view: View) -> set[str]:
    return {place.key for place in view.scenario.country.places if place.level == VILLAGE and place.key in view.branch}


def _with(kind: str) -> Rule:
    return lambda view: count({group.unit for group in _groups(view, kind)} & _villages(view))


def _coverage(kind: str) -> Rule:
    return lambda view: share(_with(kind)(view), count(_villages(view)))


def _members(kind: str, role: str) -> Rule:
    def members(view: View) -> Value:
        rows = (row for group in _groups(view, kind) for row in group.members)
        return count({row.resident for row in rows if row.role == role})

    return members


def _dancing(view: View) -> Value:
    """Who dances in a team of the branch and is left behind on the last day, wherever she lives."""
    rows = {row.resident for group in _groups(view, "dance_team") for row in group.members}
    return count(rows & holding(view, "left_behind_woman"))


def _term(view: View) -> Value:
    own = [term for term in view.standing(CommitteeTerm) if term.unit == view.unit]
    return Decimal(max(own, key=attrgetter("since")).ordinal) if own else None


def _meeting_number(view: View) -> Value:
    """The unit's own latest executive meeting up to the last day."""
    own = [
        meeting
        for meeting in view.scenario.of(Meeting)
        if meeting.unit == view.unit and meeting.kind == "executive" and meeting.starts_on <= view.last
    ]
    ordinal = max(own, key=attrgetter("starts_on")).ordinal if own else None
    return None if ordinal is None else Decimal(ordinal)


def _open_decisions(view: View) -> Value:
    meetings = (one for one in view.scenario.of(Meeting) if one.unit in view.branch)
    rows = ((meeting, row) for meeting in meetings for row in meeting.decisions)
    return count([row for meeting, row in rows if view.holds(meeting.starts_on, row.done_on)])


FIGURES: dict[str, Rule] = {
    "organisation.groups": lambda view: count(_groups(view)),
    "organisation.members": lambda view: count({row.resident for group in _groups(view) for row in group.members}),
    "organisation.villages": lambda view: count(_villages(view)),
    "organisation.dance.villages": _with("dance_team"),
    "organisation.dance.women": _dancing,
    "organisation.dance.coverage": _coverage("dance_team"),
    "organisation.support.villages": _with("support_group"),
    "organisation.support.able_women": _members("support_group", "able_woman"),
    "organisation.support.big_growers": _members("support_group", "big_grower"),
    "organisation.support.coverage": _coverage("support_group"),
    "organisation.term": _term,
    "organisation.meetings": lambda view: count(view.held(Meeting)),
    "organisation.meeting.number": _meeting_number,
    "organisation.decisions.open": _open_decisions,
}
