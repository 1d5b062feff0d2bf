"""The county report's cells from LibreOffice Calc: COUNTIFS and SUMIFS over the same facts, beside ours.

    .venv/bin/python -m benchmarks.peers.calc

The facts of one county stand on one sheet, the cells of the report on another: counts and sums by township, kind and
category for both years. COUNTIFS cannot count different people. Calc is started twice, with the formulas and without
them: the difference is what they take. Needs LibreOffice (`sudo apt-get install -y libreoffice-calc`). Prints a line.
"""

from benchmarks import home  # isort: skip  # noqa: F401

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import xlsxwriter

from benchmarks.country import CATEGORIES, FACTS_OF_A_COUNTY, HAPPENINGS, STATES, county
from benchmarks.county_report import PERIOD, declared, ours, quickest
from benchmarks.peers.facts import COLUMNS, rows
from jinguo.indicators import Period
from jinguo.orgs.models import Unit

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""
"""Formulas are worked out on opening."""
MISSING = "LibreOffice is missing. Run: sudo apt-get install -y libreoffice-calc"
Key = tuple[str, str, str]


def formulas(townships: list[str], facts: int) -> Iterator[tuple[Key, str]]:
    """(code, township's path or "", now or then) → the formula; the county's cells are those of all townships."""
    column = {name: f"facts!${chr(65 + at)}$1:${chr(65 + at)}${facts}" for at, name in enumerate(COLUMNS)}
    for span, period in (("now", PERIOD), ("then", PERIOD.year_before())):
        for township in ["", *townships]:
            where = f'{column["township"]},"{township}",' if township else ""
            for code, what, rest in _cells(period, column):
                yield (
                    (code, township[1:], span),
                    f"={what}({column['amount'] + ',' if what == 'SUMIFS' else ''}{where}{rest})",
                )


def _cells(period: Period, column: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    first, end, last = map(serial, (period.first, period.end, period.last))
    since, until = column["since"], column["until"]
    held = f'{since},">={first}",{since},"<{end}",{until},">{first}"'
    for kind in HAPPENINGS:
        box = f'{column["kind"]},"{kind}",{held},{until},"<={end}"'
        yield f"{kind}.count", "COUNTIFS", box
        yield f"{kind}.sum", "SUMIFS", box
        for category in CATEGORIES:
            yield f"{kind}.{category}", "COUNTIFS", f'{box},{column["category"]},"{category}"'
    for kind in STATES:
        box = f'{column["kind"]},"{kind}",{since},"<={last}",{until},">{last}"'
        yield f"{kind}.count", "COUNTIFS", box
        yield f"{kind}.began", "COUNTIFS", f'{column["kind"]},"{kind}",{held}'
        for category in CATEGORIES[:3]:
            yield f"{kind}.{category}", "COUNTIFS", f'{box},{column["category"]},"{category}"'


def serial(day: date) -> int:
    """A day as spreadsheets count it."""
    return (day - date(1899, 12, 30)).days


def workbook(path: Path, told: list[tuple[object, ...]], cells: list[tuple[Key, str]]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        report, facts = book.add_worksheet("report"), book.add_worksheet("facts")
        for at, (_key, formula) in enumerate(cells):
            report.write_formula(at, 0, formula)
        for at, row in enumerate(told):
            for place, value in enumerate(row):
                facts.write(at, place, value)


def opened(folder: Path, path: Path) -> tuple[float, list[str]]:
    """How long Calc takes to open the workbook and give its first sheet back, and what stood on it."""
    program = shutil.which("soffice") or sys.exit(
        "LibreOffice is missing. Run: sudo apt-get install -y libreoffice-calc"
    )
    began = time.perf_counter()
    subprocess.run(  # noqa: S603
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "csv", "--outdir",
         str(folder), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    took = time.perf_counter() - began
    with path.with_suffix(".csv").open(encoding="utf8") as file:
        return took, [row[0] for row in csv.reader(file) if row]


def measured(folder: Path, unit: Unit) -> tuple[float, dict[Key, Decimal]]:
    told = [(*row[:3], *map(serial, map(date.fromisoformat, row[3:5])), *row[5:]) for row in rows(unit)]
    townships = sorted({str(row[0]) for row in told})
    cells = list(formulas(townships, len(told)))
    profile = folder / "profile/user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf8")
    workbook(folder / "with.xlsx", told, cells)
    workbook(folder / "without.xlsx", told, [])
    opened(folder, folder / "without.xlsx")  # the first start makes the profile
    without, _nothing = opened(folder, folder / "without.xlsx")
    took, answers = opened(folder, folder / "with.xlsx")
    return took - without, {key: Decimal(answer) for (key, _f), answer in zip(cells, answers, strict=True)}


def main() -> None:
    codes, unit = declared(), county(FACTS_OF_A_COUNTY)
    (our,), (our_cells,) = quickest(partial(ours, codes, unit))
    with tempfile.TemporaryDirectory(prefix="jinguo-calc-") as folder:
        their, their_cells = measured(Path(folder), unit)
    alike = sum(our_cells[key] == value for key, value in their_cells.items())
    print(
        f"{FACTS_OF_A_COUNTY} facts: {alike} of {len(their_cells)} cells alike ({len(our_cells)} in all);"
        f" ours {our * 1000:.0f} ms, Calc {their:.1f} s"
    )


if __name__ == "__main__":
    main()
