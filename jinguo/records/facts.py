"""What any record may state: that a venue was used, who took part, who came."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jinguo import facts
from jinguo.facts import Evidence, Fact, derived_from
from jinguo.records import registers
from jinguo.records.models import Happening, Sex, Turnout, partner_key


def _record_types() -> dict[str, str | Promise]:
    return {register.source: register.label for register in registers.every()}


facts.kind("record.joined", _("参与"), categories=_record_types, expected=False)
facts.kind("record.held_at", _("在阵地办的事"), categories=_record_types, expected=False, tags={"venue": {}})


@derived_from(Happening)  # type: ignore[type-abstract]
def held_at(record: Happening) -> Iterator[Fact]:
    """That a venue was used, whatever was held there and by whom; its tag is the venue's id."""
    venue: int | None = record.venue_id  # type: ignore[attr-defined]  # of the reference
    if venue is not None:
        yield Fact(
            kind="record.held_at", unit=record.unit_id, since=record.starts_on, category=record.source,
            tags={"venue": str(venue)},
        )  # fmt: skip


@derived_from(Happening)  # type: ignore[type-abstract]
def joined(record: Any) -> Iterator[Fact]:
    """参与: what each partner counts of a record that is not hers."""
    for row in record.partner_rows.all() if partner_key(type(record)) else ():
        if row.unit_id != record.unit_id:
            yield Fact(kind="record.joined", unit=row.unit_id, since=record.starts_on, category=record.source)


def came(record: Turnout, women: str, others: str, **told: Any) -> Iterator[Fact]:
    """Who came, for the rules of what has a turnout: facts of the kind `women` and of the kind `others`.

    Each named person by herself; a headcount is one fact with an amount: it can never be counted as different people.
    The rule reads `Person.sex` and `Person.household`.
    """
    fact = partial(Fact, unit=record.unit_id, since=record.starts_on, **told)
    for row in record.attendances.all():  # type: ignore[attr-defined]  # of the line
        kind = women if row.person.sex == Sex.FEMALE else others
        yield fact(kind=kind, person=row.person_id, household=row.person.household_id, amount=1)
    counted = {women: record.women, others: record.others} if record.mode == Turnout.Mode.HEADCOUNT else {}
    for kind, amount in counted.items():
        if amount:
            yield fact(kind=kind, amount=amount, evidence=Evidence.COUNTED)
