"""Figures that nothing measures: they are kept in a record that users can edit."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from jinguo.records.models import ProgrammeTarget


def look_up(address: str) -> Decimal | None:
    """The number kept at an address such as `target:programme/what` or `entries:programme`; None where none is."""
    kind, _colon, name = address.partition(":")
    return LOOKUPS[kind](name)


def is_address(text: str) -> bool:
    """Whether this names a place where a figure is kept, not an indicator."""
    return text.partition(":")[0] in LOOKUPS


def _target(name: str) -> Decimal | None:
    programme, what = name.split("/")
    found = ProgrammeTarget.objects.filter(programme__code=programme, what=what, programme__voided_at=None).first()
    return found.amount if found else None


def _entries(programme: str) -> Decimal | None:
    """How many things a scheme names, such as ten leading products."""
    named = ProgrammeTarget.objects.filter(programme__code=programme, programme__voided_at=None).count()
    return Decimal(named) or None


LOOKUPS: Mapping[str, Callable[[str], Decimal | None]] = {"target": _target, "entries": _entries}
