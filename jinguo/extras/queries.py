"""Which own fields there are for whom."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models import Q
from django.http import Http404

from jinguo.common.dates import today
from jinguo.common.numbers import whole_number
from jinguo.extras.models import PREFIX, ExtraField, ExtraKind
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tree import ancestors_on, branch_ids, key_of


class Extended(Protocol):
    """A record, for all that is asked of it here."""

    extra: dict[str, Any]


def fields_for(register: str, unit: Unit | int) -> list[ExtraField]:
    """The open own fields that a record of this unit has in the register with this slug."""
    known = ExtraField.objects.filter(_asked_by_or_above(unit), register=register)
    return list(known.filter(Q(closed_on=None) | Q(closed_on__gt=today())))


def named(names: Iterable[str]) -> dict[str, ExtraField]:
    """The own fields behind these names (`extra__x12`), closed ones too; no query where there are none."""
    keys = [key for name in names if name.startswith(PREFIX) and (key := whole_number(name[len(PREFIX) + 1 :]))]
    return {field.name: field for field in ExtraField.objects.filter(pk__in=keys)} if keys else {}


def told(record: Extended) -> list[tuple[str, str]]:
    """Label and value in words of every own field that is filled in, also where the field was closed since."""
    fields = named(f"{PREFIX}{code}" for code in record.extra)
    return [(field.label, text) for field in fields.values() if (text := field.say(record.extra[field.code]))]


def listed(register: str, user: User) -> list[tuple[ExtraField, bool]]:
    """The fields asked for above the user, by her unit and below it, open ones first; is it hers to change?"""
    ours = Q(unit__in=branch_ids(user.unit_id, today()))
    fields = ExtraField.objects.filter(_asked_by_or_above(user.unit_id) | ours, register=register)
    rows = fields.annotate(ours=Q(ours)).select_related("unit")
    return [(field, field.ours) for field in sorted(rows, key=lambda one: one.closed_on is not None)]


def own(user: User, pk: int) -> ExtraField:
    """A field that the user's branch asked for. Raises Http404."""
    found = ExtraField.objects.visible_to(user).filter(pk=pk).select_related("unit").first()
    if found is None:
        raise Http404
    return found


def _asked_by_or_above(unit: Unit | int) -> Q:
    return Q(unit=key_of(unit)) | Q(unit__in=ancestors_on(unit, today()).values("pk"))


def repeated(record: Extended) -> dict[str, Any]:
    """What a copy of the record keeps: everything but the days."""
    fields = named(values_of(record)).values()
    return {one.code: record.extra[one.code] for one in fields if one.kind != ExtraKind.DAY}


def values_of(record: Extended) -> dict[str, Any]:
    """The values by the names that forms, columns and history use."""
    return {f"{PREFIX}{code}": value for code, value in record.extra.items()}
