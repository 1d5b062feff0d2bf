"""What 今天 asks at the end of a half year: of what nothing is recorded yet."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.facts import kinds_in
from jinguo.indicators import Period
from jinguo.indicators.coverage import silent_families
from jinguo.orgs.models import UnitLevel, User
from jinguo.today.providers import Task, ask

NEAR_THE_END = timedelta(days=45)


@ask
def silences(user: User) -> Iterator[Task]:
    """One line for everything that a town or village has been silent about, while there is time to write it down."""
    yield from silences_on(user, today())


def silences_on(user: User, day: date) -> Iterator[Task]:
    """The same on some day."""
    half = Period.half_year(day)
    if not user.may_write or user.unit.level < UnitLevel.TOWNSHIP or half.last - day > NEAR_THE_END:
        return
    silent = [str(kinds_in(family)[0].label) for family in silent_families(user.unit, half)]
    if silent:
        yield Task(
            title=_("%(period)s还没有记录：%(what)s") % {"period": half.label(), "what": "、".join(silent)},
            hint=_("做了就记一笔；没有做，说一声本期无"),
            action=_("看一看"),
            url=f"{reverse('nil')}?{urlencode({'p': str(half)})}",
        )
