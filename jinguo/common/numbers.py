"""Numbers as addresses and forms bring them, and as headings count."""

MOST_DIGITS = 18
"""So many always fit into a column of whole numbers."""


def whole_number(text: str) -> int | None:
    """The whole number that a text is, in plain digits and small enough for the database; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


DIGITS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """1 to 99 as headings count: 一, 十一, 二十."""
    tens, ones = divmod(number, 10)
    return (DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")
