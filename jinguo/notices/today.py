"""Notices and tasks on 今天 of the unit that they reached."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.common.dates import say_day, today
from jinguo.notices import queries
from jinguo.notices.due import due_words
from jinguo.orgs.models import User
from jinguo.today.providers import Task, ask

MOST = 5


@ask
def tasks(user: User) -> Iterator[Task]:
    if not user.may_write:
        return
    for notice in queries.waiting(user)[:MOST]:
        words = {"unit": notice.unit.federation, "day": say_day(notice.due_on) if notice.due_on else ""}
        yield Task(
            title=notice.title,
            hint=(_("%(unit)s，%(day)s前办好") if notice.due_on else _("%(unit)s的通知")) % words,
            action=_("去办") if notice.due_on else _("看看"),
            url=reverse("notice", args=[notice.pk]),
            due=due_words(notice.due_on),
            late=bool(notice.due_on and notice.due_on < today()),
        )
