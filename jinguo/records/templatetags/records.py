"""{% load records %}: days and moments as people say them, what stands beside a record."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jinguo.common.dates import say_day, today
from jinguo.records.beside import keepers

register = template.Library()

AFTER_DIGIT = re.compile(r"(?<=\d) ")


@register.filter
def spoken_day(day: date | None) -> str:
    """6月24日; the year too where it isn't this one."""
    return say_day(day) if day else ""


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


@register.simple_tag(takes_context=True)
def beside(context: Any, record: Any) -> SafeString:
    """On a record's page: what stands beside it, such as its files."""
    return format_html_join("", "{}", ((keeper.section(context, record),) for keeper in keepers))


@register.simple_tag(takes_context=True)
def beside_fields(context: Any) -> SafeString:
    """In the form of a new record: what may be put beside it."""
    return format_html_join("", "{}", ((keeper.field(context),) for keeper in keepers))
