"""Records as lines of text and links: for opened figures and lists of many kinds. Always under the viewer's scope."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.facts import family_of, ways_back
from jinguo.indicators import Indicator, catalogue
from jinguo.indicators.addresses import unit_text
from jinguo.indicators.figures import Figure
from jinguo.indicators.sources import HOUSEHOLD, PERSON, UNIT, Described, Pair
from jinguo.orgs.models import Unit, User
from jinguo.records import queries, registers
from jinguo.records.models import Household, Person
from jinguo.records.registers import Register
from jinguo.records.veil import veiled

MEMBERS = {PERSON: Person._meta.label_lower, HOUSEHOLD: Household._meta.label_lower}


def describe(pairs: Iterable[Pair], user: User) -> Mapping[Pair, Described]:
    """Title, hint and link of the records that the user may see: one query for each kind of record."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for source, pk in pairs:
        wanted[source].append(pk)
    found: dict[Pair, Described] = {}
    for source, pks in wanted.items():
        if source == UNIT:
            names = Unit.objects.visible_to(user).filter(pk__in=pks).values_list("pk", "name")
            found |= {(UNIT, pk): Described(name, "", reverse("unit", args=[pk])) for pk, name in names}
        register = registers.of_source(MEMBERS.get(source, source))
        if register is not None:
            rows = veiled(queries.rows(register, user).filter(pk__in=pks), user)
            found |= {(source, row.pk): described(register, row) for row in rows}
            if len(rows) < len(pks):
                gone = veiled(queries.voided(register, user).filter(pk__in=pks), user)
                found |= {(source, row.pk): described(register, row) for row in gone}
    return found


def described(register: Register, row: Any) -> Described:
    """A voided one, too: a frozen report may still rest on it."""
    voided = row.voided_at is not None
    hint = _("已作废：%(why)s") % {"why": row.void_reason} if voided else register.hint_of(row)
    return Described(register.name_of(row), hint, register.url("detail", row.pk))


def confided(user: User) -> Mapping[Pair, Pair]:
    """Token → id of the confidential records that the user may see, and of the people and households they name."""
    found: dict[Pair, Pair] = {}
    for register in registers.every():
        if register.is_confidential:
            found |= ways_back(register.model, queries.rows(register, user).values_list("pk", flat=True))
    return found


def list_url(figure: Figure, user: User) -> str:
    """The list that shows exactly what the figure counts; nothing where no register's filters say the same."""
    measure = figure.measure
    if not isinstance(measure, Indicator) or figure.own:
        return ""
    for register in registers.every():
        narrowed = _narrowing(register, measure)
        if narrowed is not None:
            query = {"period": str(figure.period), "unit": unit_text(figure.unit), **narrowed}
            return f"{register.url('list')}?{urlencode(query)}"
    return ""


def books(kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Name and list of the registers that state such facts: those whose own measures are of the same family."""
    families = {family_of(kind) for kind in kinds}
    return [(str(one.label), one.list_url) for one in registers.every() if families & _families(one)]


def _families(register: Register) -> set[str]:
    codes = (*register.sums, *register.headline, *register.at_home)
    return {family_of(kind) for code in codes for kind in catalogue.kinds_of(catalogue.get(code))}


def _narrowing(register: Register, measure: Indicator) -> dict[str, str] | None:
    """The filters under which the register's own measures read what this one reads."""
    kinds = {kind for code in register.sums for kind in catalogue.kinds_of(catalogue.get(code))}
    column_of = {column: lookup for lookup, column in register.facets.items()}
    if not set(measure.reads) <= kinds or any(
        len(codes) > 1 or c not in column_of for c, codes in measure.where.items()
    ):
        return None
    return {column_of[column]: codes[0] for column, codes in measure.where.items()}
