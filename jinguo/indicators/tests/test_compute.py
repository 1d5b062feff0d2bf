"""Figures against the obvious evaluator, over random facts, moves and merges; and their lists."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinguo.facts import FOREVER, Evidence, FactKind, kinds
from jinguo.facts.models import FactRow
from jinguo.indicators import (
    HOUSEHOLDS,
    PEOPLE,
    UNITS,
    Count,
    Cumulative,
    Distinct,
    Formula,
    Greatest,
    Indicator,
    Least,
    Mean,
    Period,
    Share,
    Stated,
    Sum,
    UnknownMeasure,
    When,
    catalogue,
)
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Branch
from jinguo.indicators.opening import Opening, open_figure
from jinguo.indicators.tests import slow
from jinguo.orgs.models import Unit, User
from jinguo.orgs.services import merge_unit, move_unit
from jinguo.orgs.tests.make import make_unit, make_user

pytestmark = pytest.mark.django_db

START = date(2020, 1, 1)
GRID = 40
ON_GRID = START + timedelta(days=2 * GRID), START + timedelta(days=5 * GRID)
"""Days on which facts begin and end and units move: periods begin, end, and are over on such a day."""
PERIODS = [
    Period.parse("2021"),
    Period(*ON_GRID),
    Period.parse("2021-03"),
    Period(ON_GRID[0], ON_GRID[1] - timedelta(days=1)),
]
COUNTINGS: dict[str, Count | Sum | Distinct] = {
    "count": Count(),
    "sum": Sum(),
    "money": Sum(scale=100),
    "least": Least(),
    "greatest": Greatest(),
    "mean": Mean(),
    "people": PEOPLE,
    "households": HOUSEHOLDS,
    "units": UNITS,
    "categories": Distinct("category"),
    "records": Distinct("record"),
}
WHERES: dict[str, dict[str, tuple[str, ...]]] = {
    "": {},
    ".one": {"category": ("x",)},
    ".level": {"level": ("u", "v")},
    ".tag": {"tags.t": ("1",)},
}


@pytest.fixture(autouse=True)
def indicators(monkeypatch: pytest.MonkeyPatch) -> dict[str, Indicator]:
    """Every way of counting × when × filter, known to the catalogue during one test."""
    made = [
        Indicator(
            code=f"t.{name}.{when.value}{suffix}",
            label="t",
            measure_word="个",
            reads=("t.a", "t.b") if name == "people" else ("t.a",),
            counts=counts,
            when=when,
            where=where,
        )
        for name, counts in COUNTINGS.items()
        for when in When
        for suffix, where in WHERES.items()
    ]
    made.append(
        Indicator(
            code="t.stated", label="t", measure_word="个", reads=("t.a",), counts=Stated(scale=100), when=When.AT_END
        )
    )
    derived = [
        Share(code="t.share", label="t", of="t.count.during.one", base="t.count.during"),
        Cumulative(code="t.since", label="t", measure_word="个", of="t.people.during", since=date(2020, 3, 1)),
        Formula(code="t.formula", label="t", measure_word="个", expression="(t.sum.during + 2 * t.count.during) / 2"),
    ]
    for kind in ("t.a", "t.b"):
        monkeypatch.setitem(kinds._kinds, kind, FactKind(code=kind, label="t"))
    for measure in [*made, *derived]:
        monkeypatch.setitem(catalogue._measures, measure.code, measure)
    return {one.code: one for one in made}


class World:
    """A city of two counties with towns and villages, some of which move and merge, and random facts."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.history = slow.History()
        self.city = self._unit(None, 2)
        self.counties = [self._unit(self.city, 3) for _ in range(2)]
        self.towns = [self._unit(county, 4) for county in self.counties for _ in range(3)]
        self.villages = [self._unit(town, 5) for town in self.towns for _ in range(2)]
        for _ in range(2):
            self._move(self.random.choice(self.villages), self.random.choice(self.towns))
        self._move(self.random.choice(self.towns), self.random.choice(self.counties))
        self._merge()
        self.facts = FactRow.objects.bulk_create([self._fact(number) for number in range(250)])

    @property
    def units(self) -> list[Unit]:
        return [self.city, *self.counties, *self.towns, *self.villages]

    def _unit(self, parent: Unit | None, level: int) -> Unit:
        unit = make_unit(parent=parent, level=level)
        self.history.put(unit.pk, parent.pk if parent else None, date.min)
        return unit

    def _day(self) -> date:
        """Few days for many events, so that facts begin and end on the very days units move."""
        return START + timedelta(days=GRID * self.random.randrange(800 // GRID))

    def _move(self, unit: Unit, parent: Unit) -> None:
        day = max([START, *(since for since, _ in self.history.parents[unit.pk])]) + timedelta(
            days=GRID * self.random.randrange(1, 300 // GRID)
        )
        if self.history.parent(unit.pk, day) != parent.pk:
            move_unit(unit=unit, parent=parent, on=day, by=None)
            self.history.put(unit.pk, parent.pk, day)

    def _merge(self) -> None:
        gone, kept = self.random.sample([v for v in self.villages if len(self.history.parents[v.pk]) == 1], 2)
        day = self._day()
        merge_unit(unit=gone, into=kept, on=day, by=None)
        self.history.put(gone.pk, kept.pk, day)

    def _fact(self, number: int) -> FactRow:
        pick = self.random.choice
        since = self._day()
        length = pick([1, 1, 1, GRID, 5 * GRID, None])
        return FactRow(
            kind=pick(["t.a", "t.a", "t.b"]),
            unit=pick(self.units).pk,
            since=since,
            until=FOREVER if length is None else since + timedelta(days=length),
            person=pick([None, *range(1, 12)]),
            household=pick([None, 1, 2, 3]),
            amount=pick([None, *range(-5, 300)]),
            category=pick(["", "x", "y"]),
            level=pick(["", "u", "v", "w"]),
            evidence=Evidence.RECORDED.value,
            tags=pick([{}, {"t": "1"}, {"t": "2"}]),
            source="t.record",
            record=number // 2,
        )


@pytest.fixture(params=range(6))
def world(request: pytest.FixtureRequest) -> World:
    return World(request.param)


def branches(world: World, unit: Unit, children: list[Unit]) -> Iterator[tuple[Branch, int, bool]]:
    yield Branch(unit.pk), unit.pk, False
    yield Branch(unit.pk, own=True), unit.pk, True
    for child in children:
        yield Branch(child.pk), child.pk, False


def test_every_figure_is_what_counting_by_hand_gives(world: World, indicators: dict[str, Indicator]) -> None:
    for unit in (world.city, world.counties[0], world.towns[1]):
        figures = compute(indicators, unit=unit, periods=PERIODS)
        for period, (code, indicator) in product(PERIODS, indicators.items()):
            whole = set(slow.facts_within(world.facts, indicator, period, unit.pk, False, world.history))
            for branch, pk, own in branches(world, unit, figures.children(period)):
                if isinstance(indicator.counts, Stated):
                    rows = slow.statements(world.facts, indicator, period, pk, unit.pk, world.history)
                else:
                    rows = slow.facts_within(world.facts, indicator, period, pk, own, world.history)
                    # A child counts only while it stood below the unit: both must be above the fact.
                    rows = rows if own else [row for row in rows if row in whole]
                assert figures[code, branch, period].value == slow.value(rows, indicator.counts), (code, branch)


def test_every_list_adds_up_to_its_figure(world: World, indicators: dict[str, Indicator]) -> None:
    viewer = make_user(world.city)
    for unit in (world.city, world.counties[1]):
        figures = compute(indicators, unit=unit, periods=PERIODS[:2])
        for period in PERIODS[:2]:
            for code, indicator in indicators.items():
                pages = list(all_pages(indicator, unit, period, viewer, size=20))
                lines = [line for page in pages for line in page.lines]
                assert len(lines) == len({(line.source, line.record, line.child) for line in lines}) == pages[0].count
                assert pages[0].total == figures[code, unit, period].value, code
                if isinstance(indicator.counts, Distinct):
                    assert len({line.record for line in lines}) == figures[code, unit, period].value


def all_pages(indicator: Indicator, unit: Unit, period: Period, viewer: User, size: int) -> Iterator[Opening]:
    after = None
    while True:
        opening = open_figure(indicator, unit=unit, period=period, viewer=viewer, after=after, size=size)
        yield opening
        if (after := opening.after) is None:
            return


def test_a_derived_figure_is_worked_out_from_its_parts(world: World) -> None:
    period = PERIODS[0]
    codes = ["t.share", "t.since", "t.formula", "t.count.during~change", "t.count.during~growth"]
    parts = ["t.count.during.one", "t.count.during", "t.sum.during", "t.people.during"]
    spans = [period, period.year_before(), Period(date(2020, 3, 1), period.last)]
    figures = compute([*codes, *parts], unit=world.city, periods=spans)

    def value(code: str, span: Period = period) -> Decimal:
        return figures[code, world.city, span].value or Decimal(0)

    now, before = value("t.count.during"), value("t.count.during", spans[1])
    assert value("t.share") == value("t.count.during.one") / now
    assert value("t.since") == value("t.people.during", spans[2])
    assert value("t.formula") == (value("t.sum.during") + 2 * now) / 2
    assert value("t.count.during~change") == now - before
    assert value("t.count.during~growth") == (now - before) / before


def test_a_share_of_nothing_is_unknown_and_not_zero() -> None:
    unit = make_unit()
    figure = compute(["t.share"], unit=unit, periods=[PERIODS[0]])["t.share", unit, PERIODS[0]]
    assert figure.value is None
    assert figure.wording() == ""


def test_headcounts_are_told_apart_from_different_people() -> None:
    unit = make_unit()
    day = date(2021, 2, 1)
    common = {
        "kind": "t.a",
        "unit": unit.pk,
        "since": day,
        "until": day + timedelta(days=1),
        "source": "t",
        "record": 1,
    }
    FactRow.objects.create(**common, person=7, amount=1, evidence=Evidence.RECORDED.value)
    FactRow.objects.create(**common, amount=30, evidence=Evidence.COUNTED.value)

    figure = compute(["t.people.during"], unit=unit, periods=[PERIODS[0]])["t.people.during", unit, PERIODS[0]]

    assert figure.value == 1
    assert figure.undistinguished == 30
    assert (figure.recorded, figure.counted) == (1, 1)


def test_coverage_tells_which_units_below_are_silent() -> None:
    county = make_unit(level=3)
    towns = [make_unit(parent=county) for _ in range(3)]
    village = make_unit(parent=towns[0])
    day = date(2021, 2, 1)
    FactRow.objects.create(
        kind="t.a", unit=village.pk, since=day, until=day + timedelta(days=1), source="t", record=1,
        evidence=Evidence.RECORDED.value,
    )  # fmt: skip

    figures = compute(["t.count.during.one"], unit=county, periods=[PERIODS[0]])
    coverage = figures["t.count.during.one", county, PERIODS[0]].coverage

    assert coverage is not None
    assert (coverage.expected, coverage.recorded, coverage.silent) == (3, (towns[0],), (towns[1], towns[2]))


def test_the_number_of_statements_does_not_grow_with_the_page(indicators: dict[str, Indicator]) -> None:
    world = World(1)

    def statements(codes: list[str], periods: list[Period]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            figures = compute(codes, unit=world.city, periods=periods)
            for code in codes:
                for child in figures.children(periods[0]):
                    assert figures[code, child, periods[0]] is not None
        return len(captured)

    few = statements(["t.people.during"], PERIODS[:1])
    assert statements(list(indicators), PERIODS) == few


def test_the_parts_of_a_breakdown_add_up_to_the_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"": "—", "x": "甲", "y": "乙"}
    monkeypatch.setitem(kinds._kinds, "t.a", FactKind(code="t.a", label="t", categories=words))
    whole = replace(catalogue.get("t.sum.during"), code="t.split", split_by=("unit", "category"))  # type: ignore[call-arg]
    monkeypatch.setitem(catalogue._measures, whole.code, whole)
    split = catalogue.parts(whole, "category")
    assert list(split) == list(words.values())

    codes = ["t.split", *(one.code for one in split.values())]
    figures = compute(codes, unit=world.city, periods=PERIODS)

    for period in PERIODS:
        values = [figures[code, world.city, period].value for code in codes]
        assert values[0] == sum(value for value in values[1:] if value is not None)


@pytest.mark.parametrize("code", ["t.none", "t.sum.during[category=x]", "t.share[category=x]", "t.sum.during[x", ""])
def test_a_code_that_says_nothing_is_unknown(code: str) -> None:
    with pytest.raises(UnknownMeasure):
        catalogue.get(code)
