"""What stands on file of a scenario, by its own keys; first its units and people."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction

from jinguo.orgs.models import Unit, UnitKind, User
from jinguo.orgs.services import create_unit
from jinguo.records.models import Household, Person, Record
from jinguo.records.people.services import register_people
from jinguo.scenarios.cast import Country, Resident, Told

KINDS = {"街道": UnitKind.STREET, "镇": UnitKind.TOWN, "乡": UnitKind.TOWNSHIP, "村": UnitKind.VILLAGERS}

Rows = Mapping[str, Sequence[models.Model]]
Filler = Callable[[Any, Any, "Stage"], Rows]
"""Fills a record from what is told, and gives its rows by their accessor."""
Fillers = Mapping[type[Told], tuple[type[Record], Filler]]
"""What is told → the record type that holds it, and what fills such a record."""


@dataclass
class Stage:
    """Units, people and households by key, records by the key of what is told of them; `by` writes everything down."""

    units: dict[str, Unit]
    by: User
    people: dict[int, Person] = field(default_factory=dict)
    homes: dict[int, Household] = field(default_factory=dict)
    on_file: dict[int, Record] = field(default_factory=dict)
    named: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    """What others refer to by kind, unit and name."""

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Forget afterwards what came on file meanwhile."""
        on_file, named = dict(self.on_file), dict(self.named)
        try:
            yield
        finally:
            self.on_file, self.named = on_file, named


@transaction.atomic
def load_units(country: Country) -> dict[str, Unit]:
    """The tree, the topmost first."""
    units: dict[str, Unit] = {}
    for place in country.places:
        kind = next((kind for suffix, kind in KINDS.items() if place.name.endswith(suffix)), "")
        units[place.key] = create_unit(
            name=place.name, parent=units.get(place.parent), level=place.level, code=place.code, kind=kind
        )
    return units


def load_people(stage: Stage, country: Country, on: date) -> None:
    """Everybody who lives there, in their households, on file since that day or since birth."""
    rows = [{**_person(stage, one), "registered_on": max(on, one.born_on)} for one in country.residents]
    people = register_people(rows, by=stage.by)
    stage.people = {resident.key: person for resident, person in zip(country.residents, people, strict=True)}
    stage.homes = {
        resident.household: person.household
        for resident, person in zip(country.residents, people, strict=True)
        if person.household
    }


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
