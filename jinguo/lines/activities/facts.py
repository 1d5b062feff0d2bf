"""What events, contests and reports state, all dated on their first day."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.facts import Evidence, Fact, derived_from, kind
from jinguo.lines.activities.models import Contest, Entry, Event, Guest, MediaItem
from jinguo.records.facts import came
from jinguo.records.models import Person

KINDS, ROLES = dict(Event.Kind.choices), dict(Guest.Role.choices)

kind("activities.event", _("活动"), categories=KINDS)
kind("activities.attendance", _("妇女参加活动"), categories=KINDS)
kind("activities.other_attendance", _("其他人参加活动"), categories=KINDS)
kind("activities.topic", _("活动内容"), levels=KINDS)
kind("activities.guest", _("专家、能手和嘉宾"), categories=ROLES, levels=KINDS)
kind("activities.material", _("发的东西"), categories=KINDS)
kind("activities.contest", _("比赛"), family="contest", expected=False)
kind("activities.entry", _("参赛"), family="contest", expected=False, levels=dict(Entry.Round.choices))
kind("activities.media", _("宣传报道"), family="media", expected=False, categories=dict(MediaItem.Medium.choices))


@derived_from(Event)
def held(event: Event) -> Iterator[Fact]:
    """The event itself, each thing that was talked about, and what was given out."""
    fact = partial(Fact, unit=event.unit_id, since=event.starts_on)
    yield fact(kind="activities.event", category=event.kind)
    for topic in dict.fromkeys(event.subjects):
        yield fact(kind="activities.topic", category=topic[:60], level=event.kind)
    for row in event.materials.all():
        yield fact(kind="activities.material", category=event.kind, amount=row.number, tags={"what": row.what})


@derived_from(Event, reads=(Person.sex, Person.household))
def attended(event: Event) -> Iterator[Fact]:
    yield from came(event, "activities.attendance", "activities.other_attendance", category=event.kind)


@derived_from(Event)
def helped(event: Event) -> Iterator[Fact]:
    """Who is on file counts as a person, others as so many heads: nobody knows whether they came twice."""
    fact = partial(Fact, kind="activities.guest", unit=event.unit_id, since=event.starts_on, level=event.kind)
    for row in event.guests.all():
        evidence = Evidence.RECORDED if row.person_id else Evidence.COUNTED
        yield fact(category=row.role, person=row.person_id, amount=row.number or 1, evidence=evidence)


@derived_from(Contest)
def contended(contest: Contest) -> Iterator[Fact]:
    """The contest with its edition, and each person who entered."""
    fact = partial(Fact, unit=contest.unit_id, since=contest.starts_on)
    yield fact(kind="activities.contest", amount=contest.edition)
    for row in contest.entries.all():
        yield fact(kind="activities.entry", person=row.person_id, category=row.prize, level=row.reached)


@derived_from(MediaItem)
def told(item: MediaItem) -> Iterator[Fact]:
    yield Fact(kind="activities.media", unit=item.unit_id, since=item.on, category=item.medium)
