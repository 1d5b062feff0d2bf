"""What happens in employment, for tests: each with what the test doesn't care about filled in."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.lines.employment.models import (
    Employer,
    JobFair,
    Outcome,
    PointWorker,
    Project,
    Seeker,
    StartupWish,
    WorkSite,
)
from jinguo.orgs.models import Unit
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.models import Person
from jinguo.records.services import save

OPENED = date(2026, 3, 8)


def make_town() -> Unit:
    return make_unit("力洋镇", make_unit("宁海县", code="330226"), code="330226105")


def make_fair(unit: Unit, employers: Sequence[Employer] = (), seekers: Sequence[Seeker] = (), **told: Any) -> JobFair:
    fair = JobFair(unit=unit, **{"name": "女性就业专场", "place": "体育馆", "starts_on": OPENED, **told})
    return save(fair, by=make_user(unit), rows={"employers": employers, "attendances": seekers})


def make_site(unit: Unit, *workers: PointWorker, **told: Any) -> WorkSite:
    site = WorkSite(unit=unit, **{"name": "前洋服装加工点", "trade": "服装", "opened_on": OPENED, **told})
    return services.save(site, by=make_user(unit), rows={"workers": workers})


def make_outcome(person: Person, **told: Any) -> Outcome:
    kept = {"since": OPENED, "kind": "started", "trade": "shop", **told}
    return services.save(Outcome(unit=person.unit, person=person, **kept), by=make_user(person.unit))


def make_project(unit: Unit, **told: Any) -> Project:
    kept = {
        "name": "十字绣",
        "trade": "embroidery",
        "investment": Decimal(3000),
        "payback": 3,
        "skills": "会针线",
        **told,
    }
    return services.save(Project(unit=unit, **kept), by=make_user(unit))


def make_wish(person: Person, **told: Any) -> StartupWish:
    kept = {"asked_on": OPENED, "wish": "yes", "trade": "embroidery", "money": Decimal(5000), **told}
    return services.save(StartupWish(unit=person.unit, person=person, **kept), by=make_user(person.unit))


def value(code: str, unit: Unit, period: str) -> Decimal | None:
    span = Period.parse(period)
    return compute([code], unit=unit, periods=[span])[code, unit, span].value
