"""The proof: the records behind a report, replayed, come to the figures that the report states."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction

from jinguo.indicators import Count, Distinct, Indicator, Period, catalogue
from jinguo.indicators.compute import Figures, compute
from jinguo.indicators.opening import Line, Opening, open_figure
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.passwords import first_time_password
from jinguo.orgs.services import create_user
from jinguo.scenarios.cast import Scenario
from jinguo.scenarios.configured import is_address, look_up
from jinguo.scenarios.draw import draw
from jinguo.scenarios.loading import Stage, load, load_people, load_units
from jinguo.scenarios.opened import Pages
from jinguo.scenarios.oracle import FIGURES, expected
from jinguo.scenarios.spread import spread
from jinguo.scenarios.stated import Stated, read_stated
from jinguo.scenarios.stories.setting import read

EVERYTHING = 1_000_000


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


def period_of(report: str) -> Period:
    """When a report is replayed: where it states no year, an assumption of its data file."""
    first, last = read(report)["period"]
    return Period(date.fromisoformat(first), date.fromisoformat(last))


class Replay:
    """A report's scenario on file, in a database that holds nothing else."""

    def __init__(self, report: str) -> None:
        self.report = report
        self.period = period_of(report)
        self.scenario = draw(report, self.period.first, self.period.last)
        country = self.scenario.country
        units = load_units(country)
        self.unit: Unit = units[country.reporting]
        self.officer: User = create_user(
            username="replay",
            display_name="演示",
            unit=self.unit,
            role=Role.COUNTY_STAFF,
            password=first_time_password(),
        )
        self.stage = Stage(units, by=self.officer)
        load_people(self.stage, country, self.period.year_before().first)
        load(self.stage, self.scenario.frame)

    @contextmanager
    def on_file(self, drawn: Scenario) -> Iterator[None]:
        """The records of a scenario on file, and gone afterwards."""
        with transaction.atomic(), self.stage.kept():
            load(self.stage, drawn.records)
            yield
            transaction.set_rollback(True)

    def results(self) -> list[Result]:
        """Every stated figure against what the records come to, and each page behind it opened."""
        with self.on_file(self.scenario):
            found = list(self.measured())
            lines = (line for one in found for line in one.lines)
            pages = Pages(self.officer, (line.described.url for line in lines if line.described and line.described.url))
            return [replace(one, wrong=one.wrong or pages.wrong(one.lines), lines=()) for one in found]

    def measured(self) -> Iterator[Result]:
        """Every stated figure against what is on file, with the lists behind it."""
        stated = list(read_stated(self.report))
        codes = [one.indicator for one in stated if not is_address(one.indicator)]
        figures = compute(codes, unit=self.unit, periods=[self.period])
        for one in stated:
            yield _looked_up(one) if is_address(one.indicator) else self._measured(one, figures)

    def redrawn(self, draws: int) -> list[Mismatch]:
        """The scenario drawn anew so many times: where engine and oracle differ."""
        return [one for found in spread(self.mismatches, range(1, draws + 1)) for one in found]

    def mismatches(self, seed: int) -> list[Mismatch]:
        """The scenario drawn anew: where engine and oracle differ, here and in each part, now and last year."""
        country = self.scenario.country
        drawn = draw(self.report, self.period.first, self.period.last, country=country, seed=seed)
        with self.on_file(drawn):
            return list(self.differences(drawn, seed))

    def differences(self, drawn: Scenario, seed: int = 0) -> Iterator[Mismatch]:
        """Every figure of what is on file against the oracle's word about `drawn`."""
        periods = [self.period, self.period.year_before()]
        figures = compute(FIGURES, unit=self.unit, periods=periods)
        for place in (drawn.country.unit, *drawn.country.parts):
            for period in periods:
                wanted = expected(drawn, place.key, period.first, period.last)
                for code, value in wanted.items():
                    computed = figures[code, self.stage.units[place.key], period].value
                    if computed != value:
                        yield Mismatch(seed, place.name, period, code, value, computed)

    def _measured(self, stated: Stated, figures: Figures) -> Result:
        unit = self.stage.units[stated.place] if stated.place else self.unit
        figure = figures[stated.indicator, unit, self.period]
        wording = "" if figure.value is None else stated.say(figure.value)
        wrong = [_wrong_wording(stated, wording)]
        openings: list[Opening] = []
        for indicator, span in catalogue.needed(stated.indicator, self.period):
            opening = open_figure(indicator, unit=unit, period=span, viewer=self.officer, size=EVERYTHING)
            value = figures[indicator.code, unit, span].value
            wrong.append(_wrong_list(opening, value, _each_is_one(indicator, stated)))
            openings.append(opening)
        lines = [line for opening in openings for line in opening.lines]
        said = next(filter(None, wrong), "")
        return Result(stated, figure.value, wording, openings[0].count, lines, said)


def _looked_up(stated: Stated) -> Result:
    """What a record keeps that users can edit."""
    kept = look_up(stated.indicator)
    wording = "" if kept is None else stated.say(kept)
    return Result(stated, kept, wording, int(kept is not None), [], _wrong_wording(stated, wording))


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
