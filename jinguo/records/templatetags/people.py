"""Small words of the people pages: {% load people %}."""

from django import template
from django.utils.translation import gettext as _

from jinguo.orgs.models import AuditEntry
from jinguo.records.models import Household
from jinguo.records.people.forms import PURPOSES
from jinguo.records.people.past import place
from jinguo.records.people.showing import LABELS, beside_relation

register = template.Library()
register.filter(beside_relation)


@register.filter
def place_of(household: Household) -> str:
    return place(str(household.unit), household.group_name)


@register.filter
def revealed(entry: AuditEntry) -> str:
    """What was opened, and what for."""
    return _("看了%(what)s，用途：%(purpose)s") % {
        "what": LABELS.get(entry.detail.get("field", ""), ""),
        "purpose": dict(PURPOSES).get(entry.detail.get("purpose", ""), ""),
    }
