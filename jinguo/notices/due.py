"""How near a day is, in workdays; said only when it is near or past."""

from datetime import date

from django.utils.translation import gettext as _

from jinguo.common.dates import today, workdays_between

NEAR = 3
"""From so many workdays before on, what is due says so."""


def due_words(due_on: date | None) -> str:
    """还剩 2 个工作日, 今天到期, 过了 1 个工作日; nothing while there is time."""
    if due_on is None:
        return ""
    left = workdays_between(today(), due_on)
    if due_on < today():
        return _("过了 %(days)d 个工作日") % {"days": -left} if left else _("已经过期")
    if left == 0:
        return _("今天到期") if due_on == today() else _("马上到期")
    return _("还剩 %(days)d 个工作日") % {"days": left} if left <= NEAR else ""
