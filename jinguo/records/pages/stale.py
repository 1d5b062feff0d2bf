"""Two people at once: what somebody else changed meanwhile, field by field, to take hers or keep one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import say_day
from jinguo.records.models import Change
from jinguo.records.wording import label_of, say


@dataclass(frozen=True)
class Conflict:
    """One field that somebody changed after the page was opened."""

    name: str
    label: str
    who: str
    when: str
    hers: str
    mine: str


def conflicts(mine: Any, stored: Any, since: int) -> list[Conflict]:
    """The fields that were changed after version `since` and that differ from what is typed now."""
    later = Change.objects.filter(source=stored.source, record=stored.pk).select_related("by")
    by_field: dict[str, Change] = {}
    for change in later.order_by("-at", "-pk")[: max(0, stored.version - since)]:
        for name in change.document.get("fields", {}):
            by_field.setdefault(name, change)
    return [
        Conflict(name, str(label_of(type(stored), name)), change.by.display_name, _when(change), hers, own)
        for name, change in by_field.items()
        if (hers := say(stored, name) or _("没填")) != (own := say(mine, name) or _("没填"))
    ]


def take_hers(mine: Model, stored: Model, names: Iterable[str]) -> None:
    """用她的: put the stored values of these fields in place of the typed ones."""
    told = {field.name: field for field in type(stored)._meta.concrete_fields if field.editable}
    for name in names:
        if name in told:
            setattr(mine, told[name].attname, getattr(stored, told[name].attname))


def _when(change: Change) -> str:
    at = timezone.localtime(change.at)
    return f"{say_day(at.date())} {at:%H:%M}"
