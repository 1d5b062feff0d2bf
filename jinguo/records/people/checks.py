"""What may be typed about a person: plain functions that forms, imports and the API share.

Each takes the text as typed and returns it as stored, or raises BadInput with a sentence for the user.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jinguo.common import idnumber
from jinguo.common.errors import BadInput

MOST_NAME = 50
_PHONE = re.compile(r"(\+?86)?(?P<number>1\d{10}|0\d{9,11}|[2-9]\d{6,7})")
_ACCOUNT = re.compile(r"\d{8,30}")


def tidy_name(text: str) -> str:
    """The name as given: full Unicode, the middle dot and inner spaces stay."""
    name = text.strip()
    if not name:
        raise BadInput(_("请写姓名。"))
    if len(name) > MOST_NAME:
        raise BadInput(_("姓名最多 50 个字。"))
    if any(unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") for character in name):
        raise BadInput(_("姓名里有看不见的字符，请重新写一遍。"))
    return name


def tidy_id_number(text: str) -> str:
    """18 characters with a right check digit; empty stays empty."""
    return idnumber.parse(text).number if text.strip() else ""


def tidy_phone(text: str) -> str:
    """A mobile or a landline number without spaces and dashes; empty stays empty."""
    digits = re.sub(r"[\s\-()（）]", "", unicodedata.normalize("NFKC", text))
    if not digits:
        return ""
    found = _PHONE.fullmatch(digits)
    if found is None:
        raise BadInput(_("手机号码应是 11 位，请对一遍。"))
    return found["number"]


def tidy_account(text: str) -> str:
    """A bank account's digits; empty stays empty."""
    digits = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))
    if digits and not _ACCOUNT.fullmatch(digits):
        raise BadInput(_("银行账号只有数字，请对一遍。"))
    return digits


def clean_name(text: str) -> None:
    """`tidy_name` as a validator of a model's field."""
    try:
        tidy_name(text)
    except BadInput as wrong:
        raise ValidationError(wrong.message) from wrong
