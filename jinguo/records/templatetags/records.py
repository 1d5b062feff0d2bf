"""{% load records %}: days and moments as people say them, the files of a record."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import say_day, today
from jinguo.records import registers
from jinguo.records.files.queries import files_of
from jinguo.records.files.views import may_attach

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


@register.inclusion_tag("records/files/section.html", takes_context=True)
def files(context: Any, record: Any) -> dict[str, Any]:
    """Pictures and documents of the record, and the way to put more there."""
    known = registers.of_source(record.source)
    may = known is not None and may_attach(context["user"], record)
    url = known.url("files", record.pk) if known else ""
    return {"files": files_of(record), "may_change": may, "url": url}
