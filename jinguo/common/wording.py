"""How a Chinese report words a number: 10多名, 200余人, 95%以上, 近100名, 150名左右.

The rules:

- Exact numbers have at most two decimals, halves up (四舍五入), trailing zeros dropped, and no thousands
  separators. A share short of the whole never reads 100%.
- 多 and 余 stand after a round number **below** the value: 12 → 10多名, 154 → 150多名, 5234 → 5200多名.
  A value that is itself round takes neither: 150 → 150名. Under ten there is nothing round: 9 → 9名.
- 以上 includes its number, so the value may be just that: 150 → 150名以上, 0.9538 → 95%以上. Nothing is above
  100%.
- 近 names a round number **slightly above** the value, by at most a twentieth of it: 98 → 近100名. From
  further away it would boast, so the value is worded with 多 instead: 12 → 10多名.
- 左右 names the nearest number of two digits: 154 → 150名左右, 47.3 → 47岁左右.
- One number takes one of these words. They are never stacked (约…左右, 近…余, 至少…以上).
- The change of a rate is in 百分点, growth in %; from a base of 0 there is no growth: 上年同期为0.

Round means two leading digits, tens at least; whole per cents; in 万 from ten thousand up.
The words are those of Chinese documents, whatever language the screens speak, so gettext isn't asked.
Only a difference is translated: it stands on screens beside a number, and in reports under Chinese.
"""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from jinguo.common.money import half_up, plain, say_yuan

PERCENT = "%"
PLACES = 2
WAN = 10_000
LAST_YEAR = "上年同期"

NEAR_ENOUGH = Decimal("0.95")
ONE = Decimal(1)
WHOLE = Decimal(100)


def say(value: Decimal | int, measure: str, style: str = "exact") -> str:
    """`value` with its measure word in one of STYLES.

    With the measure "%" the value is a fraction: 0.9538 → "95.38%". Zero and less is always exact.
    """
    word = STYLES[style]
    number = Decimal(value) * 100 if measure == PERCENT else Decimal(value)
    return word(number, measure) if number > 0 else _exact(number, measure)


def say_percent(fraction: Decimal, style: str = "exact") -> str:
    """0.9538 → "95.38%"."""
    return say(fraction, PERCENT, style)


def say_wan(yuan: Decimal, style: str = "exact") -> str:
    """1865000 yuan → "186.5万元"; an amount that would round to nothing stays in 元."""
    wan = yuan / WAN
    if yuan and not half_up(wan, PLACES):
        return say_yuan(yuan)
    return say(wan, "万元", style)


def say_delta(now: Decimal | int, before: Decimal | int, measure: str) -> str:
    """The difference: "多6期", "少6期", "持平"; of rates "高1.5个百分点", "低1.5个百分点"."""
    change = Decimal(now) - Decimal(before)
    if not change:
        return _("持平")
    if measure == PERCENT:
        amount = _exact(abs(change) * 100, _("个百分点"))
        return (_("高%(amount)s") if change > 0 else _("低%(amount)s")) % {"amount": amount}
    return (_("多%(amount)s") if change > 0 else _("少%(amount)s")) % {"amount": _exact(abs(change), measure)}


def say_growth(now: Decimal | int, before: Decimal | int, base: str = LAST_YEAR) -> str:
    """The growth over `before`: "增长12.5%", "下降12.5%", "持平"; "上年同期为0" where there is none.

    `base` names the period of `before`.
    """
    if not before:
        return f"{base}为0"
    growth = (Decimal(now) - Decimal(before)) / abs(Decimal(before))
    if not growth:
        return "持平"
    return ("增长" if growth > 0 else "下降") + say_percent(abs(growth))


def _exact(number: Decimal, measure: str) -> str:
    rounded = half_up(number, PLACES)
    if measure == PERCENT and number < WHOLE <= rounded:
        rounded = Decimal("99.99")
    return f"{plain(rounded)}{measure}"


def _more_than(word: str) -> Callable[[Decimal, str], str]:
    def more_than(number: Decimal, measure: str) -> str:
        rounded = _to_step(number, _step(number, measure), ROUND_FLOOR)
        if rounded in (0, number):
            return _exact(number, measure)
        if measure == PERCENT:  # 95%多 is no Chinese.
            return _at_least(number, measure)
        return f"{_round_number(rounded, measure)}{word}{measure}"

    return more_than


def _at_least(number: Decimal, measure: str) -> str:
    rounded = _to_step(number, _step(number, measure), ROUND_FLOOR) or _to_step(number, ONE, ROUND_FLOOR)
    if not rounded or (measure == PERCENT and number == WHOLE):
        return _exact(number, measure)
    return f"{_round_number(rounded, measure)}{measure}以上"


def _nearly(number: Decimal, measure: str) -> str:
    finest = _step(number, measure)
    coarsest = finest if measure == PERCENT else max(finest, _leading_unit(number))
    for step in (coarsest, finest):
        rounded = _to_step(number, step, ROUND_CEILING)
        if rounded == number:
            return _exact(number, measure)
        if number >= rounded * NEAR_ENOUGH:
            return f"近{_round_number(rounded, measure)}{measure}"
    return STYLES["多"](number, measure)


def _about(number: Decimal, measure: str) -> str:
    step = ONE if measure == PERCENT else max(_leading_unit(number) / 10, ONE)
    rounded = _to_step(number, step, ROUND_HALF_UP)
    if rounded in (0, number) or (measure == PERCENT and rounded == WHOLE):
        return _exact(number, measure)
    return f"{_round_number(rounded, measure)}{measure}左右"


STYLES: dict[str, Callable[[Decimal, str], str]] = {
    "exact": _exact,
    "多": _more_than("多"),
    "余": _more_than("余"),
    "以上": _at_least,
    "近": _nearly,
    "左右": _about,
}
"""What a template may ask for; any other style is a KeyError."""


def _leading_unit(number: Decimal) -> Decimal:
    """The power of ten of the first digit: 154 → 100."""
    return ONE.scaleb(number.adjusted())


def _step(number: Decimal, measure: str) -> Decimal:
    """What "round" is for a number of this size: two leading digits, tens at least; whole per cents."""
    return ONE if measure == PERCENT else max(_leading_unit(number) / 10, Decimal(10))


def _to_step(number: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (number / step).quantize(ONE, rounding=rounding) * step


def _round_number(rounded: Decimal, measure: str) -> str:
    """In 万 where that takes at most one decimal and the measure has none of its own: 12000 → 1.2万."""
    if rounded >= WAN and rounded % (WAN // 10) == 0 and not measure.startswith(("万", "亿")):
        return f"{plain(rounded / WAN)}万"
    return plain(rounded)
