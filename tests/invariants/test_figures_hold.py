"""Figures open and add up: after any history of records, people and units, for every declared measure."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Count, Distinct, Indicator, Mean, Period, Share, Sum, When, catalogue
from jinguo.indicators.compute import Figures, compute
from jinguo.indicators.figures import FEWEST, Branch
from jinguo.indicators.measures import Derived, Greatest, Least, Stated
from jinguo.indicators.opening import Line, Opening, open_figure
from jinguo.lines.training.models import Course, Session
from jinguo.lines.training.tests.make import save_session
from jinguo.orgs.models import Role, Unit
from jinguo.orgs.services import close_unit, merge_unit, move_unit
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.models import Person
from jinguo.records.people.services import move_person
from tests.make import Making, change, changeable, headcount, other_values, record_types

pytestmark = pytest.mark.django_db

SPAN = 300
"""Everything happens within so many days that end today."""
EVERYTHING = 10_000


class History:
    """A city with towns and villages, and what happens there, drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.city = make_unit(level=2)
        self.counties = [make_unit(parent=self.city) for _ in range(2)]
        self.towns = [make_unit(parent=county) for county in self.counties for _ in range(2)]
        self.villages = [make_unit(parent=town) for town in self.towns]
        self.by = make_user(self.city, role=Role.ADMINISTRATOR)
        self.makings = [
            Making(unit, self.by, self.day()) for unit in (*self.villages, *self.towns[:1], self.counties[0])
        ]
        for making in self.makings:
            making.every()

    def day(self) -> date:
        return today() - timedelta(days=self.random.randrange(SPAN))

    def making(self) -> Making:
        making = self.random.choice(self.makings)
        making.day = self.day()
        return making

    def some(self, model: type[Any]) -> Any:
        return self.random.choice(list(model._default_manager.order_by("pk")))

    def write_down(self) -> None:
        self.making().new(self.random.choice(record_types()))

    def hold_a_session(self) -> None:
        making, people = self.making(), list(Person.objects.order_by("pk"))
        course = making.one(Course)
        roster = self.random.sample(people, min(len(people), self.random.randrange(1, 4)))
        held = Session(unit=making.unit, course=course, starts_on=making.day)
        save_session(session=held, roster=roster, by=self.by)

    def count_heads(self) -> None:
        headcount(self.making())

    def correct(self) -> None:
        record, spare = self.some(self.random.choice(record_types())), self.making()
        field = self.random.choice(changeable(type(record)))
        for value in list(other_values(field, record, spare))[:1]:
            change(record, self.by, **{field.name: value})

    def void(self) -> None:
        services.void(self.some(Session), reason="写错了", by=self.by)

    def move_someone(self) -> None:
        move_person(person=self.some(Person), to_unit=self.random.choice(self.villages), on=self.day(), by=self.by)

    def move_a_village(self) -> None:
        unit, parent = self.random.choice(self.villages), self.random.choice(self.towns)
        move_unit(unit=unit, parent=parent, on=self.day(), by=self.by)

    def move_a_town(self) -> None:
        unit, parent = self.random.choice(self.towns), self.random.choice(self.counties)
        move_unit(unit=unit, parent=parent, on=self.day(), by=self.by)

    def merge_villages(self) -> None:
        merge_unit(
            unit=self.random.choice(self.villages), into=self.random.choice(self.villages), on=self.day(), by=self.by
        )

    def merge_towns(self) -> None:
        merge_unit(unit=self.random.choice(self.towns), into=self.random.choice(self.towns), on=self.day(), by=self.by)

    def close_a_village(self) -> None:
        close_unit(unit=self.random.choice(self.villages), on=self.day(), by=self.by)


STEPS = [
    name
    for name, thing in vars(History).items()
    if callable(thing) and name not in ("__init__", "day", "making", "some")
]
PERIODS = [
    Period(today() - timedelta(days=SPAN), today()),
    Period(today() - timedelta(days=120), today() - timedelta(days=40)),
]
drawn = given(seed=st.integers(0, 10**6), steps=st.lists(st.sampled_from(STEPS), min_size=6, max_size=16))
# Without shrinking: a failing history is rather long than minutes late.
bounded = settings(max_examples=5, deadline=None, derandomize=True, database=None, phases=[Phase.generate])


def lived(seed: int, steps: list[str]) -> History:
    history = History(seed)
    for step in steps:
        with suppress(ValidationError), transaction.atomic():
            getattr(history, step)()
    return history


def measures() -> list[Indicator]:
    """Those that tell all they know."""
    found = [one for one in catalogue.every() if isinstance(one, Indicator)]
    return [one for one in found if not facts.is_confidential(*one.reads)]


def opened(
    history: History, indicator: Indicator, unit: Unit, period: Period, *, own: bool = False, size: int = EVERYTHING
) -> Opening:
    return open_figure(indicator, unit=unit, period=period, viewer=history.by, own=own, size=size)


def computed(history: History, periods: list[Period]) -> Iterator[tuple[Unit, Figures]]:
    codes = [measure.code for measure in catalogue.every()]
    for unit in (history.city, *history.counties, *history.towns[:2]):
        yield unit, compute(codes, unit=unit, periods=periods)


def check_lists(history: History) -> None:
    for unit, figures in computed(history, PERIODS):
        for indicator in measures():
            for period in PERIODS:
                figure, opening = figures[indicator.code, unit, period], opened(history, indicator, unit, period)
                said = f"{indicator.code} of {unit.pk} in {period}"
                assert opening.total == figure.value, said
                assert len(opening.lines) == opening.count, said
                if isinstance(indicator.counts, Distinct):
                    assert len({(line.source, line.record) for line in opening.lines}) == figure.value, said
                nameless = [(line.source, line.record) for line in opening.lines if line.described is None]
                assert nameless == [], f"{said}: lines that its own county can't read"


def check_pages(history: History) -> None:
    for indicator in measures():
        whole = opened(history, indicator, history.city, PERIODS[0])
        lines: list[Line] = []
        after = None
        while True:
            page = open_figure(indicator, unit=history.city, period=PERIODS[0], viewer=history.by, after=after, size=3)
            lines += page.lines
            after = page.after
            if after is None:
                break
        assert lines == list(whole.lines), f"{indicator.code}: page by page it is another list"


def check_children(history: History) -> None:
    """A parent is its children and itself: the sum of what adds up, the union of what is distinct."""
    for unit, figures in computed(history, PERIODS):
        for indicator in measures():
            for period in PERIODS:
                branches = [Branch(unit.pk, own=True), *(Branch(child.pk) for child in figures.children(period))]
                said = f"{indicator.code} of {unit.pk} in {period}"
                if isinstance(indicator.counts, Distinct):
                    whole = {line.record for line in opened(history, indicator, unit, period).lines}
                    parts = [opened(history, indicator, unit, period, own=True)]
                    parts += [opened(history, indicator, child, period) for child in figures.children(period)]
                    below = {line.record for part in parts for line in part.lines}
                    assert whole == below or _moved(period, figures), said
                    assert figures[indicator.code, unit, period].value == len(whole), said
                elif not isinstance(indicator.counts, Mean | Least | Greatest | Stated):
                    values = [figures[indicator.code, branch, period].value or Decimal(0) for branch in branches]
                    assert figures[indicator.code, unit, period].value == sum(values), said


def _moved(period: Period, figures: Figures) -> bool:
    """Whether some child stood elsewhere for a part of the period: opened by itself it tells of that time, too."""
    return any(one.since > period.first or one.until <= period.last for one in figures._below)


def check_parts(history: History) -> None:
    for unit, figures in computed(history, PERIODS):
        for measure in catalogue.every():
            if isinstance(measure, Derived):
                for period in PERIODS:
                    parts = [figures[code, unit, span].value for code, span in measure.parts(period)]
                    figure = figures[measure.code, unit, period]
                    assert figure.value == measure.combine(*parts)
                    if isinstance(measure, Share) and figure.value is not None:
                        assert figure.value * (parts[1] or 0) == pytest.approx(parts[0])


def check_months(history: History) -> None:
    """What happens adds up over the months; a stock never does, so it is left out."""
    whole = PERIODS[0]
    months = whole.months()
    for unit, figures in computed(history, [whole, *months]):
        for indicator in measures():
            flows = indicator.when in (When.DURING, When.BEGAN, When.ENDED)
            if flows and type(indicator.counts) in (Count, Sum):
                values = [figures[indicator.code, unit, month].value or Decimal(0) for month in months]
                assert sum(values) == figures[indicator.code, unit, whole].value, f"{indicator.code} of {unit.pk}"


def check_confidences(history: History) -> None:
    """A number of confidential kinds opens, for the author of every case, to as many lines; to few if it says few."""
    confidential = [one for one in catalogue.every() if isinstance(one, Indicator) and one not in measures()]
    for unit, figures in computed(history, PERIODS):
        for indicator in confidential:
            for period in PERIODS:
                figure, opening = figures[indicator.code, unit, period], opened(history, indicator, unit, period)
                said = f"{indicator.code} of {unit.pk} in {period}"
                assert all(line.described for line in opening.lines), said
                total, value = opening.total or 0, figure.value or 0
                is_few, is_more = figure.few and 0 < total < FEWEST, figure.at_least and total > value
                assert opening.total == figure.value or is_few or is_more, said
    assert confidential


def check_drift(history: History) -> None:
    assert list(facts.verify()) == []


CHECKS = [check_drift, check_lists, check_pages, check_children, check_parts, check_months, check_confidences]


@bounded
@drawn
def test_whatever_happens_figures_are_their_lists_their_parts_and_their_months(seed: int, steps: list[str]) -> None:
    with transaction.atomic():
        history = lived(seed, steps)
        for check in CHECKS:
            check(history)
        transaction.set_rollback(True)


def test_every_step_of_the_histories_really_happens() -> None:
    """Otherwise the promise above would hold because nothing ever moved."""
    happened = set()
    for seed in range(4):
        with transaction.atomic():
            history = History(seed)
            for step in STEPS:
                with suppress(ValidationError), transaction.atomic():
                    getattr(history, step)()
                    happened.add(step)
            transaction.set_rollback(True)
    assert happened == set(STEPS)


def test_a_closed_unit_keeps_its_row_while_it_counts() -> None:
    """A closing told late leaves later records behind: they stay in the parent's total, so among its parts too."""
    with transaction.atomic():
        history = History(1)
        town, village = history.towns[0], history.villages[0]
        headcount(Making(village, history.by, PERIODS[1].first))
        close_unit(unit=village, on=PERIODS[1].first - timedelta(days=30), by=history.by)
        figures = compute(["training.sessions"], unit=town, periods=PERIODS[1:])
        parts = [Branch(town.pk, own=True), *(Branch(child.pk) for child in figures.children(PERIODS[1]))]
        values = [figures["training.sessions", one, PERIODS[1]].value or Decimal(0) for one in parts]
        transaction.set_rollback(True)
        assert sum(values) == figures["training.sessions", town, PERIODS[1]].value
