"""The proof: the records behind a report, replayed, come to the figures that the report states.

Only this module reads `figures/*.csv`: what each figure must read, never the reports' own phrases.
"""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import ClassVar

from django.db import connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client

from jinguo.common.wording import say
from jinguo.indicators import Count, Distinct, Indicator, Period, catalogue
from jinguo.indicators.compute import Figures, compute
from jinguo.indicators.opening import Line, Opening, open_figure
from jinguo.orgs.accounts import create_user
from jinguo.orgs.models import Role, User
from jinguo.orgs.passwords import first_time_password
from jinguo.records.models import ProgrammeTarget
from jinguo.scenarios.cast import Scenario
from jinguo.scenarios.draw import draw
from jinguo.scenarios.load import Stage, load_frame, load_people, load_trainings, load_units
from jinguo.scenarios.oracle import FIGURES, expected

PERIODS = {"02": Period(date(2008, 1, 1), date(2008, 6, 30))}
"""When each report is replayed. Report 02 states no year: 2008 is our assumption."""

EVERYTHING = 1_000_000


@dataclass(frozen=True)
class Stated:
    """A figure as a report states it. `indicator` of class B: programme/what."""

    id: str
    cls: str
    unit: str
    indicator: str
    style: str
    wording: str


@dataclass(frozen=True)
class Result:
    """What became of a stated figure: its list has so many `records`; `wrong` says why it failed."""

    stated: Stated
    computed: Decimal | None
    wording: str
    records: int
    lines: Sequence[Line]
    wrong: str = ""

    @property
    def passed(self) -> bool:
        return not self.wrong

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.stated.id,
            "class": self.stated.cls,
            "expected": self.stated.wording,
            "computed": None if self.computed is None else str(self.computed),
            "wording": self.wording,
            "records": self.records,
            "passed": self.passed,
        }


@dataclass(frozen=True)
class Mismatch:
    """A figure in which the engine and the oracle differ."""

    seed: int
    unit: str
    period: Period
    code: str
    expected: Decimal | None
    computed: Decimal | None


class Replay:
    """A report's scenario on file, in a database that holds nothing else."""

    def __init__(self, report: str, period: Period) -> None:
        self.report = report
        self.period = period
        self.scenario = draw(report, period.first, period.last)
        self.stage: Stage = load_units(self.scenario.country)
        self.officer: User = create_user(
            username="replay",
            display_name="演示",
            unit=self.stage.county,
            role=Role.COUNTY_STAFF,
            password=first_time_password(),
        )
        load_people(self.stage, self.scenario.country, period.year_before().first, self.officer)
        load_frame(self.stage, self.scenario, self.officer)

    @contextmanager
    def on_file(self, drawn: Scenario) -> Iterator[None]:
        """The trainings of a scenario on file, and gone afterwards."""
        with transaction.atomic():
            load_trainings(self.stage, drawn, self.officer)
            yield
            transaction.set_rollback(True)
        self.stage.courses = {}

    def results(self) -> list[Result]:
        """Every stated figure against what the records come to, and each page behind it opened."""
        with self.on_file(self.scenario):
            found = list(self.measured())
            lines = [line for one in found for line in one.lines]
            pages = _Pages(
                self.officer, (line.described.url for line in lines if line.described and line.described.url)
            )
            return [replace(one, wrong=one.wrong or pages.wrong(one.lines)) for one in found]

    def measured(self) -> Iterator[Result]:
        """Every stated figure against what is on file, with the lists behind it."""
        stated = list(read_stated(self.report))
        codes = [one.indicator for one in stated if one.cls == "A"]
        figures = compute(codes, unit=self.stage.county, periods=[self.period])
        for one in stated:
            yield self._measured(one, figures) if one.cls == "A" else _looked_up(one)

    def mismatches(self, seed: int) -> list[Mismatch]:
        """The scenario drawn anew: where engine and oracle differ, by county and township, now and last year."""
        country = self.scenario.country
        drawn = draw(self.report, self.period.first, self.period.last, country=country, seed=seed)
        with self.on_file(drawn):
            return list(self.differences(drawn, seed))

    def differences(self, drawn: Scenario, seed: int = 0) -> Iterator[Mismatch]:
        """Every figure of what is on file against the oracle's word about `drawn`."""
        periods = [self.period, self.period.year_before()]
        figures = compute(FIGURES, unit=self.stage.county, periods=periods)
        for place in (drawn.country.county, *drawn.country.townships):
            for period in periods:
                wanted = expected(drawn, place.key, period.first, period.last)
                for code, value in wanted.items():
                    computed = figures[code, self.stage.units[place.key], period].value
                    if computed != value:
                        yield Mismatch(seed, place.name, period, code, value, computed)

    def _measured(self, stated: Stated, figures: Figures) -> Result:
        figure = figures[stated.indicator, self.stage.county, self.period]
        wording = "" if figure.value is None else say(figure.value, stated.unit, stated.style)
        wrong = [_wrong_wording(stated, wording)]
        openings: list[Opening] = []
        for indicator, span in catalogue.needed(stated.indicator, self.period):
            opening = open_figure(indicator, unit=self.stage.county, period=span, viewer=self.officer, size=EVERYTHING)
            value = figures[indicator.code, self.stage.county, span].value
            wrong.append(_wrong_list(opening, value, _each_is_one(indicator, stated)))
            openings.append(opening)
        lines = [line for opening in openings for line in opening.lines]
        said = next(filter(None, wrong), "")
        return Result(stated, figure.value, wording, openings[0].count, lines, said)


def read_stated(report: str) -> Iterator[Stated]:
    """The figures that a report states, from its data file."""
    path = Path(__file__).parent / "figures" / f"{report}.csv"
    with path.open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            yield Stated(row["id"], row["class"], row["unit"], row["indicator"], row["style"], row["wording"])


def _looked_up(stated: Stated) -> Result:
    """Class B: what a record states that users can edit."""
    programme, what = stated.indicator.split("/")
    targets = list(ProgrammeTarget.objects.filter(programme__code=programme, what=what))
    wording = say(targets[0].amount, targets[0].measure_word, stated.style) if targets else ""
    value = targets[0].amount if targets else None
    return Result(stated, value, wording, len(targets), [], _wrong_wording(stated, wording))


def _wrong_wording(stated: Stated, wording: str) -> str:
    return "" if wording == stated.wording else f"{wording} ≠ {stated.wording}"


def _each_is_one(indicator: Indicator, stated: Stated) -> bool:
    """Whether the figure states how many different things there are: a count, or distinct people."""
    return indicator.code == stated.indicator and isinstance(indicator.counts, Count | Distinct)


def _wrong_list(opening: Opening, value: Decimal | None, each_is_one: bool) -> str:
    """A list adds up to its figure; one of counted or distinct things has exactly as many different ones."""
    if opening.total != value:
        return f"list {opening.total} ≠ {value}"
    different = len({(line.source, line.record) for line in opening.lines})
    return f"{different} different ≠ {value}" if each_is_one and different != value else ""


class _Pages:
    """The pages behind lines, each opened once, by as many processes as there are cores.

    A fork takes the whole scratch database along in its memory, whatever has not been committed included; where it
    is no database in memory, or the system can't fork, this process opens them all.
    """

    client: ClassVar[Client]

    def __init__(self, officer: User, urls: Iterable[str]) -> None:
        _Pages.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        each = sorted(set(urls))
        scratch = connections["default"]
        if isinstance(scratch, DatabaseWrapper) and scratch.is_in_memory_db() and hasattr(os, "fork"):
            with get_context("fork").Pool() as pool:
                self.statuses = dict(pool.map(_opened, each, chunksize=5))
        else:
            self.statuses = dict(map(_opened, each))

    def wrong(self, lines: Sequence[Line]) -> str:
        for line in lines:
            if line.described is None:
                return f"{line.source} {line.record} can't be seen"
            url = line.described.url
            if url and self.statuses[url] != 200:
                return f"{url}: {self.statuses[url]}"
        return ""


def _opened(url: str) -> tuple[str, int]:
    return url, _Pages.client.get(url).status_code
