"""Choosing several units of the country: the near ones as chips, any other by its name."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from jinguo.common.lines import names_in
from jinguo.orgs.finding import in_full, units_called
from jinguo.orgs.models import Unit
from jinguo.orgs.queries import neighbours


@dataclass(frozen=True)
class Chip:
    key: int
    label: str
    hint: str
    """Where it is, of units from further away: there may be others of that name."""
    chosen: bool


def chips(near: Unit, offered: QuerySet[Any], chosen: AbstractSet[int], meant: AbstractSet[int]) -> list[Chip]:
    """The units near this one, then the others that were chosen or may be meant."""
    around = list(neighbours(near))
    others = chosen - {unit.pk for unit in around} | meant
    far = in_full(list(offered.filter(pk__in=others)))
    near_chips = [Chip(unit.pk, unit.name, "", unit.pk in chosen) for unit in around if unit.pk not in others]
    return [*near_chips, *(Chip(one.pk, one.label, one.hint, one.pk in chosen) for one in far)]


@dataclass
class Named:
    """What became of a text of names: units, for a name of several those that may be meant, names that nobody has."""

    found: list[Unit] = field(default_factory=list)
    meant: dict[str, list[Unit]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def units_named(text: str, *, near: Unit) -> Named:
    """The open units of these names, but for `near` itself."""
    named = Named()
    for name in dict.fromkeys("".join(one.split()) for one in names_in(text)):
        found = units_called(name, near=near)
        if len(found) == 1:
            named.found += [unit for unit in found if unit.pk != near.pk]
        elif found:
            named.meant[name] = found
        else:
            named.unknown.append(name)
    return named
