"""Finding any unit of the country by what somebody knows of it, a part of its name or its code; near ones first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, Value
from django.db.models.functions import Length, StrIndex
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.common.lines import line_of
from jinguo.orgs.models import Unit, UnitQuerySet
from jinguo.orgs.queries import SUGGESTED
from jinguo.orgs.tree import ancestors_on, branch_ids, lines_above

WHEREABOUTS = 2
"""So many of the units above it tell which of its namesakes a unit is."""


def units_like(text: str, *, near: Unit) -> list[Unit]:
    """Open units with the text in their name, or at the beginning of their code; never `near` itself."""
    text = _without_federation(text)
    matching = Q(name__contains=text) | Q(code__startswith=text)
    found: list[Unit] = []
    for units in _wider_and_wider(near):
        others = units.filter(matching).exclude(pk__in=[near.pk, *(one.pk for one in found)])
        ordered = others.order_by(StrIndex("name", Value(text)), "level", Length("name"), "pk")
        found += ordered[: SUGGESTED - len(found)]
        if len(found) == SUGGESTED:
            break
    return found


def units_called(text: str, *, near: Unit) -> list[Unit]:
    """The open units that the text names by code or by name, if need be with units above it in front: 宁海县长街镇."""
    texts = {text, _without_federation(text)}
    endings = {one[start:] for one in texts for start in range(len(one))}
    units = list(Unit.objects.open_on(today()).filter(Q(code=text) | Q(name__in=endings)))
    above = lines_above([near.pk, *(unit.pk for unit in units)], today())
    own = set(above.get(near.pk, ()))
    meant = [one for one in units if one.code == text or any(_says(one, above.get(one.pk, ()), t) for t in texts)]
    return sorted(meant, key=lambda one: (-len(own.intersection(above.get(one.pk, ()))), one.level, one.pk))


@dataclass(frozen=True)
class Known:
    """A unit as it is told from all others of its name."""

    pk: int
    label: str
    above: Sequence[Unit]

    @property
    def hint(self) -> str:
        return line_of(*self.above)

    @property
    def in_full(self) -> str:
        """宁海县长街镇大湖村: what `units_called` understands."""
        return "".join(one.name for one in self.above) + self.label


def in_full(units: Sequence[Unit]) -> list[Known]:
    """Each unit with the nearest of those above it."""
    above = lines_above([unit.pk for unit in units], today())
    return [Known(unit.pk, unit.name, above.get(unit.pk, [])[-WHEREABOUTS:]) for unit in units]


def _wider_and_wider(near: Unit) -> Iterator[UnitQuerySet]:
    """The open units below her, below the one above her, and so on, in the end all."""
    open_units = Unit.objects.open_on(today())
    for unit in [near, *reversed(ancestors_on(near, today()))]:
        yield open_units.filter(pk__in=branch_ids(unit, today()))
    yield open_units


def _says(unit: Unit, above: Sequence[Unit], text: str) -> bool:
    """Whether the text is the unit's name with some of those above it in front, in their order."""
    left = text.removesuffix(unit.name) if text.endswith(unit.name) else None
    for one in reversed(above):
        left = left.removesuffix(one.name) if left else left
    return left == ""


def _without_federation(text: str) -> str:
    """长街镇妇联 is 长街镇."""
    return text.removesuffix(_("%(unit)s妇联") % {"unit": ""}) or text
