"""What people and their situations state: who is on file, and what holds for whom on which days."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo import facts
from jinguo.facts import FOREVER, Fact, derived_from
from jinguo.records.models import Person, Sex, SituationKind
from jinguo.records.people.queries import Home, homes

GROWN_UP = 18

facts.kind(
    "person.registered",
    _("在册人员"),
    categories=dict(Sex.choices),
    levels={"adult": _("成年"), "minor": _("未成年")},
)
facts.kind("person.situation", _("人员情况"), family="situation", categories=dict(SituationKind.choices))


def stretches(person: Person, kind: str, since: date, until: date) -> Iterator[tuple[date, date, bool]]:
    """The time between two days, cut where this situation of hers begins or ends, and whether it held in each part.

    For rules that count her among others while it holds; they say `reads=(Person.situations,)`.
    """
    held = [one for one in person.situations.all() if one.kind == kind and one.voided_at is None]
    cuts = {day for one in held for day in (one.start, one.until) if day and since < day < until}
    days = sorted({since, until, *cuts}) if since < until else []
    for first, end in pairwise(days):
        yield first, end, any(one.holds_on(first) for one in held)


@derived_from(Person)
def registered(person: Person) -> Iterator[Fact]:
    """On file from the first day on, in every place where she lived; a grown-up from the year of her 18th birthday.

    By the year alone, because that is what an erased person keeps.
    """
    of_age = date(person.born_on.year + GROWN_UP, 1, 1) if person.born_on else date.min
    end = timezone.localdate(person.erased_at) if person.erased_at else FOREVER
    for home, since, until in _stays(person, person.registered_on, end):
        for level, first, last in (("minor", since, min(until, of_age)), ("adult", max(since, of_age), until)):
            if first < last:
                yield Fact(
                    kind="person.registered", unit=home.unit, since=first, until=last,
                    person=person.pk, household=home.household, category=person.sex, level=level,
                )  # fmt: skip


@derived_from(Person)
def situations(person: Person) -> Iterator[Fact]:
    """A situation holds from its first day until it ends, wherever she lives meanwhile."""
    for situation in person.situations.all():
        if situation.voided_at is None:
            for home, since, until in _stays(person, situation.start, situation.until or FOREVER):
                yield Fact(
                    kind="person.situation", unit=home.unit, since=since, until=until,
                    person=person.pk, household=home.household, category=situation.kind,
                )  # fmt: skip


def _stays(person: Person, first: date, end: date) -> Iterator[tuple[Home, date, date]]:
    """Her homes between two days, each with the part of that time that she spent there."""
    for home in homes(person):
        since, until = max(first, home.since), min(end, home.until)
        if since < until:
            yield home, since, until
