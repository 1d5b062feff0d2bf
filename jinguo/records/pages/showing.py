"""What a record page tells beside its history."""

from dataclasses import dataclass
from typing import Any

from jinguo.orgs.models import User
from jinguo.records.registers import Register


@dataclass(frozen=True)
class Told:
    label: str
    text: str


def facts_of(register: Register, record: Any) -> list[Told]:
    """What, when, where: every field that is filled in, then who did it."""
    told = [Told(str(column.label), column.say(record)) for column in register.facts]
    return [each for each in told if each.text]


def people_of(register: Register, record: Any, user: User) -> list[tuple[Any, str, str]]:
    """Who came: person, what stands beside her, her page; from the record's own rows, in two queries at most."""
    from jinguo.indicators.sources import PERSON
    from jinguo.records import describing

    keys: dict[int, Any] = {}
    for path in register.people:
        rows, _mark, end = path.rpartition("__")
        if rows:
            keys |= {row.__dict__[f"{end}_id"]: row for row in getattr(record, rows).all()}
    described = describing.describe([(PERSON, pk) for pk in keys], user)
    return [(d.title, d.hint, d.url) for pk in keys if (d := described.get((PERSON, pk)))]
