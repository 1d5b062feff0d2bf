"""Saving a session with a roster of 50, with its history and its facts, beside what Django's own form would do with
the same rows (check the model, save it, insert the roster), and beside the bare inserts.

    .venv/bin/python -m benchmarks.save_session

Each is done two hundred times in turn; the middle one of each counts. Prints one line.
"""

from benchmarks import home  # isort: skip  # noqa: F401

import time
from datetime import timedelta
from statistics import median

from django.db import connection, transaction

from jinguo.common.dates import today
from jinguo.lines.training.models import Attendance, Course, Session
from jinguo.lines.training.tests.make import make_course
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.models import Person
from jinguo.records.tests.make import make_person

ROSTER = 50
TIMES = 200


def session_of(number: int, course: Course, unit: Unit) -> Session:
    on = today() - timedelta(days=number)
    return Session(unit=unit, course=course, starts_on=on, ends_on=on, place="村委会", mode=Session.Mode.ROSTER)


def ours(session: Session, people: list[Person], by: User) -> None:
    services.save(session, by=by, rows={"attendances": [Attendance(person=one) for one in people]})


@transaction.atomic
def plain(session: Session, people: list[Person], by: User) -> None:
    session.created_by = session.changed_by = by
    session.full_clean()
    inserted(session, people)


@transaction.atomic
def bare(session: Session, people: list[Person], by: User) -> None:
    session.created_by = session.changed_by = by
    inserted(session, people)


def inserted(session: Session, people: list[Person]) -> None:
    session.save(force_insert=True)
    Attendance.objects.bulk_create([Attendance(session=session, person=one) for one in people])


def main() -> None:
    unit = make_unit(level=5)
    by = make_user(unit, role="village_worker")
    course = make_course(unit)
    people = [make_person(unit, by=by) for _number in range(ROSTER)]
    took: dict[str, list[float]] = {act.__name__: [] for act in (ours, plain, bare)}
    for number in range(TIMES):
        for act in (ours, plain, bare):
            session = session_of(number, course, unit)
            began = time.perf_counter()
            act(session, people, by)
            took[act.__name__].append((time.perf_counter() - began) * 1000)
    our, django, least = (median(each) for each in took.values())
    print(
        f"{connection.vendor}: {ROSTER} on a roster {our:.1f} ms, Django's form {django:.1f} ms (ratio"
        f" {our / django:.2f}), bare inserts {least:.1f} ms (ratio {our / least:.2f})"
    )


if __name__ == "__main__":
    main()
