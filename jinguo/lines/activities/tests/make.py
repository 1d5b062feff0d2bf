"""Events and contests for tests, each with what the test doesn't care about filled in."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from jinguo.indicators.tests import make as figures
from jinguo.lines.activities.models import Attendee, Contest, Entry, Event, Guest, Material
from jinguo.orgs.models import Unit
from jinguo.orgs.tests.make import make_user
from jinguo.records import services
from jinguo.records.models import Person

MARCH, SPRING = date(2026, 3, 6), "2026H1"


def make_event(
    unit: Unit,
    *,
    women: list[Person] | None = None,
    guests: list[Guest] | None = None,
    materials: list[Material] | None = None,
    **told: Any,
) -> Event:
    """An event of March 2026 with these women, or with a headcount of five."""
    told = {"name": "送科技下乡", "kind": "science", "starts_on": MARCH, **told}
    event = Event(unit=unit, mode="roster" if women else "headcount", women=None if women else told.pop("heads", 5))
    for name, value in told.items():
        setattr(event, name, value)
    rows: dict[str, list[Model]] = {"guests": [*(guests or [])], "materials": [*(materials or [])]}
    if women:
        rows["attendances"] = [Attendee(person=one) for one in women]
    return services.save(event, rows=rows, by=make_user(unit))


def make_contest(unit: Unit, *entries: Entry, **told: Any) -> Contest:
    """The first edition of a contest in March 2026 with these entries."""
    contest = Contest(**{"unit": unit, "name": "采茶大赛", "edition": 1, "starts_on": MARCH, **told})
    return services.save(contest, rows={"entries": list(entries)}, by=make_user(unit))


def value(code: str, unit: Unit) -> Decimal | None:
    return figures.value(code, unit, SPRING)


def opened(code: str, unit: Unit) -> list[str]:
    return figures.opened(code, unit, SPRING)
