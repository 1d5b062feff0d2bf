"""Decisions whose day is near, on 今天 of the unit whose meeting made them."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.common.lines import line_of
from jinguo.lines.organisation import queries
from jinguo.notices.due import due_words
from jinguo.orgs.models import User
from jinguo.today.providers import Task, ask

AHEAD = timedelta(days=7)
MOST = 3


@ask
def decisions(user: User) -> Iterator[Task]:
    if not user.may_write:
        return
    for decision in queries.due_decisions(user, today() + AHEAD)[:MOST]:
        yield Task(
            title=line_of(decision.what, decision.who),
            hint=decision.meeting.title,
            action=_("办好了"),
            url=reverse("record-later", args=["meetings", decision.meeting_id, "decisions"]),
            due=due_words(decision.due_on),
            late=bool(decision.due_on and decision.due_on < today()),
        )
