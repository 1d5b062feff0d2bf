"""What about people waits for the user on 今天."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.orgs.models import User
from jinguo.records.people import queries
from jinguo.records.today import Task


def transfers(user: User) -> Iterator[Task]:
    """Another unit asks for somebody who is on file in the user's branch."""
    if not user.may_write:
        return
    for asked in queries.transfers_to_decide(user)[:5]:
        yield Task(
            title=_("%(unit)s请您转一个人") % {"unit": asked.to_unit},
            hint=_("%(name)s，现在登记在%(unit)s") % {"name": asked.person, "unit": asked.person.unit},
            action=_("去办"),
            url=reverse("transfer", args=[asked.pk]),
        )
