"""Reading records of any register, always from what the user may see."""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, ForeignKey, Max, Min, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact
from django.http import Http404

from jinguo.common.dates import today
from jinguo.facts.models import FactRow
from jinguo.indicators import Indicator, Period, catalogue
from jinguo.indicators.compute import figures_of
from jinguo.indicators.figures import Figure
from jinguo.orgs.models import Unit, User
from jinguo.orgs.scope import covers, one_of
from jinguo.orgs.tree import ancestors_on, branch_ids
from jinguo.records import registers
from jinguo.records.models import Person
from jinguo.records.people.search import find_people, meant_by
from jinguo.records.registers import Register
from jinguo.records.veil import references
from jinguo.tables.references import ReferenceField, references_of
from jinguo.tables.rows import counted
from jinguo.tables.wording import field_at

PEOPLE_SEARCHED = 50
Meant = list[int] | RawSQL
"""The ids of people, or a question for them."""
ONE_DAY = timedelta(days=1)


def rows(register: Register, user: User) -> QuerySet[Any]:
    """The live records of a register that the user may see, in its own order."""
    if register.rows:
        return register.rows(user)
    named = {column.name.split("__")[0] for column in register.shown} | {"unit", *references(register.model)}
    followed = [name for name in named if isinstance(field_at(register.model, name), ForeignKey)]
    seen = register.model.objects.visible_to(user).live().select_related(*sorted(followed))
    seen = seen.prefetch_related(*register.fetch, *(field.name for field in references_of(register.model)))
    return counted(seen, register.roster, "listed") if register.roster else seen


def voided(register: Register, user: User) -> QuerySet[Any]:
    """The voided ones that the user may see, without what `rows` adds."""
    return register.model.objects.visible_to(user).exclude(voided_at=None).select_related("unit", "voided_by")


def nameable(register: Register, user: User) -> QuerySet[Any]:
    """The records that another record may name: those of the user's branch, and what the units above keep for all."""
    if not register.for_all_below:
        return rows(register, user)
    named = Q(pk__in=rows(register, user).values("pk")) | Q(unit__in=ancestors_on(user.unit_id, today()).values("pk"))
    return register.model.objects.live().filter(named).select_related("unit")


def shared(register: Register, unit: Unit) -> QuerySet[Any]:
    """What a record of the unit may name by a word: its own records first, then those that units above keep for all."""
    near = [unit.pk, *(ancestors_on(unit, today()).values_list("pk", flat=True) if register.for_all_below else ())]
    own_first = Exact(F("unit"), unit.pk).desc()
    return register.model.objects.live().filter(unit__in=near).order_by(own_first, *register.model._meta.ordering or [])


def named(register: Register, user: User, name: str) -> list[Any]:
    """The records of exactly this name that the user may name; those of her own unit where it has one."""
    alike = nameable(register, user).filter(searched(register, user, name))
    found = [one for one in alike if register.name_of(one) == name]
    return [one for one in found if one.unit_id == user.unit_id] or found


def record(register: Register, user: User, pk: int) -> Any:
    """One record, voided ones too; 404 outside the branch, as if it weren't there."""
    found = one_of(rows(register, user), pk) or one_of(voided(register, user), pk)
    if found is None:
        raise Http404
    return found


def own_record(register: Register, user: User, pk: int) -> Any:
    """One record that the user may change: what another unit holds with hers she only reads. Raises Http404."""
    found = record(register, user, pk)
    if not covers(user, found.scope_unit()):
        raise Http404
    return found


def may_change(user: User, record: Any) -> bool:
    """Whether it is hers to change, and not only to read."""
    return user.may_write and covers(user, record.scope_unit())


def searched(register: Register, user: User, text: str) -> Q:
    """What the user means by the text among the records of this register."""
    if register.model is Person:
        return meant_by(user, text)
    return matching(register, text, [person.pk for person in find_people(user, text, limit=PEOPLE_SEARCHED)])


def matching(register: Register, text: str, meant: Meant) -> Q:
    """Records with the text in one of the searched fields, or with one of the people whom it may mean.

    It joins no rows: a session would be listed once for each woman found on its roster, and its counts be spoilt. What
    is asked of a record begins at that record, so that a search in a county doesn't read the whole country's.
    """
    said = [_says(register.model, lookup, text, meant) for lookup in register.search]
    named = [_names(register.model, path, meant) for path in register.names_people] if meant else []
    return reduce(or_, [*said, *named], Q()) or Q(pk__in=[])


def _says(model: type[Model], lookup: str, text: str, meant: Meant) -> Q:
    """Records with the text in this field; in a reference, with the text in what the record there is searched by."""
    field = field_at(model, lookup)
    if isinstance(field, ReferenceField):
        there = registers.of_source(field.to)
        named = Q(pk=OuterRef(field.attname))
        return Q(Exists(there.model.objects.filter(named, matching(there, text, meant)))) if there else Q(pk__in=[])
    said = Q(**{f"{lookup}__icontains": text})
    return Q(Exists(model._default_manager.filter(said, pk=OuterRef("pk")))) if _leads_to_rows(model, lookup) else said


def _names(model: type[Model], path: str, meant: Meant) -> Q:
    named = Q(**{f"{path}__in": meant})
    return Q(pk__in=model._default_manager.filter(named).values("pk")) if _leads_to_rows(model, path) else named


def _leads_to_rows(model: type[Model], lookup: str) -> bool:
    return bool(model._meta.get_field(lookup.partition("__")[0]).one_to_many)


def in_branch(unit: Unit) -> Q:
    return Q(unit__in=branch_ids(unit, today()))


def days_of(register: Register, listed: QuerySet[Any]) -> Period | None:
    """The whole years that the listed records lie in; None without records."""
    span = listed.order_by().aggregate(first=Min(register.day_field), last=Max(register.day_field))
    if span["first"] is None:
        return None
    return Period(span["first"].replace(month=1, day=1), span["last"].replace(month=12, day=31))


def numbers_of(record: Any, user: User) -> list[Figure]:
    """算进了哪些数: every declared indicator that counts one of the record's facts.

    For the half year that the facts lie in; for a state that goes on, the current one.
    """
    branch = branch_ids(user.unit_id, today())
    facts = list(FactRow.objects.filter(source=record.source, record=record.pk, unit__in=branch))
    if not facts:
        return []
    period = Period.half_year(min(max(fact.until for fact in facts) - ONE_DAY, today()))
    codes = [m.code for m in catalogue.every() if isinstance(m, Indicator) and any(map(m.takes, facts))]
    return list(figures_of(codes, user.unit, period).values())


def told_by_others(register: Register, record: Any, user: User) -> list[Figure]:
    """What other records say of this one, since New Year: how often a venue was used."""
    codes = [code.format(pk=record.pk) for code in register.measures]
    return list(figures_of(codes, user.unit, Period.parse(str(today().year))).values())
