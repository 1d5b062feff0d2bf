"""Groups with their members, and terms."""

from jinguo.lines.organisation.models import CommitteeTerm, Group, GroupMember
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import organisation as told


def _group(group: Group, one: told.Group, stage: Stage) -> Rows:
    group.name, group.kind, group.does = one.name, one.kind, one.does
    group.since, group.until = one.since, one.until
    return {"members": [GroupMember(person=stage.people[each.resident], role=each.role) for each in one.members]}


def _term(term: CommitteeTerm, one: told.CommitteeTerm, stage: Stage) -> Rows:
    term.ordinal, term.since, term.until = one.ordinal, one.since, one.until
    return {}


FILLERS: Fillers = {told.Group: (Group, _group), told.CommitteeTerm: (CommitteeTerm, _term)}
