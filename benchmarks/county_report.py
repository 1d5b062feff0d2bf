"""A county's report of 66 figures, by township, with last year, beside the SQL that an expert would write for it.

    .venv/bin/python -m benchmarks.county_report 1000000 3000000

Both must come to the same numbers. Each is asked five times in turn; the quickest of each counts. Prints a line for
each size. On PostgreSQL: `.venv/bin/python scripts/with_postgres.py .venv/bin/python -m benchmarks.county_report`.
"""

from benchmarks import home  # isort: skip  # noqa: F401

import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from benchmarks.country import CATEGORIES, HAPPENINGS, STATES, county
from jinguo.facts import kind
from jinguo.indicators import PEOPLE, Count, Indicator, Period, Sum, When, declare
from jinguo.indicators.compute import compute
from jinguo.orgs.models import Unit
from jinguo.orgs.tree import path_on, paths_on, subtree_bounds

PERIOD = Period(date(2008, 1, 1), date(2008, 6, 30))
TIMES = 5
Cells = dict[tuple[str, ...], Decimal]
"""(code, path of the township or "" for the county, now or then) → value."""


def declared() -> list[str]:
    """66 indicators over the invented kinds, of every sort that a report asks for."""
    codes: list[str] = []

    def measure(name: str, **rest: Any) -> None:
        declare(Indicator(code=name, label=name, measure_word="个", **rest))
        codes.append(name)

    for code in HAPPENINGS:
        kind(code, code)
        measure(f"{code}.count", reads=(code,))
        measure(f"{code}.sum", reads=(code,), counts=Sum())
        measure(f"{code}.people", reads=(code,), counts=PEOPLE)
        for category in CATEGORIES:
            measure(f"{code}.{category}", reads=(code,), where={"category": (category,)})
    for code in STATES:
        kind(code, code)
        measure(f"{code}.count", reads=(code,), when=When.AT_END)
        measure(f"{code}.people", reads=(code,), when=When.AT_END, counts=PEOPLE)
        measure(f"{code}.began", reads=(code,), when=When.BEGAN, counts=Count())
        for category in CATEGORIES[:3]:
            measure(f"{code}.{category}", reads=(code,), when=When.AT_END, where={"category": (category,)})
    return codes


def ours(codes: list[str], unit: Unit) -> Cells:
    spans = {"now": PERIOD, "then": PERIOD.year_before()}
    figures = compute(codes, unit=unit, periods=spans.values())
    below = figures.children(PERIOD)
    paths = {**paths_on([one.pk for one in below], PERIOD.last), unit.pk: ""}
    units = [unit, *below]
    return {
        (code, paths[one.pk], name): figures[code, one, span].value or Decimal()
        for code in codes
        for one in units
        for name, span in spans.items()
    }


def statements() -> dict[str, str]:
    text = (Path(__file__).parent / "county.sql").read_text(encoding="utf8")
    pieces = [piece.partition("\n") for piece in text.split("-- name: ")[1:]]
    return {name.strip(): body for name, _newline, body in pieces}


def experts(unit: Unit) -> Cells:
    """Run the statements and hand out their rows, counts of the county added up where nothing can be counted twice."""
    low, high = subtree_bounds(str(path_on(unit, PERIOD.last)))
    before = PERIOD.year_before()
    days = {"first": PERIOD.first, "end": PERIOD.end, "last": PERIOD.last} | {
        "first_before": before.first, "end_before": before.end, "last_before": before.last
    }  # fmt: skip
    given = {"low": low, "high": high} | {k: connection.ops.adapt_datefield_value(v) for k, v in days.items()}
    cells: dict[tuple[str, ...], Any] = {}

    def add(code: str, child: str, span: str, value: Any, *, county_too: bool = True) -> None:
        for where in (child, "") if county_too else (child,):
            cells[code, where, span] = cells.get((code, where, span), 0) + (value or 0)

    with connection.cursor() as cursor:
        for name, text in statements().items():
            cursor.execute(text, given)
            for span, child, code, *rest in cursor.fetchall():
                match name:
                    case "happened":
                        category, count, total = rest
                        add(f"{code}.count", child, span, count)
                        add(f"{code}.sum", child, span, total)
                        add(f"{code}.{category}", child, span, count)
                    case "stood":
                        category, count = rest
                        add(f"{code}.count", child, span, count)
                        add(f"{code}.{category}", child, span, count)
                    case "began":
                        add(f"{code}.began", child, span, rest[0])
                    case _:
                        add(f"{code}.people", child, span, rest[0], county_too=False)
    return {key: Decimal(value) for key, value in cells.items()}


def quickest(*askers: Callable[[], Cells]) -> tuple[list[float], list[Cells]]:
    """Ask in turn, so that whatever else the machine does meets all alike."""
    took: list[list[float]] = [[] for _asker in askers]
    cells: list[Cells] = [{} for _asker in askers]
    for _time in range(TIMES):
        for at, asker in enumerate(askers):
            began = time.perf_counter()
            cells[at] = asker()
            took[at].append(time.perf_counter() - began)
    return [min(each) for each in took], cells


def main() -> None:
    codes = declared()
    for size in [int(text) for text in sys.argv[1:]] or [1_000_000]:
        call_command("flush", verbosity=0, interactive=False)
        unit = county(size)
        (our, their), (our_cells, their_cells) = quickest(partial(ours, codes, unit), partial(experts, unit))
        wrong = [key for key, value in our_cells.items() if their_cells.get(key, Decimal()) != value]
        assert not wrong, wrong[:5]
        print(
            f"{connection.vendor} {size:>10} facts: {len(our_cells)} cells in {our * 1000:.0f} ms,"
            f" expert {their * 1000:.0f} ms, ratio {our / their:.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
