"""What groups, posts and profiles state: all of it holds from a day until another."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from jinguo.facts import FOREVER, Evidence, Fact, derived_from, kind
from jinguo.lines.organisation.models import (
    AreaProfile,
    CommitteeTerm,
    Group,
    GroupMember,
    Incumbent,
    Meeting,
    Post,
)
from jinguo.orgs.models import Unit, UnitLevel
from jinguo.records.models import Person, SituationKind
from jinguo.records.people.facts import stretches

KM2 = 100
"""Facts hold land in 公顷, of which 100 make a 平方千米: two decimals are a whole number."""

QUANTITIES = {"population": _("人口"), "households": _("户数"), "women": _("妇女人口"), "children": _("儿童人口")}
for name, label in QUANTITIES.items():
    kind(f"area.{name}", label, expected=False)
kind("area.land", _("面积"), expected=False)

GROUPS, POSTS = dict(Group.Kind.choices), dict(Post.Kind.choices)
LEFT_BEHIND = SituationKind.LEFT_BEHIND_WOMAN.value
kind(
    "organisation.group", _("队伍和小组"), family="group", categories=GROUPS,
    levels={str(level.value): level.label for level in UnitLevel},
)  # fmt: skip
kind(
    "organisation.member", _("队伍和小组的成员"), family="group", categories=GROUPS,
    levels=dict(GroupMember.Role.choices), tags={"situation": {LEFT_BEHIND: SituationKind.LEFT_BEHIND_WOMAN.label}},
)  # fmt: skip
kind("organisation.term", _("换届"), family="post", expected=False)
kind("organisation.incumbent", _("任职"), family="post", categories=POSTS, levels=dict(Incumbent.Kind.choices))
kind("organisation.vacancy", _("缺职"), family="post", expected=False, categories=POSTS)
kind("organisation.meeting", _("会议"), family="meeting", categories=dict(Meeting.Kind.choices))
kind("organisation.meeting_number", _("第几次执委会"), family="meeting", expected=False)
kind("organisation.decision", _("会上定下的事"), family="meeting", expected=False)


@derived_from(AreaProfile)
def quoted(profile: AreaProfile) -> Iterator[Fact]:
    """Each number that is filled in; what a newer profile leaves out still holds."""
    fact = partial(Fact, unit=profile.unit_id, since=profile.as_of, until=FOREVER, evidence=Evidence.QUOTED)
    for name in QUANTITIES:
        if (amount := getattr(profile, name)) is not None:
            yield fact(kind=f"area.{name}", amount=amount)
    if profile.area is not None:
        yield fact(kind="area.land", amount=int(profile.area * KM2))


@derived_from(Group, reads=(Unit.level,))
def stands(group: Group) -> Iterator[Fact]:
    """A group of a village is told from one of a town by the level of its unit."""
    yield Fact(
        kind="organisation.group",
        unit=group.unit_id,
        since=group.since,
        until=group.until or FOREVER,
        category=group.kind,
        level=str(group.unit.level),
    )


@derived_from(Group, reads=(Person.situations,))
def belongs(group: Group) -> Iterator[Fact]:
    """Each member while she is one; whether she was left behind meanwhile is told for each part of that time."""
    for row in group.members.all():
        fact = partial(
            Fact, kind="organisation.member", unit=group.unit_id, person=row.person_id, category=group.kind,
            level=row.role,
        )  # fmt: skip
        since, until = row.within(group.since, group.until)
        for first, end, left_behind in stretches(row.person, LEFT_BEHIND, since, until):
            yield fact(since=first, until=end, tags={"situation": LEFT_BEHIND} if left_behind else {})


@derived_from(CommitteeTerm)
def elected(term: CommitteeTerm) -> Iterator[Fact]:
    """Which term it is: the unit's own statement, for as long as the committee is in office."""
    yield Fact(
        kind="organisation.term", unit=term.unit_id, since=term.since, until=term.until or FOREVER, amount=term.ordinal
    )


@derived_from(Post)
def held(post: Post) -> Iterator[Fact]:
    """Who holds a seat, each day that she does, and how many seats stand empty between those days."""
    fact = partial(Fact, unit=post.unit_id, category=post.kind)
    stays = [(row, *row.within(post.since, post.until)) for row in post.incumbents.all()]
    for row, since, until in stays:
        if since < until:
            yield fact(kind="organisation.incumbent", since=since, until=until, person=row.person_id, level=row.kind)
    days = {day for _row, since, until in stays if since < until for day in (since, until)}
    for first, end in pairwise(sorted({post.since, post.until or FOREVER, *days})):
        empty = post.seats - sum(since <= first < until for _row, since, until in stays)
        if empty > 0:
            yield fact(kind="organisation.vacancy", since=first, until=end, amount=empty)


@derived_from(Meeting)
def met(meeting: Meeting) -> Iterator[Fact]:
    """The meeting, which executive meeting it was, and each decision for as long as it is not carried out."""
    fact = partial(Fact, unit=meeting.unit_id, since=meeting.starts_on)
    yield fact(kind="organisation.meeting", category=meeting.kind)
    if meeting.kind == Meeting.Kind.EXECUTIVE and meeting.ordinal:
        yield fact(kind="organisation.meeting_number", until=FOREVER, amount=meeting.ordinal)
    for row in meeting.decisions.all():
        if row.done_on is None or row.done_on > meeting.starts_on:
            yield fact(kind="organisation.decision", until=row.done_on or FOREVER)
