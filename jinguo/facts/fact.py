"""What a rule yields: plain frozen data. The engine stores it and never looks back at the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from jinguo.common.dates import FOREVER

__all__ = ["FOREVER", "Evidence", "Fact"]

ONE_DAY = timedelta(days=1)


class Evidence(StrEnum):
    """What a fact rests on. A figure shows its mix; headcounts are never counted as distinct people."""

    RECORDED = "r"
    """记录: each person or thing recorded by itself."""
    COUNTED = "c"
    """计数: one record with a headcount."""
    QUOTED = "q"
    """引用: an outside total with its source and date."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One countable thing that a record states.

    `since` is the first day it holds, `until` the first day it no longer does. Without `until` it is a
    happening of one day; with FOREVER a state still open. `person` and `household` are ids, kept as plain values so
    that a person can be erased while the counts stand. `amount` is a whole number of the smallest unit:
    persons, pieces, or 分 for money.
    """

    kind: str
    unit: int
    since: date
    until: date | None = None
    person: int | None = None
    household: int | None = None
    amount: int | None = None
    category: str = ""
    level: str = ""
    evidence: Evidence = Evidence.RECORDED
    tags: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            raise ValueError(f"{self.kind}: a fact ends after the day it began")

    @property
    def end(self) -> date:
        return self.until or self.since + ONE_DAY
