"""How figures and their lists read, for people and for other programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from jinguo.common import wording
from jinguo.common.dates import say_day
from jinguo.facts import Evidence
from jinguo.indicators.addresses import unit_text
from jinguo.indicators.compute import Figures
from jinguo.indicators.coverage import Coverage
from jinguo.indicators.figures import Branch, Figure
from jinguo.indicators.honesty import remarks
from jinguo.indicators.measures import PEOPLE, Distinct, Greatest, Least, Mean, Measure, When
from jinguo.indicators.opening import Cursor, Group, Line, Opening
from jinguo.indicators.periods import Period
from jinguo.indicators.sources import Described
from jinguo.orgs.placing import FOUNDING

MAY_BREAK = "\u200b"
"""A day of another year takes two lines beside a record, the year on the first."""


@dataclass(frozen=True)
class ShownLine:
    """A line of the list. `described` is None where the viewer may count but not see."""

    day: str
    described: Described | None
    remark: str
    weight: str


@dataclass(frozen=True)
class ShownGroup:
    """The lines of one unit; `heading` is false where the group went on from the page before."""

    name: str
    words: str
    heading: bool
    lines: list[ShownLine]


def shown_groups(opening: Opening, figure: Figure, after: Cursor | None) -> Iterator[ShownGroup]:
    """The page's lines under the units they belong to."""
    word = str(figure.measure.measure_word)
    whole_only = isinstance(opening.counts, Mean | Least | Greatest)
    for child, lines in groupby(opening.lines, key=lambda line: line.child):
        group = opening.groups[child]
        yield ShownGroup(
            name=_name(group),
            words="" if whole_only else wording.say(group.total, word),
            heading=after is None or after.child != child,
            lines=[_shown(line, opening, figure, word) for line in lines],
        )


def told_groups(figures: Figures, measure: Measure, period: Period) -> Iterator[ShownGroup]:
    """Of confidential kinds: what each unit's cases come to, without a line of them."""
    branches = [Branch(figures.unit.pk, own=True), *(Branch(one.pk) for one in figures.children(period))]
    for figure in (figures[measure.code, branch, period] for branch in branches):
        if figure.is_on_file:
            yield ShownGroup(name=_name(figure), words=figure.wording(), heading=True, lines=[])


def _name(group: Group | Figure) -> str:
    return _("%(unit)s本级") % {"unit": group.unit.name} if group.own else group.unit.name


def _shown(line: Line, opening: Opening, figure: Figure, word: str) -> ShownLine:
    return ShownLine(
        day=_said_day(line, figure),
        described=line.described,
        remark=_remark(line, opening, is_stock=getattr(figure.measure, "when", None) is When.AT_END),
        weight=wording.say(line.weight, word) if opening.weighted else "",
    )


def _said_day(line: Line, figure: Figure) -> str:
    """Nothing for a unit that was always there."""
    if line.day == FOUNDING:
        return ""
    return say_day(line.day, near=figure.period.last).replace("年", f"年{MAY_BREAK}")


def _remark(line: Line, opening: Opening, *, is_stock: bool) -> str:
    if line.times == 1 or not isinstance(opening.counts, Distinct):
        return ""
    if opening.counts == PEOPLE:
        told = _("有 %(times)d 处记着，只算 1 人") if is_stock else _("来过 %(times)d 次，只算 1 人")
        return told % {"times": line.times}
    if opening.counts.column == "record":
        return _("%(times)d 个单位参加，只算 1 次") % {"times": line.times}
    return _("%(times)d 条记录，只算 1 次") % {"times": line.times}


def as_json(figure: Figure) -> dict[str, Any]:
    """A figure as other programs read it; the value is exact, as text, and `stale` while it is worked out anew."""
    return {
        "indicator": figure.measure.code,
        "label": str(figure.measure.label),
        "unit": unit_text(figure.unit),
        "period": str(figure.period),
        "value": None if figure.value is None else str(figure.value),
        "measure_word": str(figure.measure.measure_word),
        "wording": figure.wording(),
        "at_least": figure.at_least,
        "stale": figure.stale,
        "records": figure.records,
        "evidence": {evidence.name.lower(): figure.evidence.get(evidence, 0) for evidence in Evidence},
        "undistinguished": figure.undistinguished,
        "coverage": _coverage_as_json(figure.coverage) if figure.coverage else None,
        "remarks": remarks(figure),
    }


def _coverage_as_json(coverage: Coverage) -> dict[str, Any]:
    """How many units, and which of them said 本期无 or nothing."""
    return {
        "expected": coverage.expected,
        "recorded": len(coverage.recorded),
        "nil": [unit_text(unit) for unit in coverage.nil],
        "silent": [unit_text(unit) for unit in coverage.silent],
        "outdated": [unit_text(unit) for unit in coverage.outdated],
    }


def line_as_json(line: Line) -> dict[str, Any]:
    """A line of an opened figure; nothing that names the record where the viewer may count but not see."""
    seen = line.described
    shown = {"source": line.source, "record": line.record, "title": str(seen.title), "url": seen.url} if seen else {}
    return {"day": line.day.isoformat(), "times": line.times, "weight": str(line.weight), **shown}
