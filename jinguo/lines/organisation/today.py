"""Decisions whose day is near, on 今天 of the unit whose meeting made them."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.common.lines import line_of
from jinguo.lines.organisation import queries
from jinguo.lines.organisation.registers import MEETINGS
from jinguo.notices.due import due_words
from jinguo.orgs.models import User
from jinguo.records.today import Task

AHEAD = timedelta(days=7)
MOST = 3


def decisions(user: User) -> Iterator[Task]:
    if not user.may_write:
        return
    for decision in queries.due_decisions(user, today() + AHEAD)[:MOST]:
        yield Task(
            title=decision.what,
            hint=line_of(decision.meeting.title, decision.who),
            action=_("看看"),
            url=MEETINGS.url("detail", decision.meeting_id),
            due=due_words(decision.due_on),
            late=bool(decision.due_on and decision.due_on < today()),
        )
