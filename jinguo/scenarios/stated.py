"""The figures that the sample reports state: only what each must read, never the reports' own phrases."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jinguo.common.wording import WAN, say

FIGURES = Path(__file__).parent / "figures"


@dataclass(frozen=True)
class Stated:
    """A figure as a report states it.

    `cls`: A measured, B kept where somebody can edit it. `unit`: the measure word. `place`: the division code of the
    part of the country that it is about, '' for all of it. `indicator`: a code or, of a figure that nothing measures,
    where it is kept (see `configured`). `style`: of the wording.
    """

    id: str
    cls: str
    unit: str
    place: str
    indicator: str
    style: str
    wording: str

    def say(self, value: Decimal) -> str:
        """A value in the report's way; a measure word of ten thousand (万口人) counts by them."""
        return say(value / WAN if self.unit.startswith("万") else value, self.unit, self.style)


def read_stated(report: str) -> Iterator[Stated]:
    """The figures that a report states, from its data file."""
    with (FIGURES / f"{report}.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            row.pop("value")
            yield Stated(row.pop("id"), row.pop("class"), **row)
