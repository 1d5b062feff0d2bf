"""Trainings, with their rosters or headcounts."""

from jinguo.lines.training.models import Attendance, Course, Session
from jinguo.records import services as records
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import training as told


def _session(session: Session, one: told.Training, stage: Stage) -> Rows:
    session.course = _course(stage, one.course)
    session.venue = stage.on_file[one.school.key] if one.school else None
    session.place, session.teacher, session.partners = one.place, one.teacher, one.partners
    session.starts_on, session.ends_on = one.starts_on, one.ends_on
    session.programme = stage.named["programme", "", one.programme] if one.programme else None
    if one.headcount:
        session.mode = Session.Mode.HEADCOUNT
        session.women, session.total = one.headcount
    attendances = [
        Attendance(person=stage.people[trainee.resident], outcome=trainee.outcome, outcome_on=trainee.outcome_on)
        for trainee in one.roster
    ]
    return {"attendances": attendances}


def _course(stage: Stage, course: told.Course) -> Course:
    """The reporting unit's course of that name, made when it is first held."""
    key = "course", "", course.name
    if key not in stage.named:
        unit = stage.by.unit
        stage.named[key] = records.save(Course(unit=unit, name=course.name, kind=course.kind), by=stage.by)
    found: Course = stage.named[key]
    return found


FILLERS: Fillers = {told.Training: (Session, _session)}
