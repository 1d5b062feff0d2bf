"""Money and rounding: yuan as Decimal, stored as whole fen, rounded half up, never a float."""

from decimal import ROUND_HALF_UP, Decimal

FEN_PER_YUAN = 100


def half_up(value: Decimal, places: int) -> Decimal:
    """`value` at `places` decimals, halves away from zero (四舍五入), never banker's rounding.

    >>> half_up(Decimal("2.345"), 2)
    Decimal('2.35')
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: Decimal | int) -> str:
    """Digits without an exponent, thousands separators, trailing zeros or a minus before zero.

    >>> plain(Decimal("30.00"))
    '30'
    """
    text = f"{Decimal(value):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def to_fen(yuan: Decimal) -> int:
    """Whole fen of an amount in yuan; half a fen rounds up, once, here."""
    return int(half_up(yuan * FEN_PER_YUAN, 0))


def from_fen(fen: int) -> Decimal:
    """Yuan with two decimals."""
    return Decimal(fen).scaleb(-2)


def say_yuan(yuan: Decimal) -> str:
    """1500元, 9327.78元: at most two decimals, no thousands separators (for running text)."""
    return f"{plain(half_up(yuan, 2))}元"
