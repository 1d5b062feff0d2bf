"""是同一件事吗？ Whether what is being written down has been written down already, by her unit or by another."""

from itertools import islice
from typing import Any

from jinguo.common.likeness import likeness
from jinguo.orgs.models import User
from jinguo.records import queries, services
from jinguo.records.registers import Register
from jinguo.tables.wording import say

ALIKE = 0.5
MOST = 3


def twins(register: Register, record: Any, user: User) -> list[Any]:
    """Records of the same day, place and nearly the same name, of those that the user may see.

    A place that one of them leaves open is no difference. Another branch's records are found only where it
    named a unit of hers as a partner.
    """
    if register.same_event is None or record.pk:
        return []
    day, place, name = register.same_event
    others = queries.rows(register, user).filter(**{day: getattr(record, day)})
    found = (one for one in others if _alike(record, one, name) and _may_be_there(record, one, place))
    return list(islice(found, MOST))


def join(register: Register, record: Any, user: User) -> bool:
    """就是这一件: the user's unit takes part in it instead of writing it down again; whether that was news."""
    taking_part = [row.unit_id for row in record.partner_rows.all()] if register.has_partners else []
    if not register.has_partners or user.unit_id in (record.unit_id, *taking_part):
        return False
    rows = [*record.partner_rows.all(), record.partner_rows.model(unit=user.unit)]
    services.save(register.model._default_manager.get(pk=record.pk), by=user, rows={"partner_rows": rows})
    return True


def leave(register: Register, record: Any, user: User) -> None:
    """Take that back: the user's unit no longer takes part."""
    rows = [row for row in record.partner_rows.all() if row.unit_id != user.unit_id]
    services.save(register.model._default_manager.get(pk=record.pk), by=user, rows={"partner_rows": rows})


def _alike(one: Any, other: Any, name: str) -> bool:
    return likeness(say(one, name), say(other, name)) >= ALIKE


def _may_be_there(one: Any, other: Any, place: str) -> bool:
    return not (say(one, place) and say(other, place)) or _alike(one, other, place)
