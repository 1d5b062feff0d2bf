"""Trainings for tests, each with what the test doesn't care about filled in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django.apps import apps

from jinguo.common.dates import today
from jinguo.later.services import save_later
from jinguo.lines.training.models import Course, Session, SessionPartner
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_user
from jinguo.records import registers
from jinguo.records import services as records
from jinguo.records.models import Level, Person
from jinguo.tables.rows import naming


def make_venue(
    unit: Unit, *, level: str = Level.TOWN, name: str = "成人学校", kind: str = "school", by: User | None = None
) -> Any:
    """A venue, whose line this one doesn't know."""
    venue = apps.get_model("venues.venue")
    return records.save(
        venue(unit=unit, name=name, level=level, kind=kind, opened_on=date(2008, 1, 1)), by=by or _officer(unit)
    )


def make_course(
    unit: Unit, *, kind: str = Course.Kind.PRACTICAL, name: str = "杨梅栽培", topic: str = "", by: User | None = None
) -> Course:
    return records.save(Course(unit=unit, name=name, kind=kind, topic=topic), by=by or _officer(unit))


def save_session(
    *, session: Session, roster: Sequence[Person] = (), partners: Iterable[Unit] | None = None, by: User
) -> Session:
    """Write a session down with who came, as its form does; without `partners` those who held it with it stay."""
    rows: dict[str, Any] = {"attendances": naming(session, "attendances", "person", roster)}
    if partners is not None:
        rows["partner_rows"] = [SessionPartner(unit=unit) for unit in partners]
    return records.save(session, by=by, rows=rows)


def save_outcomes(*, session: Session, outcomes: Mapping[int, str], on: date, by: User) -> Session:
    """Write down what became of the women, as the page does (attendance id → outcome)."""
    register = registers.of_source(session.source)
    part = register and register.part("attendances")
    assert part
    given = {pk: {"outcome": outcome} for pk, outcome in outcomes.items()}
    return cast(Session, save_later(record=session, part=part, given=given, on=on, by=by))


def make_session(
    unit: Unit,
    *,
    women: Iterable[Person] = (),
    headcount: int | None = None,
    course: Course | None = None,
    venue: Any = None,
    on: date | None = None,
    by: User | None = None,
) -> Session:
    """A session of today with these people on its roster, or with a headcount of women."""
    officer = by or _officer(unit)
    session = Session(
        unit=unit,
        course=course or make_course(unit, by=officer),
        starts_on=on or today(),
        mode=Session.Mode.ROSTER if headcount is None else Session.Mode.HEADCOUNT,
        women=headcount,
    )
    session.venue = venue
    return save_session(session=session, roster=list(women), by=officer)


def _officer(unit: Unit) -> User:
    return make_user(unit, role=Role.TOWNSHIP_OFFICER)
