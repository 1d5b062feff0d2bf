"""Promises about identity numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinguo.common.errors import BadInput
from jinguo.common.idnumber import CHECK_CHARACTERS, FEMALE, MALE, IdNumber, check_character, make, parse

GOOD = "990101199003070023"

birthdays = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
sequences = st.integers(min_value=0, max_value=499)
sexes = st.sampled_from([MALE, FEMALE])


def refusal(text: str) -> str:
    with pytest.raises(BadInput) as caught:
        parse(text)
    return caught.value.message


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014", GOOD, "990101201506010049"])
def test_real_numbers_pass(number: str) -> None:
    assert parse(number).number == number


@given(birthdays, sequences, sexes)
def test_a_made_number_reads_back(born_on: date, sequence: int, sex: str) -> None:
    number = make(born_on=born_on, sequence=sequence, sex=sex)
    assert parse(number) == IdNumber(number, born_on, sex)
    assert number.startswith("990101")


@given(birthdays, sequences, sexes, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(born_on: date, sequence: int, sex: str, position: int, shift: int) -> None:
    number = make(born_on=born_on, sequence=sequence, sex=sex)
    wrong = (int(number[position]) + shift) % 10
    with pytest.raises(BadInput):
        parse(f"{number[:position]}{wrong}{number[position + 1 :]}")


@given(birthdays, sequences, sexes, st.integers(0, 16))
def test_two_neighbours_swapped_are_always_noticed(born_on: date, sequence: int, sex: str, position: int) -> None:
    number = make(born_on=born_on, sequence=sequence, sex=sex)
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    if swapped != number:
        with pytest.raises(BadInput):
            parse(swapped)


@pytest.mark.parametrize(
    "typed",
    [
        "１１０１０５１９４９１２３１００２Ｘ",
        "11010519491231002x",
        "110105 19491231 002X",
        "'11010519491231002X",
        "　‘11010519491231002X\u200b\n",
    ],
)
def test_what_people_and_excel_add_is_taken_off(typed: str) -> None:
    assert parse(typed).number == "11010519491231002X"


def test_a_wrong_last_character_is_told_with_the_right_one() -> None:
    assert refusal("990101199003070020") == "最后一位对不上，按前 17 位应是 3。请对着身份证看一遍。"


@pytest.mark.parametrize("damaged", ["9.90101E+17", "9.90101199003070E+17", "9.9e17", "９.９E＋17"])
def test_scientific_notation_is_named_as_excel_damage(damaged: str) -> None:
    assert refusal(damaged) == "Excel 把号码改成了科学计数，后几位丢了，请重新填 18 位。"


def test_three_zeros_at_the_end_are_named_as_excel_damage() -> None:
    assert refusal("990101199003070000") == "Excel 把号码的最后三位改成了 000，请重新填 18 位。"


def test_a_length_that_is_not_18_is_told() -> None:
    assert refusal("99010119900307002") == "身份证号是 18 位，这里是 17 位。请对着身份证看一遍。"


def test_an_old_number_is_asked_for_anew() -> None:
    assert refusal("990101900307002") == "这是 15 位的旧号码，请填身份证上的 18 位号码。"


@pytest.mark.parametrize("typed", ["99010119900307OO23", "99010119900307002Y", "9901011990030700X3", "不知道", "²"])
def test_other_characters_are_refused(typed: str) -> None:
    assert "数字" in refusal(typed) or "18 位" in refusal(typed)


def test_nothing_typed_is_asked_for() -> None:
    assert refusal(" ") == "请填 18 位身份证号。"


@pytest.mark.parametrize("birthday", ["19901301", "19900230", "00000101"])
def test_a_birthday_that_never_was_is_told(birthday: str) -> None:
    first17 = f"990101{birthday}002"
    assert refusal(first17 + check_character(first17)).startswith(f"第 7 到 14 位应是出生日期，没有 {birthday}")


@given(st.text())
def test_any_text_is_either_a_number_or_a_sentence(text: str) -> None:
    try:
        assert parse(text).number[-1] in CHECK_CHARACTERS
    except BadInput as refused:
        assert refused.message.endswith("。")


def test_a_sequence_beyond_the_digits_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="0-499"):
        make(born_on=date(1990, 3, 7), sequence=500, sex=FEMALE)
