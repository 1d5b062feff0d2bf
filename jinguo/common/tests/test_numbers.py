import pytest

from jinguo.common.numbers import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("38", 38), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "٣", "３", " 7", "9" * 19, "9" * 5000])
def test_what_no_database_takes_is_none(text: str) -> None:
    assert whole_number(text) is None
