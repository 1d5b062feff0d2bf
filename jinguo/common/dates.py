"""Days as people say and type them, ages, and the workdays of the State Council's calendar."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput

FOREVER = date(9999, 12, 31)
"""The last day of what has no end yet."""

TIME_ZONE = ZoneInfo("Asia/Shanghai")
AHEAD = timedelta(days=30)
"""So far ahead a day without a year may lie: what is written down has mostly happened."""
EARLIEST_YEAR = 1900
LATEST_YEAR = 2199

_TO_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3002: "."}
_SPACE = re.compile(r"\s+")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_PARTS = re.compile(r"(?:(\d{4}|\d{2})[-./年])?(\d{1,2})[-./月](\d{1,2})[日号]?", re.ASCII)
_SPOKEN = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1}


def today() -> date:
    """The day it is in China, whatever the server's clock zone."""
    return datetime.now(TIME_ZONE).date()


def parse_day(text: str, *, near: date, ahead: timedelta = AHEAD) -> date:
    """Read a day as typed: 6.14, 6-14, 6/14, 6月14日, 2008-6-14, 08.6.14, 2008年6月14日, 20080614, 今天.

    今天, 昨天, 前天 and 明天 count from `near`, the day of writing. A day without a year is the latest such
    day at most `ahead` after `near`: in January 12.28 means last December, in June 6.30 this month's end.
    Raises BadInput with a sentence for the user.
    """
    typed = _SPACE.sub("", text.translate(_TO_HALF_WIDTH))
    if typed in _SPOKEN:
        return near + timedelta(days=_SPOKEN[typed])
    if not typed:
        raise BadInput(_("请填哪一天。"))
    found = _EIGHT_DIGITS.fullmatch(typed) or _PARTS.fullmatch(typed)
    if found is None:
        raise BadInput(_("看不懂这个日期。请写成 6月14日 或 2008-6-14。"))
    year, month, day = found[1], int(found[2]), int(found[3])
    full = _full_year(year, near) if year else _latest_year(month, day, until=near + ahead)
    return _real_day(full, month, day)


def say_day(day: date, *, near: date | None = None) -> str:
    """6月24日, or 2007年6月24日 when the year differs from that of `near` (default: today).

    The year is said, too, where it would be taken for another: in December 1月10日 means the coming one. So
    parse_day reads back every day that was said.
    """
    near = near or today()
    words = {"year": day.year, "month": day.month, "day": day.day}
    if day.year == near.year == _latest_year(day.month, day.day, until=near + AHEAD):
        return _("%(month)d月%(day)d日") % words
    return _("%(year)d年%(month)d月%(day)d日") % words


def age_on(born_on: date, day: date) -> int:
    """Full years of life (周岁) on `day`; born on 29 February, one is a year older on 1 March.

    Negative before birth, so that "younger than 16" stays right.
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_workday(day: date) -> bool:
    """By the published holiday arrangement with its swapped weekends; Monday to Friday where it ends."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < calendar.SATURDAY


def add_workdays(day: date, n: int) -> date:
    """The n-th workday after `day` (before it when n < 0); `day` itself is not counted."""
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        day += step
        left -= is_workday(day)
    return day


def workdays_between(a: date, b: date) -> int:
    """Workdays after `a` up to and with `b`: the n of add_workdays that leads there; negative when b < a."""
    if b < a:
        return -sum(is_workday(day) for day in _days(b, a))
    return sum(is_workday(day + timedelta(days=1)) for day in _days(a, b))


def _days(first: date, end: date) -> Iterator[date]:
    """From `first` on, without `end`."""
    for offset in range((end - first).days):
        yield first + timedelta(days=offset)


def _full_year(year: str, near: date) -> int:
    """08 → 2008: two digits mean the latest such year up to the next one."""
    if len(year) == 4:
        return int(year)
    this_century = near.year // 100 * 100 + int(year)
    return this_century if this_century <= near.year + 1 else this_century - 100


def _latest_year(month: int, day: int, *, until: date) -> int:
    """The year of the latest such day that isn't after `until`."""
    return until.year - ((month, day) > (until.month, until.day))


def _real_day(year: int, month: int, day: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise BadInput(_("年份 %(year)d 不对，请看一遍。") % {"year": year})
    if not 1 <= month <= 12:
        raise BadInput(_("一年只有 12 个月，没有 %(month)d 月。") % {"month": month})
    if 1 <= day <= calendar.monthrange(year, month)[1]:
        return date(year, month, day)
    if (month, day) == (2, 29):
        raise BadInput(_("%(year)d 年的 2 月没有 29 日。") % {"year": year})
    raise BadInput(_("%(month)d 月没有 %(day)d 日。") % {"month": month, "day": day})
