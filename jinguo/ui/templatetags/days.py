"""{% load days %}: days and moments as people say them."""

import re
from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import say_day, today

register = template.Library()

AFTER_DIGIT = re.compile(r"(?<=\d) ")


@register.filter
def spoken_day(day: date | None) -> str:
    """6月24日; the year too where it isn't this one."""
    return say_day(day) if day else ""


@register.filter
def day_of_year(day: date) -> str:
    """6月14日: the year stands above."""
    return say_day(day, near=day)


@register.filter
def moment(at: datetime) -> str:
    """今天 9:40, 昨天 16:05, 6月19日."""
    local = timezone.localtime(at)
    words = {today(): _("今天 %(time)s"), today() - timedelta(days=1): _("昨天 %(time)s")}.get(local.date())
    return words % {"time": f"{local.hour}:{local:%M}"} if words else say_day(local.date())


@register.filter
def unbroken(facts: str) -> str:
    """22 人 stays on one line: no break between a number and what it counts."""
    return AFTER_DIGIT.sub("\u00a0", facts)
