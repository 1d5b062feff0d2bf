"""Periods: whole days, both ends in, written the way people and addresses write them."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput

DAY = timedelta(days=1)
PARTS = {"H": 6, "Q": 3}
"""Months in a half year and in a quarter."""
FIRST_YEAR, LAST_YEAR = 1900, 2999


@dataclass(frozen=True, order=True)
class Period:
    """From `first` to `last`, both days in."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadInput(_("时段的最后一天早于第一天。"))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """2026, 2026H2, 2026Q4, 2026-11, 2026-06-01..2026-11-30; BadInput says what to write instead."""
        try:
            period = cls(*_days(text.strip()))
        except (ValueError, KeyError) as error:
            if isinstance(error, BadInput):
                raise
            raise BadInput(
                _("看不懂时段“%(text)s”。可以写 2026、2026H1、2026Q4、2026-11 或 2026-06-01..2026-11-30。")
                % {"text": text}
            ) from error
        if not FIRST_YEAR <= period.first.year <= period.last.year <= LAST_YEAR:
            raise BadInput(_("时段的年份要在 %(first)d 到 %(last)d 之间。") % {"first": FIRST_YEAR, "last": LAST_YEAR})
        return period

    @classmethod
    def half_year(cls, day: date) -> "Period":
        """The half year that `day` lies in."""
        return cls.parse(f"{day.year}H{1 if day.month <= PARTS['H'] else 2}")

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.last + DAY

    def months(self) -> list["Period"]:
        """Its calendar months, the first and the last cut to the period."""
        return list(self._cut(lambda day: day.replace(day=monthrange(day.year, day.month)[1])))

    def years(self) -> list["Period"]:
        """Its calendar years, cut likewise."""
        return list(self._cut(lambda day: day.replace(month=12, day=31)))

    def _cut(self, last_of: Callable[[date], date]) -> Iterator["Period"]:
        day = self.first
        while day <= self.last:
            yield Period(day, min(last_of(day), self.last))
            day = last_of(day) + DAY

    def year_before(self) -> "Period":
        """The same days of last year; the end of a month stays the end of that month."""
        return Period(_last_year(self.first, at_end=False), _last_year(self.last, at_end=True))

    def label(self) -> str:
        """As a sentence says it: 2008年上半年, 2026年11月, 2026年6月1日至11月30日."""
        match _shape(str(self)):
            case ("year", year, _part):
                return _("%(year)s年") % {"year": year}
            case ("H", year, part):
                return _("%(year)s年%(half)s") % {"year": year, "half": (_("上半年"), _("下半年"))[part - 1]}
            case ("Q", year, part):
                return _("%(year)s年第%(quarter)s季度") % {"year": year, "quarter": _("一二三四")[part - 1]}
            case ("month", year, part):
                return _("%(year)s年%(month)s月") % {"year": year, "month": part}
        if self.first == self.last:
            return _day(self.first)
        last = _day(self.last) if self.last.year != self.first.year else _day_of_year(self.last)
        return _("%(first)s至%(last)s") % {"first": _day(self.first), "last": last}

    def __str__(self) -> str:
        """The shortest text that `parse` reads back."""
        for text in (
            f"{self.first:%Y}",
            f"{self.first:%Y}H{(self.first.month + 5) // 6}",
            f"{self.first:%Y}Q{(self.first.month + 2) // 3}",
            f"{self.first:%Y-%m}",
        ):
            if _days(text) == (self.first, self.last):
                return text
        return f"{self.first.isoformat()}..{self.last.isoformat()}"


def _days(text: str) -> tuple[date, date]:
    if ".." in text:
        first, last = text.split("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    shape, year, part = _shape(text)
    months = {"year": 12, "month": 1, **PARTS}[shape]
    start = (part - 1) * months + 1
    end = start + months - 1
    return date(year, start, 1), date(year, end, monthrange(year, end)[1])


def _shape(text: str) -> tuple[str, int, int]:
    """("H", 2026, 2) of 2026H2; ("", 0, 0) of two days."""
    if ".." in text:
        return "", 0, 0
    found = re.fullmatch(r"([0-9]{4})(?:([HQ])([1-4])|-([0-9]{1,2}))?", text.upper())
    if not found or (found[2] == "H" and found[3] > "2"):
        raise ValueError(text)
    year = int(found[1])
    if found[2]:
        return found[2], year, int(found[3])
    return ("month", year, int(found[4])) if found[4] else ("year", year, 1)


def _last_year(day: date, *, at_end: bool) -> date:
    last_of_month = monthrange(day.year - 1, day.month)[1]
    ends_month = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last_of_month if at_end and ends_month else min(day.day, last_of_month))


def _day(day: date) -> str:
    return _("%(year)s年%(month)s月%(day)s日") % {"year": day.year, "month": day.month, "day": day.day}


def _day_of_year(day: date) -> str:
    return _("%(month)s月%(day)s日") % {"month": day.month, "day": day.day}
