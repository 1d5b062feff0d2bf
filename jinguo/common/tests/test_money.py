"""Promises about money: to the fen, halves up, nothing lost on the way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinguo.common.money import from_fen, half_up, plain, say_yuan, to_fen

amounts = st.integers(min_value=-(10**15), max_value=10**15)
values = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("2.345", 2, "2.35"),
        ("2.5", 0, "3"),
        ("0.125", 2, "0.13"),
        ("-2.345", 2, "-2.35"),
        ("9327.777", 2, "9327.78"),
    ],
)
def test_halves_go_up(value: str, places: int, rounded: str) -> None:
    assert half_up(Decimal(value), places) == Decimal(rounded)


@given(values, st.integers(min_value=0, max_value=4))
def test_rounding_is_off_by_half_a_place_at_most_and_settles(value: Decimal, places: int) -> None:
    rounded = half_up(value, places)
    assert abs(rounded - value) <= Decimal("0.5").scaleb(-places)
    assert half_up(rounded, places) == rounded
    assert half_up(-value, places) == -rounded


@given(amounts)
def test_fen_go_to_yuan_and_back(fen: int) -> None:
    assert to_fen(from_fen(fen)) == fen


def test_half_a_fen_goes_up_once() -> None:
    assert to_fen(Decimal("9327.775")) == 932778


def test_money_in_a_sentence_has_no_separators_and_no_idle_zeros() -> None:
    assert say_yuan(Decimal("1500.00")) == "1500元"
    assert say_yuan(Decimal("1234567.5")) == "1234567.5元"
    assert say_yuan(Decimal("-0.001")) == "0元"


@given(values)
def test_plain_digits_are_the_same_number(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)
    assert plain(value) != "-0"
