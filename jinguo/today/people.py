"""What about people waits for the user on 今天."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.common.dates import age_on, say_day, today
from jinguo.orgs.models import Role, User
from jinguo.records.people import queries
from jinguo.today.providers import Task, ask

MOST = 5
NEAR_HER = (Role.VILLAGE_WORKER, Role.TOWNSHIP_OFFICER)
"""Who knows the child, and so whether it has really ended."""


@ask
def transfers(user: User) -> Iterator[Task]:
    """Another unit asks for somebody who is on file in the user's branch."""
    if not user.may_write:
        return
    for asked in queries.transfers_to_decide(user)[:MOST]:
        yield Task(
            title=_("%(unit)s请您转一个人") % {"unit": asked.to_unit},
            hint=_("%(name)s，现在登记在%(unit)s") % {"name": asked.person, "unit": asked.person.unit},
            action=_("去办"),
            url=reverse("transfer", args=[asked.pk]),
        )


@ask
def unconfirmed(user: User) -> Iterator[Task]:
    """What is on file about somebody may have changed: nobody has looked for half a year."""
    if user.role not in NEAR_HER:
        return
    count = queries.unconfirmed(user, today()).count()
    if count:
        yield Task(
            title=_("有 %(count)d 个情况半年没核对了") % {"count": count},
            hint=_("留守的回来没有、谁在照看，看一看还是不是这样"),
            action=_("去核对"),
            url=reverse("situations-unconfirmed"),
        )


@ask
def grown_up(user: User) -> Iterator[Task]:
    """A child has grown out of what is on file about her: somebody who knows her should say so."""
    if user.role not in NEAR_HER:
        return
    for situation in queries.outgrown(user, today())[:MOST]:
        her, day = situation.person, situation.outgrown_on
        assert her.born_on and day
        yield Task(
            title=_("%(name)s满 %(age)d 岁了") % {"name": her, "age": age_on(her.born_on, day)},
            hint=_("%(day)s起不再算%(what)s，看看要不要记下") % {"day": say_day(day), "what": situation},
            action=_("去看看"),
            url=reverse("situation-end", args=[situation.pk]),
        )
