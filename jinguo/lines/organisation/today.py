"""Decisions whose day is near, on 今天 of the unit whose meeting made them."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.common.lines import line_of
from jinguo.lines.organisation import queries
from jinguo.orgs.models import User
from jinguo.records import registers
from jinguo.records.notices.due import due_words
from jinguo.records.today import Task

AHEAD = timedelta(days=7)
MOST = 3


def decisions(user: User) -> Iterator[Task]:
    if not user.may_write:
        return
    meetings = registers.find("meetings")
    for decision in queries.due_decisions(user, today() + AHEAD)[:MOST]:
        yield Task(
            title=decision.what,
            hint=line_of(decision.meeting.title, decision.who),
            action=_("看看"),
            url=meetings.url("detail", decision.meeting_id),
            due=due_words(decision.due_on),
            late=decision.due_on < today(),
        )
