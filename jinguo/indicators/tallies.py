"""Adding up: what the grouped statements bring, and the sums kept for one branch of one indicator."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from jinguo.facts import Evidence
from jinguo.indicators.measures import Count, Distinct, Greatest, Least, Mean, Stated, Sum, counts_kinds


class Label(NamedTuple):
    """What an indicator can ask about a fact, apart from its tags."""

    kind: str
    category: str
    level: str


class Cell(NamedTuple):
    """Facts of one child that are alike in everything a figure can ask about."""

    child: str
    evidence: str
    records: int
    amounts: int
    total: int | None
    least: int | None
    greatest: int | None


@dataclass
class Tally:
    """Running sums. `found` holds what is counted as different: persons, households, units, records, categories …"""

    records: int = 0
    amounts: int = 0
    total: int = 0
    least: int | None = None
    greatest: int | None = None
    heads: int = 0
    evidence: Counter[str] = field(default_factory=Counter)
    found: set[object] = field(default_factory=set)

    def add(self, label: Label, cell: Cell, counts: Count | Sum | Distinct) -> None:
        self.records += cell.records
        self.amounts += cell.amounts
        self.total += cell.total or 0
        if cell.least is not None and (self.least is None or cell.least < self.least):
            self.least = cell.least
        if cell.greatest is not None and (self.greatest is None or cell.greatest > self.greatest):
            self.greatest = cell.greatest
        self.evidence[cell.evidence] += cell.records
        if isinstance(counts, Distinct):
            if counts_kinds(counts):
                self.found |= {getattr(label, counts.column)} - {""}
            elif counts.column != "unit" and cell.evidence != Evidence.RECORDED.value:
                self.heads += int(cell.total or 0)

    def value(self, counts: Count | Sum | Distinct) -> Decimal | None:
        """None where nothing was recorded and zero would be a guess: a statement, an extreme or a mean of nothing."""
        match counts:
            case Count():
                return Decimal(self.records)
            case Distinct():
                return Decimal(len(self.found))
            case Least():
                amount = self.least
            case Greatest():
                amount = self.greatest
            case Mean():
                return Decimal(self.total) / self.amounts / counts.scale if self.amounts else None
            case Stated():
                amount = self.total if self.amounts else None
            case Sum():
                amount = self.total
        return None if amount is None else Decimal(amount) / counts.scale
