"""Coverage: which of the units below recorded anything, which said 本期无, and which are silent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from jinguo.common.dates import today
from jinguo.facts import family_of, get_kind, is_confidential, kinds_in
from jinguo.facts.models import FactRow
from jinguo.indicators import catalogue
from jinguo.indicators.measures import Indicator, When
from jinguo.indicators.models import Nil
from jinguo.indicators.periods import DAY, Period
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tree import branch_ids

Spans = list[Period]
Said = Mapping[tuple[int, str], Spans]
"""Unit and family → the periods for which she said that there is none."""


@dataclass(frozen=True)
class Coverage:
    """The units directly below that were expected, each in one of three groups.

    `recorded`: they or units below them recorded something of these kinds. `nil`: they said 本期无. `silent`: neither.
    `outdated`: among the recorded, those that had said 本期无 before; their records count.
    """

    recorded: tuple[Unit, ...]
    nil: tuple[Unit, ...]
    silent: tuple[Unit, ...]
    outdated: tuple[Unit, ...] = ()

    @property
    def expected(self) -> int:
        return len(self.recorded) + len(self.nil) + len(self.silent)

    @property
    def is_full(self) -> bool:
        """Whether everybody answered, be it with 本期无."""
        return not self.silent


def said_nil(units: Iterable[int]) -> Said:
    """What these units said of themselves, in one statement, oldest first."""
    said: dict[tuple[int, str], Spans] = defaultdict(list)
    standing = Nil.objects.standing().filter(unit__in=list(units)).order_by("first")
    for unit, family, first, last in standing.values_list("unit", "family", "first", "last"):
        said[unit, family].append(Period(first, last))
    return said


def covered(expected: Iterable[Unit], recorded: set[int], said: Said, indicator: Indicator, period: Period) -> Coverage:
    """Put each expected unit into its group."""
    asked = Period(period.last, period.last) if indicator.when is When.AT_END else period
    families = {family_of(kind) for kind in indicator.reads}
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in expected:
        has_none = all(_fill(asked, said.get((unit.pk, family), [])) for family in families)
        if unit.pk in recorded:
            groups["recorded"].append(unit)
        if has_none or unit.pk not in recorded:
            groups["outdated" if unit.pk in recorded else "nil" if has_none else "silent"].append(unit)
    return Coverage(*(tuple(groups[name]) for name in ("recorded", "nil", "silent", "outdated")))


def _fill(period: Period, spans: Spans) -> bool:
    """Whether the spans, oldest first, leave no day of the period out: two quarters make a half year."""
    day = period.first
    for span in spans:
        if span.first <= day <= span.last:
            day = span.last + DAY
    return day > period.last


def happening_families() -> list[str]:
    """What a period can have none of: the families of everything that is measured by when it happened or began."""
    measured = (one for one in catalogue.every() if isinstance(one, Indicator))
    found = (kind for one in measured if one.when in (When.DURING, When.BEGAN) for kind in one.reads)
    return list(dict.fromkeys(family_of(kind) for kind in found if get_kind(kind).expected))


def silent_families(unit: Unit, period: Period) -> list[str]:
    """Of which of them a unit neither recorded anything in the period, nor said that there is none."""
    recorded, said = recorded_families(unit, period), said_nil([unit.pk])
    return [
        one for one in happening_families() if one not in recorded and not _fill(period, said.get((unit.pk, one), []))
    ]


def recorded_families(unit: Unit, period: Period) -> set[str]:
    """The families of which the unit, or one below it, recorded anything that falls into the period."""
    kinds = _recorded(unit, period).values_list("kind", flat=True).distinct()
    return {family_of(kind) for kind in kinds if not is_confidential(kind)}


def units_recording(unit: Unit, period: Period) -> dict[str, int]:
    """Kind → how many units of the branch recorded something of it that falls into the period."""
    counted = _recorded(unit, period).values_list("kind").annotate(units=Count("unit", distinct=True))
    return {kind: units for kind, units in counted if not is_confidential(kind)}


def _recorded(unit: Unit, period: Period) -> QuerySet[FactRow]:
    branch = branch_ids(unit, min(period.last, today()))
    rows = FactRow.objects.filter(unit__in=branch, since__lte=period.last, until__gt=period.first)
    return rows.order_by()


@dataclass(frozen=True)
class NilRow:
    """A family as the page 本期无 shows it to a unit."""

    family: str
    what: str
    recorded: bool
    nil: Nil | None


def nil_rows(user: User, period: Period, asked: str = "") -> list[NilRow]:
    """What happens in a period, and the family that is asked for: recorded by the user's unit, nil, or open."""
    said = Nil.objects.visible_to(user).standing().filter(unit=user.unit_id, first=period.first, last=period.last)
    nils = {nil.family: nil for nil in said.select_related("by")}
    recorded = recorded_families(user.unit, period)
    families = dict.fromkeys([*([asked] if asked else []), *happening_families()])
    return [NilRow(one, str(kinds_in(one)[0].label), one in recorded, nils.get(one)) for one in families]


def own_nil(user: User, pk: int) -> Nil:
    """One that the user's own unit said. Raises Http404."""
    return get_object_or_404(Nil.objects.visible_to(user).filter(unit=user.unit_id), pk=pk)
