"""What the records of care state."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from jinguo.facts import Fact, derived_from, kind
from jinguo.lines.care.models import Counselling
from jinguo.records.models import Person, Sex, SituationKind

CHILD_IN_DIFFICULTY, CHILD, WOMAN, MAN = "child_in_difficulty", "child", "woman", "man"

kind(
    "care.counselling",
    _("心理辅导"),
    confidential=True,
    categories=dict(Counselling.Topic.choices),
    levels={CHILD_IN_DIFFICULTY: _("困境儿童"), CHILD: _("别的孩子"), WOMAN: _("妇女"), MAN: _("别的大人")},
)


@derived_from(
    Counselling,
    reads=(Person.sex, Person.born_on, Person.household, Person.situations),
)
def counselled(session: Counselling) -> Iterator[Fact]:
    """One session; whom it was for, as of that day."""
    person = session.person
    yield Fact(
        kind="care.counselling",
        unit=session.unit_id,
        since=session.day,
        person=person.pk,
        household=person.household_id,
        category=session.topic,
        level=_whom(session),
        tags={"form": session.form},
    )


def _whom(session: Counselling) -> str:
    person = session.person
    held = (one for one in person.situations.all() if one.voided_at is None and one.holds_on(session.day))
    if any(one.kind == SituationKind.CHILD_IN_DIFFICULTY for one in held):
        return CHILD_IN_DIFFICULTY
    if person.is_minor_on(session.day):
        return CHILD
    return WOMAN if person.sex == Sex.FEMALE else MAN
