"""Promises about days: what people type is understood or answered with a sentence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinguo.common.dates import (
    add_workdays,
    age_on,
    is_workday,
    parse_day,
    say_day,
    today,
    workdays_between,
)
from jinguo.common.errors import BadInput

NEAR = date(2008, 6, 24)

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
recent_days = st.dates(min_value=date(1990, 1, 1), max_value=date(2050, 12, 31))
few = st.integers(min_value=-40, max_value=40)


def refusal(text: str, near: date = NEAR) -> str:
    with pytest.raises(BadInput) as caught:
        parse_day(text, near=near)
    return caught.value.message


@pytest.mark.parametrize(
    "typed",
    [
        "6.14",
        "6-14",
        "6/14",
        "06.14",
        "6月14日",
        "6月14",
        "6 月 14 号",
        "６．１４",
        "6。14",
        "2008-6-14",
        "2008.6.14",
        "2008/06/14",
        "20080614",
        "08.6.14",
        "2008年6月14日",
        " 2008年06月14日 ",
    ],
)
def test_a_day_is_understood_as_people_write_it(typed: str) -> None:
    assert parse_day(typed, near=NEAR) == date(2008, 6, 14)


def test_spoken_days_count_from_the_day_of_writing() -> None:
    assert parse_day("今天", near=NEAR) == NEAR
    assert parse_day("昨天", near=NEAR) == date(2008, 6, 23)
    assert parse_day("前天", near=NEAR) == date(2008, 6, 22)
    assert parse_day("明天", near=NEAR) == date(2008, 6, 25)


def test_a_day_without_a_year_is_the_latest_one_up_to_a_month_ahead() -> None:
    assert parse_day("6.30", near=NEAR) == date(2008, 6, 30)
    assert parse_day("9.30", near=NEAR) == date(2007, 9, 30)
    assert parse_day("12.28", near=date(2009, 1, 5)) == date(2008, 12, 28)
    assert parse_day("1.5", near=date(2008, 12, 28)) == date(2009, 1, 5)


def test_a_day_by_which_something_is_due_lies_ahead() -> None:
    assert parse_day("12.31", near=NEAR, ahead=timedelta(days=364)) == date(2008, 12, 31)
    assert parse_day("6.23", near=NEAR, ahead=timedelta(days=364)) == date(2009, 6, 23)
    assert parse_day("6.24", near=NEAR, ahead=timedelta(days=364)) == NEAR


def test_two_digits_of_a_year_are_this_century_up_to_next_year() -> None:
    assert parse_day("09.1.5", near=NEAR) == date(2009, 1, 5)
    assert parse_day("55.3.7", near=NEAR) == date(1955, 3, 7)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2.31", "2 月没有 31 日。"),
        ("2008-4-31", "4 月没有 31 日。"),
        ("2007.2.29", "2007 年的 2 月没有 29 日。"),
        ("13.1", "一年只有 12 个月，没有 13 月。"),
        ("6.0", "6 月没有 0 日。"),
        ("1008-6-14", "年份 1008 不对，请看一遍。"),
        ("0008-6-14", "年份 8 不对，请看一遍。"),
        ("下个月", "看不懂这个日期。请写成 6月14日 或 2008-6-14。"),
        ("", "请填哪一天。"),
    ],
)
def test_a_day_that_never_was_is_answered_with_a_sentence(typed: str, sentence: str) -> None:
    assert refusal(typed) == sentence


def test_a_leap_day_is_not_guessed_into_another_year() -> None:
    assert parse_day("2.29", near=NEAR) == date(2008, 2, 29)
    assert refusal("2.29", near=date(2009, 6, 24)) == "2009 年的 2 月没有 29 日。"


@given(days, days)
def test_every_day_said_reads_back(day: date, near: date) -> None:
    assert parse_day(say_day(day, near=near), near=near) == day


@given(recent_days, st.integers(min_value=-400, max_value=400))
def test_a_day_around_now_said_reads_back(near: date, offset: int) -> None:
    day = near + timedelta(days=offset)
    assert parse_day(say_day(day, near=near), near=near) == day


@given(days, days)
def test_every_day_reads_back_from_the_calendar_widget(day: date, near: date) -> None:
    assert parse_day(day.isoformat(), near=near) == day


@given(st.text(), days)
def test_any_text_is_either_a_day_or_a_sentence(text: str, near: date) -> None:
    try:
        parse_day(text, near=near)
    except BadInput as refused:
        assert refused.message.endswith("。")


def test_the_year_is_said_when_it_would_not_be_understood() -> None:
    assert say_day(date(2008, 6, 24), near=NEAR) == "6月24日"
    assert say_day(date(2007, 6, 24), near=NEAR) == "2007年6月24日"
    assert say_day(date(2008, 7, 24), near=NEAR) == "7月24日"
    assert say_day(date(2008, 7, 25), near=NEAR) == "2008年7月25日"
    assert say_day(today()) == say_day(today(), near=today())


def test_a_day_of_january_keeps_its_year_when_it_is_shown_in_december() -> None:
    """Whoever opened a record of January in December and saved it moved it to the next January."""
    december, born = date(2008, 12, 15), date(2008, 1, 10)
    assert say_day(born, near=december) == "2008年1月10日"
    assert parse_day(say_day(born, near=december), near=december) == born
    assert say_day(date(2008, 1, 20), near=december) == "1月20日"
    assert say_day(date(2008, 12, 20), near=december) == "12月20日"


def test_age_is_in_full_years() -> None:
    assert age_on(date(1990, 3, 7), date(2008, 3, 6)) == 17
    assert age_on(date(1990, 3, 7), date(2008, 3, 7)) == 18
    assert age_on(date(2004, 2, 29), date(2020, 2, 28)) == 15
    assert age_on(date(2004, 2, 29), date(2021, 2, 28)) == 16
    assert age_on(date(2004, 2, 29), date(2021, 3, 1)) == 17


@given(recent_days, recent_days)
def test_under_sixteen_is_born_after_the_day_sixteen_years_before(born_on: date, day: date) -> None:
    sixteen_years_before = (day.year - 16, day.month, day.day)
    born = (born_on.year, born_on.month, born_on.day)
    assert (age_on(born_on, day) < 16) == (born > sixteen_years_before)


def test_workdays_follow_the_published_holidays() -> None:
    assert not is_workday(date(2024, 10, 1))
    assert is_workday(date(2024, 10, 12))  # a Saturday worked for the National Day week
    assert add_workdays(date(2024, 9, 30), 1) == date(2024, 10, 8)
    assert workdays_between(date(2024, 9, 30), date(2024, 10, 12)) == 5


def test_beyond_the_published_years_weekends_are_free() -> None:
    assert add_workdays(date(2100, 1, 1), 1) == date(2100, 1, 4)
    assert not is_workday(date(1996, 5, 4))


@given(recent_days, few)
def test_counting_workdays_leads_back_to_their_number(day: date, n: int) -> None:
    assert workdays_between(day, add_workdays(day, n)) == n
