"""What the demo's village and township wrote down for themselves, which no report tells of and no replay loads."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from jinguo.common.dates import age_on
from jinguo.lines.organisation.models import AreaProfile
from jinguo.lines.training.models import Attendance, Course, Session
from jinguo.orgs.models import UnitLevel, User
from jinguo.records import services as records
from jinguo.records.models import EndReason, Person, Relation, Sex, SituationKind
from jinguo.records.people.services import end_situation, start_situation

PLACE = "村妇女之家"
EVENINGS = (
    (440, "网上开店", "李老师（县职教中心）", 7),
    (383, "手工编织", "葛师傅", 10),
    (161, "家庭农家乐", "李老师（县职教中心）", 8),
    (96, "网上开店", "李老师（县职教中心）", 15),
    (47, "手工编织", "葛师傅", 9),
    (12, "网上开店", "李老师（县职教中心）", 12),
)
"""Days ago, what was taught, by whom, and to how many women."""

WORKING_AGE = range(18, 56)
CHILDHOOD = range(1, 16)
WORKPLACES = ("宁波", "杭州", "上海", "温州")
EVERY_WIFE, EVERY_CHILD = 3, 2
"""One in so many is left behind."""

AREAS = {
    UnitLevel.COUNTY: ("统计公报", 210_000, 560_000, Decimal(1840)),
    UnitLevel.TOWNSHIP: ("统计年报", 6_100, 16_800, Decimal(91)),
    UnitLevel.VILLAGE: ("村户籍簿", 310, 905, Decimal("3.2")),
}
"""What each of them quotes of itself, and from where: households, people, 平方千米. Invented."""


@transaction.atomic
def quote_areas(*, quoting: Sequence[User], on: date) -> None:
    """Put on file what each user's unit copied from last year's books."""
    for user in quoting:
        source, households, population, area = AREAS[UnitLevel(user.unit.level)]
        year = on.year - 1
        profile = AreaProfile(unit=user.unit, as_of=date(year, 12, 31), quoted_from=f"{year}年{source}（演示）")
        profile.households, profile.population, profile.area = households, population, area
        records.save(profile, by=user)


@transaction.atomic
def hold_evenings(*, worker: User, neighbours: Sequence[Person], courses: dict[str, Course], on: date) -> None:
    """Put the trainings on file that the worker's village held for its own women."""
    own = [one for one in neighbours if one.unit_id == worker.unit_id and _is_working_woman(one, on)]
    for number, (ago, course, teacher, women) in enumerate(EVENINGS):
        day = on - timedelta(days=ago)
        session = Session(
            unit=worker.unit, course=courses[course], place=PLACE, teacher=teacher, starts_on=day, ends_on=day
        )
        start = number * 5 % max(1, len(own) - women)
        came = [Attendance(person=person) for person in own[start : start + women]]
        records.save(session, by=worker, rows={"attendances": came})


@transaction.atomic
def note_left_behind(*, officer: User, neighbours: Sequence[Person], on: date) -> None:
    """Put on file who is left behind: most since some time, some since this season, for a few it has ended."""
    wives = [one for one in neighbours if one.relation == Relation.SPOUSE and _is_working_woman(one, on)]
    children = [one for one in neighbours if age_on(one.born_on or on, on) in CHILDHOOD]
    for number, person in enumerate([*wives[::EVERY_WIFE], *children[::EVERY_CHILD]]):
        is_wife = person.relation == Relation.SPOUSE
        since = on - timedelta(days=60 + number * 37 % 900)
        place = WORKPLACES[number % len(WORKPLACES)]
        situation = start_situation(
            person=person,
            kind=SituationKind.LEFT_BEHIND_WOMAN if is_wife else SituationKind.LEFT_BEHIND_CHILD,
            start=max(since, (person.born_on or since)),
            by=officer,
            note=f"丈夫在{place}务工" if is_wife else f"父母在{place}务工",
        )
        if number % 11 == 10:
            end_situation(situation, until=on - timedelta(days=20), end_reason=EndReason.RETURNED, by=officer)


def _is_working_woman(person: Person, on: date) -> bool:
    return person.sex == Sex.FEMALE and age_on(person.born_on or on, on) in WORKING_AGE
