"""A few records of every register for the demo's visitors, which no report tells of and no replay loads."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from jinguo.common.dates import age_on
from jinguo.lines.activities.models import Attendee, Event, MediaItem
from jinguo.lines.employment.models import Outcome, Project, StartupWish
from jinguo.lines.organisation.models import (
    CommitteeTerm,
    Decision,
    Group,
    GroupMember,
    Incumbent,
    Meeting,
    Post,
)
from jinguo.orgs.models import User
from jinguo.records import services as records
from jinguo.records.models import Person, Sex

PROJECTS = (
    ("手工编织加工", "embroidery", 3000, 6, "会用钩针，学一周就能上手", "在家带孩子、照顾老人的"),
    ("大棚杨梅", "farming", 60_000, 36, "懂一点果树管理", "有两亩以上山地的村"),
    ("村口便民小店", "shop", 20_000, 14, "会记账", "离集镇远的村"),
    ("箱包缝制点", "bags", 15_000, 10, "会踩缝纫机", "有空房、有十来个妇女愿意做的村"),
)
"""What, which trade, for how many 元, back within how many months, what one has to know, and for whom it is."""
POSTS = (("chair", 1, ""), ("vice_chair", 2, ""), ("exec_member", 5, ""), ("grid_worker", 3, "走访联系"))
"""Kind, seats and what it looks after; one seat of the last one stays empty."""
GROUPS = (("mutual_aid", "农忙互助小组", "农忙时轮着帮工、看孩子", 6), ("team", "巾帼志愿队", "打扫村道、看望老人", 8))
"""Kind, name, what they do, and how many women."""
GROWN = range(25, 65)


@transaction.atomic
def keep_projects(*, officer: User) -> None:
    """The projects that a unit recommends to all below it."""
    for name, trade, investment, payback, skills, fits in PROJECTS:
        project = Project(unit=officer.unit, name=name, trade=trade, investment=Decimal(investment))
        project.payback, project.skills, project.fits = payback, skills, fits
        records.save(project, by=officer)


@transaction.atomic
def fill_posts(*, officer: User, people: Sequence[Person], on: date) -> None:
    """The unit's committee, elected two years ago, with a meeting and what it decided."""
    since = on - timedelta(days=730)
    term = records.save(CommitteeTerm(unit=officer.unit, ordinal=9, since=since), by=officer)
    women = iter(_women(people, on))
    for kind, seats, duty in POSTS:
        post = Post(unit=officer.unit, kind=kind, seats=seats, since=since, duty=duty)
        held = seats if kind != POSTS[-1][0] else seats - 1
        incumbents = [Incumbent(person=next(women), since=since) for _seat in range(held)]
        records.save(post, by=officer, rows={"incumbents": incumbents})
    day = on - timedelta(days=9)
    meeting = Meeting(unit=officer.unit, kind=Meeting.Kind.EXECUTIVE, term=term, ordinal=4, agenda="排冬季走访")
    meeting.starts_on = meeting.ends_on = day
    meeting.place = "妇女之家"
    decision = Decision(what="走完留守妇女、儿童家庭", who="各执委分片", due_on=on + timedelta(days=4))
    records.save(meeting, by=officer, rows={"decisions": [decision]})


@transaction.atomic
def form_groups(*, worker: User, people: Sequence[Person], on: date) -> None:
    """The groups of a village, and an evening that one of them gave."""
    women = _women([one for one in people if one.unit_id == worker.unit_id], on)
    for number, (kind, name, does, size) in enumerate(GROUPS):
        group = Group(unit=worker.unit, kind=kind, name=f"{worker.unit}{name}", does=does)
        group.since = on - timedelta(days=400 - 90 * number)
        members = [GroupMember(person=one) for one in women[number : number + size]]
        members[0].role = GroupMember.Role.LEADER
        records.save(group, by=worker, rows={"members": members})
    event = Event(unit=worker.unit, name="重阳包饺子", kind=Event.Kind.CULTURE, place="村妇女之家")
    event.starts_on = event.ends_on = on - timedelta(days=38)
    records.save(event, by=worker, rows={"attendances": [Attendee(person=one) for one in women[:9]]})
    item = MediaItem(unit=worker.unit, title="姐妹互助忙秋收", medium=MediaItem.Medium.BOARD, outlet="村宣传栏")
    item.on = on - timedelta(days=30)
    records.save(item, by=worker)


@transaction.atomic
def ask_for_wishes(*, worker: User, people: Sequence[Person], on: date) -> None:
    """Who of a village would like to begin something, and who has."""
    women = _women([one for one in people if one.unit_id == worker.unit_id], on)
    for number, person in enumerate(women[10:13]):
        wish = StartupWish(unit=worker.unit, person=person, asked_on=on - timedelta(days=20 + number))
        wish.wish, wish.trade, wish.money = StartupWish.Wish.YES, PROJECTS[number][1], Decimal(5000 * (number + 1))
        records.save(wish, by=worker)
    for person, kind in zip(women[13:15], (Outcome.Kind.STARTED, Outcome.Kind.EMPLOYED), strict=False):
        outcome = Outcome(unit=worker.unit, person=person, since=on - timedelta(days=200), kind=kind, trade="shop")
        records.save(outcome, by=worker)


def _women(people: Sequence[Person], on: date) -> list[Person]:
    return [one for one in people if one.sex == Sex.FEMALE and one.born_on and age_on(one.born_on, on) in GROWN]
