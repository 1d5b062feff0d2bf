"""Periods read and write the way people and addresses do."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinguo.common.errors import BadInput
from jinguo.indicators import Period

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(1999, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
        ("2008H1", date(2008, 1, 1), date(2008, 6, 30), "2008年上半年"),
        ("2026h2", date(2026, 7, 1), date(2026, 12, 31), "2026年下半年"),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31), "2026年第四季度"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2026-06-01..2026-11-30", date(2026, 6, 1), date(2026, 11, 30), "2026年6月1日至11月30日"),
        ("2025-12-30..2026-01-02", date(2025, 12, 30), date(2026, 1, 2), "2025年12月30日至2026年1月2日"),
        ("2026-06-24..2026-06-24", date(2026, 6, 24), date(2026, 6, 24), "2026年6月24日"),
    ],
)
def test_a_period_is_whole_days_both_ends_in(text: str, first: date, last: date, label: str) -> None:
    period = Period.parse(text)
    assert (period.first, period.last) == (first, last)
    assert period.label() == label


@pytest.mark.parametrize(
    "text", ["", "2026H3", "2026Q0", "2026-13", "26", "2026-02-30..2026-03-01", "去年", "0000", "9999"]
)
def test_what_is_no_period_is_answered_in_plain_words(text: str) -> None:
    with pytest.raises(BadInput, match="时段"):
        Period.parse(text)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadInput, match="早于"):
        Period.parse("2026-06-02..2026-06-01")


@given(DAYS, DAYS)
def test_what_a_period_writes_it_reads_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert Period.parse(str(period)) == period


@given(DAYS, DAYS)
def test_months_and_years_cut_a_period_without_gap_or_overlap(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    for steps in (period.months()[:40], period.years()[:40]):
        assert steps[0].first == period.first
        assert all(after.first == before.end for before, after in pairwise(steps))


def test_last_year_keeps_the_ends_of_months() -> None:
    assert Period.parse("2024-02").year_before() == Period.parse("2023-02")
    assert Period.parse("2025-02").year_before() == Period.parse("2024-02")
    assert Period.parse("2026H1").year_before() == Period.parse("2025H1")
