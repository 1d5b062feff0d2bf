"""Job fairs, processing points, villages paired with enterprises, and what became of women who wanted to earn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jinguo.scenarios.cast import Happened, Place, Stood
from jinguo.scenarios.stories.setting import Part, Pools, Setting, shares
from jinguo.scenarios.stories.training import Training


@dataclass(frozen=True, slots=True)
class Employer:
    name: str
    trade: str
    posts: int


@dataclass(frozen=True, slots=True)
class Seeker:
    """`intention`: with which employer, '' for none; `outcome` once it is known."""

    resident: int
    intention: str = ""
    outcome: str = ""
    outcome_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFair(Happened):
    name: str
    place: str
    partners: str
    employers: tuple[Employer, ...]
    seekers: tuple[Seeker, ...]


@dataclass(frozen=True, slots=True)
class Worker:
    """What she earns, in 元: on a poor and on a good day, and more in a year than before. `until`: she left."""

    resident: int
    daily_low: int
    daily_high: int
    gain: int
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Stood):
    name: str
    trade: str
    mode: str
    enterprise: str
    workers: tuple[Worker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Stood):
    enterprise: str
    commitments: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Stood):
    person: int
    kind: str
    trade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(Stood):
    person: int
    wish: str
    trade: str
    needs: str


def draw(part: Part, setting: Setting) -> Iterator[JobFair | Point | Pair | Outcome | Wish]:
    for values in part.get("fairs", ()):
        yield _fair(values, setting)
    if "points" in part:
        yield from _points(part["points"], setting)
    for values in part.get("pairs", ()):
        for place in values["in"]:
            since = setting.calendar.day(setting.lot)
            told = {name: values[name] for name in ("enterprise", "commitments")}
            yield Pair(key=setting.key(), unit=place, since=since, **told)
    if "outcomes" in part:
        yield from _outcomes(part["outcomes"], setting)
    if "wishes" in part:
        yield from _wishes(part["wishes"], setting)


def _fair(values: dict[str, Any], setting: Setting) -> JobFair:
    """Who looks for work there has mostly been to a training."""
    lot, day = setting.lot, setting.calendar.at(values["at"])
    many = setting.total(values["employers"])
    names = lot.sample([head + tail for head in values["names"] for tail in values["trades"]], many)
    posts = shares(setting.total(values["posts"], least=many), many, lot)
    employers = tuple(
        Employer(name + "公司", next(trade for trade in values["trades"] if name.endswith(trade)), count)
        for name, count in zip(names, posts, strict=True)
    )
    trained = {trainee.resident for held in setting.of(Training) for trainee in held.roster}
    pools = setting.pools(among=trained)
    seekers = [pools.take(setting.some_place().key) for _number in range(setting.total(values["seekers"]))]
    agreed = lot.sample(seekers, min(setting.total(values["intentions"]), len(seekers)))
    placed = set(agreed[: len(agreed) * 2 // 3])
    known_on = setting.calendar.after(day, 30)
    return JobFair(
        key=setting.key(),
        unit=setting.country.reporting,
        starts_on=day,
        ends_on=day,
        name=values["name"],
        place=values["place"],
        partners=values["partners"],
        employers=employers,
        seekers=tuple(
            Seeker(one, lot.choice(employers).name, *(("employed", known_on) if one in placed else ()))
            if one in set(agreed)
            else Seeker(one)
            for one in sorted(seekers)
        ),
    )


def _points(values: dict[str, Any], setting: Setting) -> Iterator[Point]:
    pools = setting.pools()
    for place, own in values["in"].items():
        many = setting.total(own["points"])
        sizes = shares(setting.total(own["workers"], least=many * 2), many, setting.lot, least=2)
        for number, size in enumerate(sizes):
            yield _point(values, own, setting, pools, (place, number, size))


def _point(values: dict[str, Any], own: dict[str, Any], setting: Setting, pools: Pools, which: Any) -> Point:
    place, number, size = which
    trade = own["trades"][number % len(own["trades"])]
    town = next(each for each in setting.country.places if each.key == place)
    return Point(
        key=setting.key(),
        unit=place,
        since=setting.calendar.day(setting.lot),
        name=f"{_short(town)}{trade}加工点{number + 1}号",
        trade=trade,
        mode=own["mode"],
        enterprise=setting.lot.choice(values["enterprises"]),
        workers=tuple(_workers(values, setting, pools, place, size)),
    )


def _short(town: Place) -> str:
    return town.name.removesuffix("镇").removesuffix("乡").removesuffix("街道")


def _workers(values: dict[str, Any], setting: Setting, pools: Pools, place: str, size: int) -> Iterator[Worker]:
    """Poor days two by two a little below and above the usual, so that the mean is the usual; good days likewise.

    The first of a point gains least in a year, the second most; sometimes the last of an odd number has left.
    """
    (low, high), (least, most), lot = values["daily"], values["gain"], setting.lot
    offs = [off for _pair in range(size // 2) for step in (lot.randint(1, 4),) for off in (step, -step)]
    for number, off in enumerate([*offs, 0][:size]):
        gain = (least, most)[number] if number < 2 else lot.randrange(least, most + 1, 100)
        left = setting.calendar.last if number > 1 and not off and lot.random() < values["left"] else None
        yield Worker(pools.take(place), low + off, high + off, gain, left)


def _outcomes(values: dict[str, Any], setting: Setting) -> Iterator[Outcome]:
    """Mostly of women who came to a training; each has one."""
    trained = {trainee.resident for held in setting.of(Training) for trainee in held.roster}
    pools = setting.pools(among=trained)
    for trade, count in values["trades"].items():
        for _number in range(setting.total(count)):
            person = pools.take(setting.some_place().key)
            yield Outcome(
                key=setting.key(),
                unit=setting.country.resident[person].village,
                since=setting.calendar.day(setting.lot),
                person=person,
                kind=setting.lot.choice(values["kinds"]),
                trade=trade,
            )


def _wishes(values: dict[str, Any], setting: Setting) -> Iterator[Wish]:
    pools = setting.pools()
    for _number in range(setting.total(values["asked"])):
        person = pools.take(setting.some_place().key)
        yield Wish(
            key=setting.key(),
            unit=setting.country.resident[person].village,
            since=setting.calendar.last - timedelta(days=setting.lot.randint(0, 120)),
            person=person,
            wish=setting.lot.choice(("yes", "yes", "unsure", "no")),
            trade=setting.lot.choice(("shop", "embroidery", "goods", "farming")),
            needs=setting.lot.choice(values["needs"]),
        )
