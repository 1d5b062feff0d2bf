"""Groups with their members, terms, and meetings."""

from typing import Any

from jinguo.lines.organisation.models import CommitteeTerm, Decision, Group, GroupMember, Meeting
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import organisation as told


def _group(group: Group, one: told.Group, stage: Stage) -> Rows:
    group.name, group.kind, group.does = one.name, one.kind, one.does
    group.since, group.until = one.since, one.until
    return {"members": [GroupMember(person=stage.people[each.resident], role=each.role) for each in one.members]}


def _term(term: CommitteeTerm, one: told.CommitteeTerm, stage: Stage) -> Rows:
    term.ordinal, term.since, term.until = one.ordinal, one.since, one.until
    return {}


def _meeting(meeting: Meeting, one: told.Meeting, stage: Stage) -> Rows:
    meeting.kind, meeting.place, meeting.ordinal, meeting.agenda = one.kind, one.place, one.ordinal, one.agenda
    meeting.starts_on, meeting.ends_on = one.starts_on, one.ends_on
    term: Any = stage.on_file[one.term.key] if one.term else None
    meeting.term = term
    decisions = [
        Decision(
            what=each.what,
            who=each.who,
            outcome=Decision.Outcome.DONE if each.done_on else "",
            done_on=each.done_on,
        )
        for each in one.decisions
    ]
    return {"decisions": decisions}


FILLERS: Fillers = {
    told.Group: (Group, _group),
    told.CommitteeTerm: (CommitteeTerm, _term),
    told.Meeting: (Meeting, _meeting),
}
