"""Putting a scenario on file, through the same services as everybody else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from jinguo.lines.training import models as training
from jinguo.lines.venues.models import Venue
from jinguo.orgs.models import Unit, UnitKind, User
from jinguo.orgs.services import create_unit
from jinguo.records import services as records
from jinguo.records.models import Person, Programme, ProgrammeTarget
from jinguo.records.people.bulk import register_people
from jinguo.scenarios.cast import Country, Resident, Scenario, Training

KINDS = {"街道": UnitKind.STREET, "镇": UnitKind.TOWN, "乡": UnitKind.TOWNSHIP, "村": UnitKind.VILLAGERS}
OF_THE_PROGRAMME = ("practical", "guidance")
"""The kinds of course that the scenario's programme stands for."""


LONG_OPEN = date(2006, 3, 8)
"""Since when the scenario's venues have stood."""


@dataclass
class Stage:
    """What stands on file of a scenario, by its own keys."""

    units: dict[str, Unit]
    county: Unit
    people: dict[int, Person] = field(default_factory=dict)
    programme: Programme | None = None
    schools: dict[tuple[str, str], Venue] = field(default_factory=dict)
    courses: dict[str, training.Course] = field(default_factory=dict)
    sessions: dict[int, training.Session] = field(default_factory=dict)


@transaction.atomic
def load_units(country: Country) -> Stage:
    """The tree: province, city, county, townships, villages."""
    units: dict[str, Unit] = {}
    for place in country.places:
        kind = next((kind for suffix, kind in KINDS.items() if place.name.endswith(suffix)), "")
        units[place.key] = create_unit(
            name=place.name, parent=units.get(place.parent), level=place.level, code=place.code, kind=kind
        )
    return Stage(units, county=units[country.county.key])


def load_people(stage: Stage, country: Country, on: date, by: User) -> None:
    """Everybody who lives there, in their households, on file since that day or since birth."""
    rows = [{**_person(stage, one), "registered_on": max(on, one.born_on)} for one in country.residents]
    people = register_people(rows, by=by)
    stage.people = {resident.key: person for resident, person in zip(country.residents, people, strict=True)}


def _person(stage: Stage, resident: Resident) -> dict[str, Any]:
    return {
        "unit": stage.units[resident.village],
        "name": resident.name,
        "sex": resident.sex,
        "born_on": resident.born_on,
        "id_number": resident.id_number,
        "phone": resident.phone,
        "group_name": resident.group,
        "home": resident.household,
        "relation": resident.relation,
        "education": resident.education,
    }


@transaction.atomic
def load_frame(stage: Stage, scenario: Scenario, by: User) -> None:
    """What sessions refer to: the programme with its targets, and the schools."""
    promised = scenario.programme
    stage.programme = records.save(
        Programme(
            unit=stage.county, code=promised.code, name=promised.name, theme=promised.theme, since=scenario.first
        ),
        by=by,
        rows={
            "targets": [
                ProgrammeTarget(what=one.what, amount=Decimal(one.amount), measure_word=one.measure_word)
                for one in promised.targets
            ]
        },
    )
    for school in scenario.country.schools:
        stage.schools[school.unit, school.name] = records.save(
            Venue(
                unit=stage.units[school.unit],
                name=school.name,
                kind=Venue.Kind.SCHOOL,
                level=school.level,
                opened_on=LONG_OPEN,
            ),
            by=by,
        )


@transaction.atomic
def load_trainings(stage: Stage, scenario: Scenario, by: User) -> None:
    """Every session with its roster, the oldest first, so that the newest is what was written down last."""
    stage.sessions = {}
    for held in sorted(scenario.trainings, key=lambda each: (each.starts_on, each.key)):
        session = training.Session()
        fill_session(session, held, stage, scenario, by)
        stage.sessions[held.key] = save_training(session, held, stage, by)


def fill_session(session: training.Session, held: Training, stage: Stage, scenario: Scenario, by: User) -> None:
    """Put what the scenario tells of a training into a session, new or to be changed."""
    session.unit = stage.units[held.unit]
    session.course = _course(stage, held, by)
    session.venue = stage.schools[held.school.unit, held.school.name] if held.school else None
    session.place, session.teacher, session.partners = held.place, held.teacher, held.partners
    session.starts_on, session.ends_on = held.starts_on, held.ends_on
    of_programme = held.course.kind in OF_THE_PROGRAMME and held.starts_on >= scenario.first
    session.programme = stage.programme if of_programme else None
    if held.headcount:
        session.mode = training.Session.Mode.HEADCOUNT
        session.women, session.total = held.headcount


def save_training(session: training.Session, held: Training, stage: Stage, by: User) -> training.Session:
    """Save a session with its roster as the scenario has it."""
    return records.save(session, by=by, rows={"attendances": list(_attendances(held, stage))})


def _attendances(held: Training, stage: Stage) -> Iterator[training.Attendance]:
    for trainee in held.roster:
        yield training.Attendance(
            person=stage.people[trainee.resident], outcome=trainee.outcome, outcome_on=trainee.outcome_on
        )


def _course(stage: Stage, held: Training, by: User) -> training.Course:
    """The county's course of that name, made when it is first held."""
    name = held.course.name
    if name not in stage.courses:
        stage.courses[name] = records.save(training.Course(unit=stage.county, name=name, kind=held.course.kind), by=by)
    return stage.courses[name]
