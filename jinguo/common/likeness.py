"""How alike two titles are, whoever wrote them: 杨梅栽培 and 杨梅栽培培训班 are, 杨梅栽培 and 家政服务 are not."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

NO_LETTER = re.compile(r"[\W_]+")


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the pairs of neighbouring characters that both have, among all that they have.

    >>> likeness("杨梅栽培", "杨梅 栽培！")
    1.0
    """
    pairs, others = _pairs(one), _pairs(other)
    together = pairs.total() + others.total()
    return 2 * (pairs & others).total() / together if together else 0.0


def _pairs(text: str) -> Counter[str]:
    plain = NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())
    return Counter(a + b for a, b in pairwise(plain)) or Counter(plain)
