"""What holds for whom: left behind, orphaned, alone with a child."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from jinguo.scenarios.cast import DAUGHTER, FEMALE, GRANDCHILD, HEAD, SON, Resident, Stood
from jinguo.scenarios.stories.setting import Part, Setting

CHILDREN = {SON, DAUGHTER}
LONGEST = 3 * 365
"""Days ago, at most, that something began which still holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation(Stood):
    """Its unit is the village where the person lives."""

    person: int
    kind: str


def draw(part: Part, setting: Setting) -> Iterator[Situation]:
    """As many of each kind as the report counts households, in as many homes, and a few that have ended."""
    homes = list(_homes(setting))
    taken: dict[str, set[int]] = {}
    for kind, values in part["kinds"].items():
        apart = set().union(*(taken[other] for other in values.get("apart_from", ())))
        found = (WHO[values["who"]](home, setting) for home in homes)
        candidates = [one for one in found if one is not None and one.key not in apart]
        setting.lot.shuffle(candidates)
        many = min(setting.total(values["households"]), len(candidates))
        ended = candidates[many : many + values.get("ended", 0)]
        taken[kind] = {one.key for one in candidates[:many]}
        for resident in candidates[: many + len(ended)]:
            yield _situation(resident, kind, resident in ended, setting)


def _homes(setting: Setting) -> Iterator[list[Resident]]:
    by_number: dict[int, list[Resident]] = {}
    for resident in setting.country.residents:
        by_number.setdefault(resident.household, []).append(resident)
    yield from by_number.values()


def _situation(resident: Resident, kind: str, ended: bool, setting: Setting) -> Situation:
    last, lot = setting.calendar.last, setting.lot
    since = max(resident.born_on, last - timedelta(days=lot.randint(60, LONGEST)))
    until = max(since + timedelta(days=1), last - timedelta(days=lot.randint(0, 50))) if ended else None
    key = setting.key()
    return Situation(key=key, unit=resident.village, person=resident.key, kind=kind, since=since, until=until)


def _woman(home: list[Resident], _setting: Setting) -> Resident | None:
    """The woman at the head of a home without a husband, who is with her own children, if she has any."""
    return next((one for one in home if one.relation == HEAD and one.sex == FEMALE and not _orphan(home)), None)


def _lone_parent(home: list[Resident], setting: Setting) -> Resident | None:
    return _woman(home, setting) if _minor(home, setting, 18) else None


def _minor(home: list[Resident], setting: Setting, age: int) -> Resident | None:
    last = setting.calendar.last
    return next((one for one in home if one.relation in CHILDREN and one.age_on(last) < age), None)


def _orphan(home: list[Resident]) -> Resident | None:
    return next((one for one in home if one.relation == GRANDCHILD), None)


WHO: dict[str, Callable[[list[Resident], Setting], Resident | None]] = {
    "woman": _woman,
    "lone_parent": _lone_parent,
    "child": lambda home, setting: _minor(home, setting, 16),
    "minor": lambda home, setting: _minor(home, setting, 18),
    "orphan": lambda home, _setting: _orphan(home),
}
"""Whom of a home a kind of situation may hold for."""
