"""What the records of care state."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from jinguo.common.money import to_fen
from jinguo.facts import FOREVER, Fact, derived_from, kind
from jinguo.lines.care.models import Counselling, Help, Need, Pairing, SurveyedHousehold, SurveyRound, Visit
from jinguo.records.models import Person, Sex, SituationKind

CHILD_IN_DIFFICULTY, CHILD, WOMAN, MAN = "child_in_difficulty", "child", "woman", "man"
REACHED, MISSED = "reached", "missed"
NEXT_DAY = timedelta(days=1)

kind("care.visit", _("走访"), family="care.visit", categories=dict(Visit.Kind.choices))
kind("care.help", _("帮扶"), categories=dict(Help.Kind.choices))
kind("care.pairing", _("结对"), categories=dict(Pairing.Helper.choices), expected=False)
kind(
    "care.need",
    _("困难"),
    categories=dict(Need.Kind.choices),
    levels={"open": _("还没了结"), **dict(Need.Result.choices)},
    expected=False,
)
kind(
    "care.survey",
    _("摸查的户"),
    family="care.survey",
    categories=dict(SurveyedHousehold.Condition.choices),
    levels={REACHED: _("到了"), MISSED: _("还没到")},
    expected=False,
)
kind(
    "care.counselling",
    _("心理辅导"),
    confidential=True,
    categories=dict(Counselling.Topic.choices),
    levels={CHILD_IN_DIFFICULTY: _("困境儿童"), CHILD: _("别的孩子"), WOMAN: _("妇女"), MAN: _("别的大人")},
)


@derived_from(Visit, reads=(Person.household,))
def visited(visit: Visit) -> Iterator[Fact]:
    """One visit; to a person it is also one to her household."""
    yield Fact(
        kind="care.visit",
        unit=visit.unit_id,
        since=visit.visited_on,
        person=visit.person_id,
        household=_household(visit),
        category=visit.kind,
    )


@derived_from(Pairing, reads=(Person.household,))
def paired(pairing: Pairing) -> Iterator[Fact]:
    """A state: it holds until the first day on which they are no longer paired."""
    yield Fact(
        kind="care.pairing",
        unit=pairing.unit_id,
        since=pairing.since,
        until=pairing.until or FOREVER,
        person=pairing.person_id,
        household=pairing.person.household_id,
        category=pairing.helper_kind,
    )


@derived_from(Need, reads=(Person.household,))
def needed(need: Need) -> Iterator[Fact]:
    """A state from the day it was known until it is settled; one settled at once has lasted for that day."""
    yield Fact(
        kind="care.need",
        unit=need.unit_id,
        since=need.opened_on,
        until=max(need.closed_on, need.opened_on + NEXT_DAY) if need.closed_on else FOREVER,
        person=need.person_id,
        household=need.person.household_id,
        category=need.kind,
        level=need.result or "open",
    )


@derived_from(Help, reads=(Person.household,))
def helped(given: Help) -> Iterator[Fact]:
    """One help given; its amount in 分, where it is known."""
    yield Fact(
        kind="care.help",
        unit=given.unit_id,
        since=given.given_on,
        person=given.person_id,
        household=_household(given),
        amount=None if given.amount is None else to_fen(given.amount),
        category=given.kind,
    )


@derived_from(SurveyRound)
def surveyed(survey: SurveyRound) -> Iterator[Fact]:
    """Each household of a round, dated on the round's first day: both parts of the share lie in one period."""
    for row in survey.households.all():
        yield Fact(
            kind="care.survey",
            unit=survey.unit_id,
            since=survey.since,
            household=row.household_id,
            category=row.condition,
            level=REACHED if row.state == SurveyedHousehold.State.REACHED else MISSED,
        )


@derived_from(Counselling, reads=(Person.sex, Person.born_on, Person.household, Person.situations))
def counselled(session: Counselling) -> Iterator[Fact]:
    """One session; whom it was for, as of that day."""
    yield Fact(
        kind="care.counselling",
        unit=session.unit_id,
        since=session.day,
        person=session.person_id,
        household=session.person.household_id,
        category=session.topic,
        level=_whom(session),
        tags={"form": session.form},
    )


def _household(record: Visit | Help) -> int | None:
    return record.household_id or (record.person.household_id if record.person else None)


def _whom(session: Counselling) -> str:
    person = session.person
    held = (one for one in person.situations.all() if one.voided_at is None and one.holds_on(session.day))
    if any(one.kind == SituationKind.CHILD_IN_DIFFICULTY for one in held):
        return CHILD_IN_DIFFICULTY
    if person.is_minor_on(session.day):
        return CHILD
    return WOMAN if person.sex == Sex.FEMALE else MAN
