"""Surveys from home to home, counselling, visits, pairings, difficulties and help."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jinguo.scenarios.cast import Happened, Stood
from jinguo.scenarios.stories.setting import Part, Setting
from jinguo.scenarios.stories.situations import Situation

CARED_FOR = ("left_behind_woman", "left_behind_child", "orphan", "single_parent")


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A household of a round; without a day nobody has been there."""

    household: int
    reached_on: date | None
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRound(Stood):
    name: str
    surveyors: str
    households: tuple[Surveyed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counselling(Happened):
    person: int
    form: str
    topic: str
    counsellor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Happened):
    person: int
    kind: str
    visitors: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarePair(Stood):
    person: int
    helper: str
    helper_kind: str
    every: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Stood):
    """Solved on the day `until`, if there is one."""

    person: int
    kind: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Help(Happened):
    """`amount` in 元."""

    person: int
    kind: str
    what: str
    giver: str
    amount: int | None


Care = SurveyRound | Counselling | Visit | CarePair | Need | Help


def draw(part: Part, setting: Setting) -> Iterator[Care]:
    for tell in (_surveys, _counselling, _visits, _pairs, _needs, _helps):
        values = part.get(tell.__name__.removeprefix("_"))
        if values:
            yield from tell(values, setting)


def _surveys(values: dict[str, Any], setting: Setting) -> Iterator[SurveyRound]:
    """In each village, every household in which somebody is cared for; drawn anew, a few of them are not met."""
    resident, day = setting.country.resident, setting.calendar.at(values["at"])
    homes: dict[str, set[int]] = {}
    for situation in _open(setting, *CARED_FOR):
        homes.setdefault(resident[situation.person].village, set()).add(resident[situation.person].household)
    missed = setting.lot.random() * 0.2 if setting.redrawn else 0
    for village in setting.country.places_of("villages"):
        rows = [
            Surveyed(home, None)
            if setting.lot.random() < missed
            else Surveyed(home, setting.calendar.after(day, setting.lot.randint(0, 30)), setting.lot.choice(WELL))
            for home in sorted(homes.get(village.key, ()))
        ]
        yield SurveyRound(
            key=setting.key(),
            unit=village.key,
            since=day,
            name=village.name + values["name"],
            surveyors=values["surveyors"],
            households=tuple(rows),
        )


WELL = ("fine", "fine", "poor")


def _counselling(values: dict[str, Any], setting: Setting) -> Iterator[Counselling]:
    """Children in difficulty, some of them twice; and a few women."""
    children = _open(setting, "child_in_difficulty")
    chosen = setting.lot.sample(children, min(setting.total(values["children"]), len(children)))
    women = setting.lot.sample(_open(setting, "left_behind_woman"), values["women"])
    for situation in (*chosen, *chosen[: values["again"]], *women):
        day = max(setting.calendar.day(setting.lot), situation.since)
        yield Counselling(
            key=setting.key(),
            unit=setting.country.resident[situation.person].village,
            starts_on=day,
            ends_on=day,
            person=situation.person,
            form=setting.lot.choice(("face", "face", "home")),
            topic=setting.lot.choice(values["topics"]),
            counsellor=setting.lot.choice(values["counsellors"]),
        )


def _visits(values: dict[str, Any], setting: Setting) -> Iterator[Visit]:
    for number, told in _about(values, setting):
        day = setting.calendar.day(setting.lot)
        kind = ("home", "home", "phone", "festival")[number % 4]
        said = {name: setting.lot.choice(values[name]) for name in ("visitors", "told")}
        yield Visit(starts_on=day, ends_on=day, kind=kind, **told, **said)


def _pairs(values: dict[str, Any], setting: Setting) -> Iterator[CarePair]:
    for _number, told in _about(values, setting):
        kind, helper = setting.lot.choice(list(values["helpers"].items()))
        since = setting.calendar.day(setting.lot)
        yield CarePair(since=since, helper=helper, helper_kind=kind, every=values["every"], **told)


def _needs(values: dict[str, Any], setting: Setting) -> Iterator[Need]:
    for number, told in _about(values, setting):
        since = setting.calendar.day(setting.lot)
        kind, what = setting.lot.choice(list(values["kinds"].items()))
        solved = since + timedelta(days=setting.lot.randint(1, 60))
        until = solved if number % 3 and solved <= setting.calendar.last else None
        yield Need(since=since, until=until, kind=kind, what=what, **told)


def _helps(values: dict[str, Any], setting: Setting) -> Iterator[Help]:
    for _number, told in _about(values, setting):
        day = setting.calendar.day(setting.lot)
        kind, what = setting.lot.choice(list(values["kinds"].items()))
        amount = setting.lot.randrange(100, 1000, 50) if kind == "money" else None
        giver = setting.lot.choice(values["givers"])
        yield Help(starts_on=day, ends_on=day, kind=kind, what=what, amount=amount, giver=giver, **told)


def _about(values: dict[str, Any], setting: Setting) -> Iterator[tuple[int, dict[str, Any]]]:
    """So many of those who are cared for, each with the beginning of what is told of her."""
    cared_for = _open(setting, *CARED_FOR)
    for number in range(setting.total(values["count"])):
        person = setting.lot.choice(cared_for).person
        unit = setting.country.resident[person].village
        yield number, {"key": setting.key(), "unit": unit, "person": person}


def _open(setting: Setting, *kinds: str) -> list[Situation]:
    return [one for one in setting.of(Situation) if one.kind in kinds and one.until is None]
