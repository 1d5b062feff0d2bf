"""The demo: the county of report 02 in the 180 days that end today, and the town of report 06 in its last year."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.extras.models import ExtraKind
from jinguo.extras.services import define
from jinguo.indicators import Period
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.services import create_user
from jinguo.orgs.statistics import renew_statistics
from jinguo.reports.models import ReportTemplate
from jinguo.reports.services import install_templates, write_report
from jinguo.scenarios.cast import Scenario
from jinguo.scenarios.draw import draw
from jinguo.scenarios.loading import Stage, load, load_people, load_units
from jinguo.scenarios.samples import ask_for_wishes, fill_posts, form_groups, keep_projects
from jinguo.scenarios.stories.training import Training
from jinguo.scenarios.village import hold_evenings, note_left_behind, quote_areas

DAYS = 180
A_YEAR = 365
ON_FILE_BEFORE = timedelta(days=3 * 365)
PASSWORD = "Jinguo-2026"  # noqa: S105 (printed for every visitor of the demo)
NOTICE = "演示数据，非真实统计"

Say = Callable[[str], object]


class RealDataError(Exception):
    """The database holds something that no demo made."""


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as; a village worker's unit is the busiest village of the township `unit`."""

    username: str
    display_name: str
    unit: str
    role: str


ACCOUNTS = (
    Account("ninghai-fazhan", "林秀云", "330226", Role.COUNTY_STAFF),
    Account("yuexi-fulian", "周玉梅", "330226202", Role.TOWNSHIP_OFFICER),
    Account("yuexi-village", "叶彩莲", "330226202", Role.VILLAGE_WORKER),
    Account("ninghai-leader", "童爱华", "330226", Role.LEADER),
    Account("ninghai-admin", "应惠芳", "330226", Role.ADMINISTRATOR),
    Account("yunxi-fulian", "方素琴", "990101101", Role.TOWNSHIP_OFFICER),
    Account("yunxi-village", "陶月琴", "990101101", Role.VILLAGE_WORKER),
)
"""The last two's town is invented from its name to its people: care and counselling are shown there alone."""
OFFICER, TOWN_OFFICER, VILLAGER = ACCOUNTS[:3]
CARER = ACCOUNTS[-2]


def marker() -> Path:
    """The file that makes a home a demo's: every page of it says so. It holds the demo's period."""
    return Path(settings.HOME) / "demo"


def ensure(say: Say) -> Period:
    """The demo's period; made now if the database is empty. RealDataError where real work may be."""
    if Unit.objects.exists():
        if marker().exists():
            return Period.parse(marker().read_text(encoding="utf8"))
        raise RealDataError(
            "This database is in use and is no demo. Set JINGUO_HOME (and DATABASE_URL) to a place of its own."
        )
    return _make(Period(today() - timedelta(days=DAYS - 1), today()), say)


@transaction.atomic
def _make(period: Period, say: Say) -> Period:
    """Everything that the demo shows, or nothing; the marker comes first, so that no page of it goes unmarked."""
    marker().write_text(str(period), encoding="utf8")
    half_year, care = install_templates()
    users = _county(period, half_year, say)
    users |= _town(Period(period.last - timedelta(days=A_YEAR - 1), period.last), care, say)
    _be_at_home(users, period)
    renew_statistics()
    return period


def _county(period: Period, template: ReportTemplate, say: Say) -> dict[str, User]:
    """The county of report 02, with a village of its own that no report tells of."""
    stage, users, scenario = _scene("02", period, OFFICER, say)
    officer = stage.by
    _live_in_the_village(stage, scenario, users)
    define(register="training", unit=officer.unit, label="发了多少份资料", kind=ExtraKind.NUMBER, by=officer)
    title = "宁海县妇联半年工作总结"
    write_report(unit=officer.unit, template=template, first=period.first, last=period.last, title=title, by=officer)
    return users


def _town(period: Period, template: ReportTemplate, say: Say) -> dict[str, User]:
    """The invented town of report 06."""
    stage, users, _scenario = _scene("06", period, CARER, say)
    keep_projects(officer=stage.by)
    fill_posts(officer=stage.by, people=list(stage.people.values()), on=period.last)
    title = "云溪镇妇联关爱留守妇女儿童工作报告"
    first, last = period.first, period.last
    write_report(unit=stage.by.unit, template=template, first=first, last=last, title=title, by=stage.by)
    return users


def _scene(report: str, period: Period, writer: Account, say: Say) -> tuple[Stage, dict[str, User], Scenario]:
    """Everything that a report tells of on file, with the accounts of its place."""
    scenario = draw(report, period.first, period.last)
    country = scenario.country
    say(_("%(place)s……") % {"place": country.unit.name})
    units = load_units(country)
    users = _accounts(units, scenario)
    stage = Stage(units, by=users[writer.username])
    say(_("%(count)d 个人……") % {"count": len(country.residents)})
    load_people(stage, country, period.first - ON_FILE_BEFORE)
    say(_("%(count)d 条记录……") % {"count": len(scenario.records)})
    load(stage, scenario.frame)
    load(stage, scenario.records)
    return stage, users, scenario


def _live_in_the_village(stage: Stage, scenario: Scenario, users: dict[str, User]) -> None:
    """What the village worker, the officer of her township and the county see as their own."""
    residents = [one for one in scenario.country.residents if one.village.startswith(VILLAGER.unit)]
    neighbours = [stage.people[one.key] for one in residents]
    courses = {name: course for (kind, _unit, name), course in stage.named.items() if kind == "course"}
    hold_evenings(worker=users[VILLAGER.username], neighbours=neighbours, courses=courses, on=scenario.last)
    quote_areas(quoting=[users[one.username] for one in (OFFICER, TOWN_OFFICER, VILLAGER)], on=scenario.last)
    note_left_behind(officer=users[TOWN_OFFICER.username], neighbours=neighbours, on=scenario.last)
    keep_projects(officer=users[OFFICER.username])
    fill_posts(officer=users[TOWN_OFFICER.username], people=neighbours, on=scenario.last)
    for tell in (form_groups, ask_for_wishes):
        tell(worker=users[VILLAGER.username], people=neighbours, on=scenario.last)


def _accounts(units: dict[str, Unit], scenario: Scenario) -> dict[str, User]:
    return {
        one.username: create_user(
            username=one.username,
            display_name=one.display_name,
            unit=units[_unit_of(one, scenario)],
            role=one.role,
            password=PASSWORD,
        )
        for one in ACCOUNTS
        if one.unit in units
    }


def _be_at_home(users: dict[str, User], period: Period) -> None:
    """They have worked here for long; only the administrator is in her first days, so that the demo shows those."""
    began = timezone.make_aware(datetime.combine(period.first, time()))
    User.objects.filter(pk__in=[one.pk for one in users.values() if not one.may_administer]).update(created_at=began)


def _unit_of(account: Account, scenario: Scenario) -> str:
    if account.role != Role.VILLAGE_WORKER:
        return account.unit
    held = Counter(held.unit for held in scenario.of(Training))
    return max((place.key for place in scenario.country.below(account.unit)), key=lambda key: held[key])
