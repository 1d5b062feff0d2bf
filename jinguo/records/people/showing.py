"""What of a person a page shows, and what only after saying what for."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import age_on, today
from jinguo.common.lines import line_of
from jinguo.common.masking import mask_id, mask_phone
from jinguo.orgs import audit
from jinguo.orgs.models import AuditEntry, User
from jinguo.orgs.tree import parent_on
from jinguo.records.models import Person, Relation
from jinguo.records.people.past import place


@dataclass(frozen=True)
class Hidden:
    """A field that a page shows in part."""

    name: str
    label: str | Promise
    masked: str


PURPOSES = [
    ("visit", gettext_lazy("联系、走访")),
    ("check", gettext_lazy("核对身份")),
    ("apply", gettext_lazy("替她办申请")),
    ("report", gettext_lazy("上级要求上报")),
]
STARS, MOST_DOTS = re.compile(r"\*+"), 8
LABELS: dict[str, Promise] = {
    "id_number": gettext_lazy("身份证号"),
    "phone": gettext_lazy("手机"),
    "address": gettext_lazy("住址"),
    "bank_account": gettext_lazy("银行账号"),
}


def hidden_fields(person: Person) -> list[Hidden]:
    """The fields that are filled in, masked: an address to the village, a number to its last four."""
    masks = {
        "id_number": mask_id(person.id_number),
        "phone": mask_phone(person.phone),
        "address": str(person.unit) if full_value(person, "address") else "",
        "bank_account": mask_id(person.bank_account),
    }
    return [Hidden(name, LABELS[name], _dotted(masked)) for name, masked in masks.items() if masked]


def _dotted(masked: str) -> str:
    """Calm to look at: dots apart from the digits, at most eight, so that they don't tell a length."""
    return STARS.sub(lambda stars: f" {'•' * min(MOST_DOTS, len(stars[0]))} ", masked).strip()


def full_value(person: Person, name: str) -> str:
    if name == "address":
        return person.household.address if person.household else ""
    return str(getattr(person, name))


def may_reveal(user: User, person: Person) -> bool:
    """A minor's details are for the workers of her village and the township above it: their standing approval."""
    if not person.is_minor_on(today()):
        return True
    parent = parent_on(person.unit, today())
    return user.unit_id == person.unit_id or (parent is not None and user.unit_id == parent.pk)


def reveal(person: Person, name: str, *, purpose: str, by: User) -> str:
    """The full value, once; who looked at what and why stays in the audit trail. PermissionDenied is the view's."""
    audit.log(by, "person.reveal", target_of(person), field=name, purpose=purpose)
    return full_value(person, name)


def target_of(person: Person) -> str:
    return f"{person.source}:{person.pk}"


def reveals_of(person: Person) -> list[tuple[AuditEntry, str]]:
    """Who has opened hidden fields of hers, the newest first: which, and what for."""
    found = AuditEntry.objects.filter(target=target_of(person), action="person.reveal")
    return [(entry, _revealed(entry)) for entry in found.select_related("by").order_by("-at")[:50]]


def _revealed(entry: AuditEntry) -> str:
    what, purpose = entry.detail.get("field", ""), entry.detail.get("purpose", "")
    told = {"what": LABELS.get(what, ""), "purpose": dict(PURPOSES).get(purpose, "")}
    return _("看了%(what)s，用途：%(purpose)s") % told


def beside_the_name(person: Person) -> str:
    """What tells her apart from others of the same name: age · village and group · head of household."""
    household = person.household
    head = household.head if household and household.head_id != person.pk else None
    parts = [
        _("%(age)s 岁") % {"age": age_on(person.born_on, today())} if person.born_on else "",
        place(str(person.unit), person.group_name),
        _("户主 %(name)s") % {"name": head} if head else "",
    ]
    return line_of(*parts)


def beside_relation(member: Person) -> str:
    """Who somebody is in the household: 儿子 · 9 岁 · 学生."""
    age = _("%(age)s 岁") % {"age": age_on(member.born_on, today())} if member.born_on else ""
    return line_of(Relation(member.relation).spoken if member.relation else "", age, member.occupation)
