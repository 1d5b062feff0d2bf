"""People for tests, each with what the test doesn't care about filled in. Synthetic, never dialable."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import count, cycle
from typing import Any

from PIL import Image

from jinguo.common import idnumber
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Person, Sex, Situation, SituationKind
from jinguo.records.people import services

_number = count(1)
_sequences: dict[tuple[date, str], Iterator[int]] = defaultdict(lambda: cycle(range(500)))
BORN = date(1988, 3, 7)


def make_id(born_on: date = BORN, sex: str = Sex.FEMALE) -> str:
    """A new ID number that cannot belong to anyone, of that birthday (500 of them, then again from the first)."""
    return idnumber.make(born_on=born_on, sequence=next(_sequences[born_on, sex]), sex=sex)


def make_worker(unit: Unit | None = None) -> User:
    """Someone of the unit who writes down."""
    return make_user(unit or make_unit(), role=Role.COUNTY_STAFF)


def make_person(unit: Unit | None = None, *, by: User | None = None, **fields: Any) -> Person:
    """A woman of the unit, registered in 2008 unless said otherwise."""
    unit = unit or make_unit()
    fields.setdefault("name", f"演示{next(_number)}")
    fields.setdefault("sex", Sex.FEMALE)
    fields.setdefault("registered_on", date(2008, 1, 1))
    if not fields.get("id_number"):
        fields.setdefault("no_id_reason", "other")
    return services.register_person(by=by or make_worker(unit), unit=unit, **fields)


def make_situation(person: Person, *, by: User | None = None, **fields: Any) -> Situation:
    fields.setdefault("kind", SituationKind.LEFT_BEHIND_WOMAN)
    fields.setdefault("start", date(2008, 3, 1))
    return services.start_situation(person=person, by=by or make_worker(person.unit), **fields)


def make_jpeg(size: tuple[int, int] = (40, 30), *, exif: Image.Exif | None = None) -> bytes:
    """A picture as a phone takes it: red, with what the phone notes about it."""
    out = BytesIO()
    Image.new("RGB", size, "#a03050").save(out, "JPEG", exif=exif or Image.Exif(), comment=b"a note")
    return out.getvalue()
