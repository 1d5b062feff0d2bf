"""Events, contests, and what the media told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from jinguo.scenarios.cast import Happened, Stood
from jinguo.scenarios.stories.setting import Part, Setting


@dataclass(frozen=True, slots=True)
class Guest:
    resident: int
    role: str


@dataclass(frozen=True, slots=True)
class Material:
    what: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Happened):
    name: str
    kind: str
    place: str
    partners: str
    programme: str
    topics: tuple[str, ...]
    roster: tuple[int, ...]
    guests: tuple[Guest, ...]
    materials: tuple[Material, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """`town` is the place that she stands for; `rank` and `prize` of the best."""

    resident: int
    town: str
    rank: int | None = None
    prize: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest(Happened):
    name: str
    edition: int
    place: str
    partners: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem(Stood):
    """It counts on the day on which it came out."""

    title: str
    medium: str
    outlet: str


def draw(part: Part, setting: Setting) -> Iterator[Event | Contest | MediaItem]:
    for values in part.get("events", ()):
        yield _event(values, setting)
    for values in part.get("contests", ()):
        yield _contest(values, setting)
    for values in part.get("media", ()):
        yield MediaItem(
            key=setting.key(), unit=setting.country.reporting, since=setting.calendar.day(setting.lot), **values
        )


def _event(values: dict[str, Any], setting: Setting) -> Event:
    day, pools = setting.calendar.at(values["at"]), setting.pools()
    place = values.get("in") or setting.some_place().key
    guests = [
        Guest(pools.take(setting.some_place().key), role)
        for role, count in values.get("guests", {}).items()
        for _number in range(setting.total(count))
    ]
    told = {name: values.get(name, "") for name in ("name", "kind", "place", "partners", "programme")}
    return Event(
        key=setting.key(),
        unit=place,
        starts_on=day,
        ends_on=day,
        topics=tuple(values.get("topics", ())),
        roster=tuple(sorted(pools.take_some(place, setting.total(values["women"])))),
        guests=tuple(guests),
        materials=tuple(Material(what, number) for what, number in values.get("materials", {}).items()),
        **told,
    )


def _contest(values: dict[str, Any], setting: Setting) -> Contest:
    """Women of all places, each for her own; the first three get a prize."""
    day, pools = setting.calendar.at(values["at"]), setting.pools()
    towns = [setting.some_place().key for _number in range(setting.total(values["entrants"]))]
    prizes = dict(enumerate(values["prizes"], start=1))
    entries = [
        Entry(pools.take(town), town, *((rank, prizes[rank]) if rank in prizes else ()))
        for rank, town in enumerate(towns, start=1)
    ]
    told = {name: values[name] for name in ("name", "edition", "place", "partners")}
    return Contest(
        key=setting.key(),
        unit=setting.country.reporting,
        starts_on=day,
        ends_on=day + timedelta(days=1),
        entries=tuple(entries),
        **told,
    )
