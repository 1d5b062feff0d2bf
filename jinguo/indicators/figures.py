"""A figure: a measure for a branch and a period, with its evidence and coverage, and the way back to its facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jinguo.common import wording
from jinguo.facts import Evidence
from jinguo.indicators.coverage import Coverage
from jinguo.indicators.measures import Change, Growth, Measure
from jinguo.indicators.periods import Period
from jinguo.orgs.models import Unit

FEWEST = 5
"""The smallest number of confidential kinds that is said exactly, apart from none."""


@dataclass(frozen=True)
class Branch:
    """A unit with everything below it, or, with `own`, only what the unit itself did."""

    unit: int
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a measure comes to, for a unit with everything below it (`own`: for the unit's own work alone).

    `value` is exact, in the measure's own unit (a share is 0 to 1, money is 元); None where it can't be known.

    `records`: how many facts it rests on. `evidence`: how many of them by kind of evidence. `undistinguished`:
    heads counted without names, which a figure of distinct people leaves out and must mention. `stale`: some of
    its facts are still as they were before a change of very many records (正在重算). `confidential`: it reads such
    kinds, and holds only what may be told of them; `few`: that it is one to four, which stays unsaid;
    `at_least`: that there are more than `value`, since units that are few were left out.
    """

    measure: Measure
    unit: Unit
    own: bool = False
    period: Period
    value: Decimal | None
    records: int = 0
    evidence: Mapping[Evidence, int] = field(default_factory=dict)
    undistinguished: int = 0
    coverage: Coverage | None = None
    stale: bool = False
    confidential: bool = False
    few: bool = False
    at_least: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it rests on recorded things alone, and every unit below answered."""
        is_full = self.coverage is None or self.coverage.is_full
        return is_full and not (self.undistinguished or self.counted or self.quoted)

    @property
    def is_on_file(self) -> bool:
        """Whether anything of it was recorded, as far as that may be told."""
        return bool(self.records or self.few or self.at_least)

    @property
    def recorded(self) -> int:
        return self.evidence.get(Evidence.RECORDED, 0)

    @property
    def counted(self) -> int:
        return self.evidence.get(Evidence.COUNTED, 0)

    @property
    def quoted(self) -> int:
        return self.evidence.get(Evidence.QUOTED, 0)

    def wording(self, style: str = "exact") -> str:
        """The number as Chinese says it, with qualifier and measure word; empty where it isn't known."""
        if self.few:
            return f"<{FEWEST}{self.measure.measure_word}"
        if self.value is None:
            return ""
        if isinstance(self.measure, Change) and not isinstance(self.measure, Growth):
            return wording.say_delta(self.value, 0, str(self.measure.measure_word))
        said = wording.say(self.value, str(self.measure.measure_word), style)
        return f"{said}以上" if self.at_least and style == "exact" else said


@dataclass(frozen=True, kw_only=True)
class FrozenFigure(Figure):
    """A figure as it stood when what it stands in was frozen (定稿). It never moves; `now` is what it would be today.

    `said` is its wording of then, `url` where it opens. `now` is None where nobody counts this any more.
    """

    said: str
    url: str
    now: Figure | None = None

    @property
    def has_changed(self) -> bool:
        told = (self.value, self.few, self.at_least)
        return self.now is not None and (self.now.value, self.now.few, self.now.at_least) != told

    def wording(self, style: str = "exact") -> str:  # noqa: ARG002 (it was worded then)
        return self.said
