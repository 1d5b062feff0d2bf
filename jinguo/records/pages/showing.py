"""What a record page tells beside its history."""

from dataclasses import dataclass
from typing import Any

from jinguo.extras import queries as extras
from jinguo.orgs.models import User
from jinguo.records import describing
from jinguo.records.models import Record
from jinguo.records.registers import Column, Register
from jinguo.records.rosters.queries import Line, lines_of
from jinguo.records.wording import value_at


@dataclass(frozen=True)
class Told:
    label: str
    text: str
    url: str = ""
    """The page of the record that the text names, where it is open to the viewer."""


def facts_of(register: Register, record: Any, user: User) -> list[Told]:
    """What, when, where: every field that is filled in, then who did it; records named there lead to their pages."""
    named = {column: one for column in register.facts if isinstance(one := _value(record, column), Record)}
    described = describing.describe([(one.source, one.pk) for one in named.values()], user)
    found = {column: described.get((one.source, one.pk)) for column, one in named.items()}
    told = [(column, column.say(record)) for column in register.facts]
    of_its_own = [Told(str(c.label), text, one.url if (one := found.get(c)) else "") for c, text in told if text]
    return [*of_its_own, *(Told(label, text) for label, text in extras.told(record))]


def _value(record: Any, column: Column) -> Any:
    return None if column.value else value_at(record, column.name)


def people_of(register: Register, record: Any, user: User) -> list[Line]:
    """Who came, as the viewer may read it."""
    return lines_of(record, register.roster, user) if register.roster else []
