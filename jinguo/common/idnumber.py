"""The 18-digit identity number (GB 11643): reading what people and Excel make of it; test numbers."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput

MALE = "1"
FEMALE = "2"

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
LENGTH = 18
DAMAGED_TAIL = "000"

# Full-width digits and letters, as Chinese input methods type them.
_TO_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
# Spaces of all kinds, zero-width marks and the quote signs that keep Excel from counting.
_IGNORED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff'‘’`´]")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.ASCII)
_CHARACTERS = re.compile(r"\d+X?", re.ASCII)
_OLD_SHAPE = re.compile(r"\d{15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number whose check digit is right, with what it says of its holder. Never derive a hukou from it."""

    number: str
    born_on: date
    sex: str


def check_character(first17: str) -> str:
    """The last character that belongs to the first 17 digits."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first17, strict=True))
    return CHECK_CHARACTERS[total % 11]


def normalise(text: str) -> str:
    """Half-width, upper-case, without spaces and apostrophes; nothing is guessed."""
    return _IGNORED.sub("", text.translate(_TO_HALF_WIDTH)).upper()


def parse(text: str) -> IdNumber:
    """Read an identity number as typed, pasted or imported. Raises BadInput with a sentence for the user."""
    number = normalise(text)
    _refuse_wrong_shape(number)
    born_on = _birthday(number)
    _refuse_wrong_check(number)
    return IdNumber(number, born_on, MALE if int(number[16]) % 2 else FEMALE)


def make(prefix: str = "990101", *, born_on: date, sequence: int, sex: str) -> str:
    """A number with a right check digit. Demo data may use only prefix 990101, which is no place's.

    `sequence` 0-499 tells apart people of one birthday and sex.
    """
    if not 0 <= sequence < 500:
        raise ValueError("sequence must be 0-499")
    order = sequence * 2 + (1 if sex == MALE else 0)
    first17 = f"{prefix}{born_on:%Y%m%d}{order:03d}"
    return first17 + check_character(first17)


def _refuse_wrong_shape(number: str) -> None:
    if not number:
        raise BadInput(_("请填 18 位身份证号。"))
    if _SCIENTIFIC.fullmatch(number):
        raise BadInput(_("Excel 把号码改成了科学计数，后几位丢了，请重新填 18 位。"))
    if _OLD_SHAPE.fullmatch(number):
        raise BadInput(_("这是 15 位的旧号码，请填身份证上的 18 位号码。"))
    if not _CHARACTERS.fullmatch(number):
        raise BadInput(_("身份证号里只能有数字，最后一位可以是 X。请对着身份证看一遍。"))
    if len(number) != LENGTH:
        message = _("身份证号是 18 位，这里是 %(count)d 位。请对着身份证看一遍。")
        raise BadInput(message % {"count": len(number)})


def _birthday(number: str) -> date:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadInput(
            _("第 7 到 14 位应是出生日期，没有 %(digits)s 这一天。请对着身份证看一遍。") % {"digits": number[6:14]}
        ) from None


def _refuse_wrong_check(number: str) -> None:
    expected = check_character(number[:17])
    if number[17] == expected:
        return
    if number.endswith(DAMAGED_TAIL):
        raise BadInput(_("Excel 把号码的最后三位改成了 000，请重新填 18 位。"))
    raise BadInput(_("最后一位对不上，按前 17 位应是 %(expected)s。请对着身份证看一遍。") % {"expected": expected})
