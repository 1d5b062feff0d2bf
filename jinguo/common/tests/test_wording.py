"""Promises about numbers in sentences: true, Chinese, and never more than there was."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinguo.common.wording import STYLES, say, say_delta, say_growth, say_percent, say_wan

counts = st.integers(min_value=1, max_value=50_000_000)
shares = st.decimals(min_value=0, max_value=1, places=6)


def number_in(text: str) -> Decimal:
    found = re.search(r"([\d.]+)(万?)", text)
    assert found
    return Decimal(found[1]) * (10_000 if found[2] else 1)


@pytest.mark.parametrize(
    ("value", "measure", "style", "text"),
    [
        (12, "名", "多", "10多名"),
        (107, "名", "多", "100多名"),
        (154, "名", "多", "150多名"),
        (53, "家", "多", "50多家"),
        (204, "人", "余", "200余人"),
        (34, "期", "余", "30余期"),
        (3012, "次", "余", "3000余次"),
        (5234, "人次", "余", "5200余人次"),
        (Decimal("0.9538"), "%", "以上", "95%以上"),
        (Decimal("0.9538"), "%", "exact", "95.38%"),
        (98, "名", "近", "近100名"),
        (9850, "份", "近", "近1万份"),
        (154, "名", "左右", "150名左右"),
        (Decimal("47.3"), "岁", "左右", "47岁左右"),
        (123456, "人", "多", "12万多人"),
        (12345, "万元", "多", "12000多万元"),
        (Decimal("1E+3"), "元", "exact", "1000元"),
        (Decimal("-2.50"), "元", "exact", "-2.5元"),
        (0, "名", "多", "0名"),
    ],
)
def test_a_number_reads_as_in_a_report(value: Decimal | int, measure: str, style: str, text: str) -> None:
    assert say(value, measure, style) == text


@pytest.mark.parametrize("style", ["多", "余", "近", "左右"])
def test_a_round_number_needs_no_word(style: str) -> None:
    assert say(150, "名", style) == "150名"


@pytest.mark.parametrize("style", ["多", "余", "近", "左右"])
def test_a_small_number_stays_as_it_is(style: str) -> None:
    assert say(9, "名", style) == "9名"


def test_at_least_includes_its_number() -> None:
    assert say(4, "类", "以上") == "4类以上"
    assert say(Decimal("0.95"), "%", "以上") == "95%以上"


def test_nothing_is_above_the_whole() -> None:
    assert say(1, "%", "以上") == "100%"


def test_nearly_does_not_reach_for_a_number_far_away() -> None:
    assert say(12, "名", "近") == "10多名"
    assert say(Decimal("0.9538"), "%", "近") == "近96%"


def test_a_percentage_never_takes_the_word_for_counts() -> None:
    assert say(Decimal("0.9538"), "%", "多") == "95%以上"


@given(shares.filter(lambda share: share < 1))
def test_a_share_short_of_the_whole_is_never_the_whole(share: Decimal) -> None:
    assert not say_percent(share).startswith("100")


@given(counts, st.sampled_from(["多", "余", "以上"]))
def test_more_than_is_never_more(count: int, style: str) -> None:
    text = say(count, "人", style)
    if text != f"{count}人":
        assert number_in(text) < count or (style == "以上" and number_in(text) == count)


@given(counts)
def test_nearly_is_above_by_a_twentieth_at_most(count: int) -> None:
    text = say(count, "人", "近")
    if text.startswith("近"):
        assert count < number_in(text) <= count / Decimal("0.95")


@given(counts)
def test_about_is_off_by_a_twentieth_at_most(count: int) -> None:
    assert abs(number_in(say(count, "人", "左右")) - count) <= Decimal(count) / 20


@given(shares, st.sampled_from(["多", "余", "以上"]))
def test_a_share_is_never_worded_above_itself(share: Decimal, style: str) -> None:
    if share >= Decimal("0.01"):
        assert number_in(say_percent(share, style)) <= share * 100


@given(counts, st.sampled_from(sorted(STYLES)))
def test_one_number_takes_one_word_and_no_separators(count: int, style: str) -> None:
    assert re.fullmatch(r"近?[\d.]+万?[多余]?人(以上|左右)?", say(count, "人", style))
    assert sum(word in say(count, "人", style) for word in ("多", "余", "以上", "近", "左右")) <= 1


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_exact_is_off_by_half_a_hundredth_at_most(value: Decimal) -> None:
    assert abs(number_in(say(value, "元")) - value) <= Decimal("0.005")


def test_wan_has_two_decimals_at_most() -> None:
    assert say_wan(Decimal("1865000")) == "186.5万元"
    assert say_wan(Decimal("9327.78")) == "0.93万元"
    assert say_wan(Decimal("30")) == "30元"
    assert say_wan(Decimal(0)) == "0万元"


def test_a_difference_names_its_direction() -> None:
    assert say_delta(52, 46, "期") == "多6期"
    assert say_delta(46, 52, "期") == "少6期"
    assert say_delta(52, 52, "期") == "持平"


def test_rates_differ_by_percentage_points() -> None:
    assert say_delta(Decimal("0.965"), Decimal("0.95"), "%") == "高1.5个百分点"
    assert say_delta(Decimal("0.95"), Decimal("0.965"), "%") == "低1.5个百分点"


def test_there_is_no_growth_from_nothing() -> None:
    assert say_growth(52, 0) == "上年同期为0"
    assert say_growth(3, 0, base="上月") == "上月为0"
    assert say_growth(54, 48) == "增长12.5%"
    assert say_growth(42, 48) == "下降12.5%"
    assert say_growth(48, 48) == "持平"
