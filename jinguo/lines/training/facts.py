"""What a session states, all dated on its first day: a course across two half years counts once."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.facts import Fact, derived_from, kind
from jinguo.lines.training.models import Attendance, Course, Session
from jinguo.records.facts import came
from jinguo.records.models import Level, Person, Sex

KINDS, LEVELS, OUTCOMES = dict(Course.Kind.choices), dict(Level.choices), dict(Attendance.Outcome.choices)

kind("training.session", _("培训"), categories=KINDS, levels=LEVELS)
kind("training.topic", _("培训内容"), levels=KINDS)
kind("training.attendance", _("妇女参训"), categories=KINDS)
kind("training.other_attendance", _("其他人参训"), categories=KINDS)
kind("training.outcome", _("培训后就业"), categories=KINDS, levels=OUTCOMES)


@derived_from(Session, reads=(Course.kind, Course.name, Course.topic, "venues.venue.kind", "venues.venue.level"))
def held(session: Session) -> Iterator[Fact]:
    """One run of a course, and the topic that it taught."""
    course, place = session.course, session.venue
    level, tags = (place.level, {"venue": place.kind}) if place else ("", {})
    fact = partial(Fact, unit=session.unit_id, since=session.starts_on)
    yield fact(kind="training.session", category=course.kind, level=level, tags={"topic": course.subject, **tags})
    yield fact(kind="training.topic", category=course.subject, level=course.kind)


@derived_from(Session, reads=(Course.kind, Person.sex, Person.household))
def attended(session: Session) -> Iterator[Fact]:
    """Who came, dated as the training whose share she is counted in."""
    yield from came(session, "training.attendance", "training.other_attendance", category=session.course.kind)


@derived_from(Session, reads=(Course.kind, Person.sex, Person.household))
def placed(session: Session) -> Iterator[Fact]:
    """What became of the women afterwards, dated as the training."""
    for row in session.attendances.all():
        if row.placed and row.person.sex == Sex.FEMALE:
            yield Fact(
                kind="training.outcome", unit=session.unit_id, since=session.starts_on, level=row.outcome,
                category=session.course.kind, person=row.person_id, household=row.person.household_id,
            )  # fmt: skip
