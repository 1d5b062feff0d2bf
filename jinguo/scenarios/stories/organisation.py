"""Groups of women, the committee's term, and meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jinguo.scenarios.cast import FEMALE, Happened, Stood
from jinguo.scenarios.stories.setting import Part, Pools, Setting, shares
from jinguo.scenarios.stories.situations import Situation


@dataclass(frozen=True, slots=True)
class Member:
    resident: int
    role: str = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Stood):
    name: str
    kind: str
    does: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeTerm(Stood):
    ordinal: int


@dataclass(frozen=True, slots=True)
class Decision:
    """`done_on`: carried out; None while it is not."""

    what: str
    who: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Happened):
    """`term`: of which committee, and `ordinal` its how-manieth of the kind."""

    kind: str
    place: str
    term: CommitteeTerm | None
    ordinal: int | None
    agenda: str
    decisions: tuple[Decision, ...]


def draw(part: Part, setting: Setting) -> Iterator[Group | CommitteeTerm | Meeting]:
    term = None
    for ordinal in part.get("terms", ()):
        since = setting.calendar.first - timedelta(days=500)
        term = CommitteeTerm(key=setting.key(), unit=setting.country.reporting, since=since, ordinal=ordinal)
        yield term
    for values in part.get("meetings", ()):
        yield _meeting(values, term, setting)
    for kind, values in part.get("groups", {}).items():
        yield from _groups(kind, values, setting)


def _meeting(values: dict[str, Any], term: CommitteeTerm | None, setting: Setting) -> Meeting:
    """Every other decision has been carried out by the end of the period."""
    day = setting.calendar.at(values["at"])
    done_on = setting.calendar.after(day, 45)
    decisions = [
        Decision(what, who, done_on if number % 2 == 0 else None)
        for number, (what, who) in enumerate(values["decisions"].items())
    ]
    told = {name: values[name] for name in ("kind", "place", "agenda")}
    return Meeting(
        key=setting.key(),
        unit=setting.country.reporting,
        starts_on=day,
        ends_on=day,
        term=term if values["kind"] == "executive" else None,
        ordinal=values.get("ordinal"),
        decisions=tuple(decisions),
        **told,
    )


def _groups(kind: str, values: dict[str, Any], setting: Setting) -> Iterator[Group]:
    """One group of the kind in so many villages, with as many members of each sort as are counted in all of them."""
    villages = setting.country.places_of(values["of"])
    setting.lot.shuffle(villages)
    villages = villages[: min(setting.total(values["in"]), len(villages))]
    members: list[list[Member]] = [[] for _village in villages]
    for sort, count in values["members"].items():
        pools = setting.pools(among=_left_behind(setting) if sort == LEFT_BEHIND else None)
        role = "member" if sort == LEFT_BEHIND else sort
        sizes = shares(setting.total(count, least=len(villages)), len(villages), setting.lot)
        for own, village, size in zip(members, villages, sizes, strict=True):
            own.extend(_newcomers(own, pools, setting.country.part_of[village.key], size, role))
    for village, own in zip(villages, members, strict=True):
        yield Group(
            key=setting.key(),
            unit=village.key,
            since=setting.calendar.day(setting.lot),
            name=village.name + values["name"],
            kind=kind,
            does=values["does"],
            members=tuple(own),
        )


def _newcomers(own: list[Member], pools: Pools, place: str, size: int, role: str) -> Iterator[Member]:
    """So many more of the place who are no members yet."""
    known = {member.resident for member in own}
    while size:
        resident = pools.take(place)
        if resident not in known:
            yield Member(resident, role)
            size -= 1


LEFT_BEHIND = "left_behind_woman"


def _left_behind(setting: Setting) -> set[int]:
    held = (one for one in setting.of(Situation) if one.kind == LEFT_BEHIND and one.until is None)
    return {one.person for one in held if setting.country.resident[one.person].sex == FEMALE}
