"""The pinyin of names: what a person is found by and the order in which names stand in a list.

Readings come per character from pypinyin and are cached; names have no use for its phrases. A family name
has its own reading (单 Shan, 仇 Qiu, 尉迟 Yuchi), which orders lists; the search finds all readings.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from math import prod

from pypinyin import Style, pinyin

from jinguo.common.names import surname

MOST_READINGS = 3
"""Readings of one character, the commonest first; beyond them pypinyin lists only literary ones."""
MOST_SPELLINGS = 64
"""Whole spellings of one name: enough for three characters with every reading."""
SORT_KEY_LENGTH = 200

_DROPPED = ("M", "P", "S", "Z", "Cc", "Cf")
"""Unicode's classes of marks, punctuation, symbols, spaces and invisible characters."""

_SURNAME_READINGS = """
单shan4 仇qiu2 解xie4 曾zeng1 查zha1 区ou1 任ren2 盖ge3 朴piao2 秘bi4 折she2 缪miao4 翟zhai2 乐yue4 员yun4
覃qin2 召shao4 华hua4 宁ning4 燕yan1 应ying1 繁po2 黑he4 那na1 纪ji3 葛ge3 洗xian3 逄pang2 句gou1 种chong2
重chong2 谌chen2 柏bai3 贾jia3 隗wei3 沈shen3 哈ha3 訾zi1 牟mu4 相xiang4 炅gui4 过guo1 要yao1 祭zhai4 佴nai4
冼xian3 郇xun2 能nai4 车che1 石shi2 卜bu3 盛sheng4 臧zang1 尉迟yu4chi2 万俟mo4qi2 澹台tan2tai2 长孙zhang3sun1
令狐ling2hu2 乐正yue4zheng4 鲜于xian1yu2 區ou1 單shan4 蓋ge3 葉ye4 尉遲yu4chi2 長孫zhang3sun1
"""


def normalise(query: str) -> str:
    """Text as the keys are written: half-width, lower case, ü as v, no spaces, punctuation or tone marks."""
    return "".join(_fold(character) for character in query)


def search_keys(name: str) -> frozenset[str]:
    """What a normalised query must be the beginning of to find `name`.

    Every suffix of the name and of its initials (so any part of them is found) and its whole pinyin, each
    with all readings. 吕 is found as lv and as lyu, the spelling of passports.
    """
    folded = normalise(name)
    spellings = _spellings(folded)
    initials = {"".join(syllable[0] for syllable in spelling) for spelling in spellings}
    whole = {"".join(spelling) for spelling in spellings}
    passport = {"".join(_passport(syllable) for syllable in spelling) for spelling in spellings}
    return frozenset({*_suffixes([folded, *initials]), *whole, *passport})


def sort_key(name: str) -> str:
    """Text whose plain order is that of a Chinese name list: li3李ming2明, at most 200 characters.

    By syllable, tone and character in turn, so that one family's name stays together. The tone digit ends
    each syllable: it sorts before every letter in any collation, which a space doesn't.
    """
    marked = zip(_syllables(name), name.strip(), strict=True)
    return "".join(reading + normalise(character) for reading, character in marked)[:SORT_KEY_LENGTH]


def spell(name: str) -> str:
    """The name in plain pinyin, family name first and in its own reading: 单玉兰 → shanyulan; a to z only.

    What has no reading, such as a rare character or a dot between names, is left out.
    """
    said = (reading or normalise(character) for reading, character in zip(_syllables(name), name.strip(), strict=True))
    return "".join(letter for letter in "".join(said) if letter.isascii() and letter.isalpha())


def _surname_table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for entry in _SURNAME_READINGS.split():
        family = "".join(character for character in entry if not character.isascii())
        syllables = entry[len(family) :].translate({ord(tone): f"{tone} " for tone in "1234"}).split()
        table[family] = syllables
    return table


_SURNAMES = _surname_table()


@lru_cache(maxsize=1 << 16)
def _fold(character: str) -> str:
    """One character of a key; private-use characters stay: old systems kept rare names in them."""
    plain = unicodedata.normalize("NFKD", character).casefold()  # in this order: a mathematical 𝐀 is an A first
    parts = unicodedata.normalize("NFKD", plain).replace("u\u0308", "v")
    return "".join(part for part in parts if not unicodedata.category(part).startswith(_DROPPED))


@lru_cache(maxsize=1 << 16)
def _toned_readings(character: str) -> tuple[str, ...]:
    """All readings with tone digits, the commonest first; none of what isn't a Chinese character."""
    found = pinyin(character, Style.TONE3, heteronym=True, errors="ignore", neutral_tone_with_five=True)
    return tuple(found[0]) if found else ()


@lru_cache(maxsize=1 << 16)
def _readings(character: str) -> tuple[str, ...]:
    """Distinct readings without tones, that as a family name first; without any, the character itself."""
    toned = (*_SURNAMES.get(character, ()), *_toned_readings(character))
    plain = dict.fromkeys(reading.rstrip("12345") for reading in toned)
    return tuple(plain)[:MOST_READINGS] or (character,)


def _first_reading(character: str) -> str:
    return next(iter(_toned_readings(character)), "")


def _syllables(name: str) -> list[str]:
    """The first reading of each character with its tone digit; a family name has its own reading."""
    family = surname(name.strip())
    rest = name.strip()[len(family) :]
    readings = _SURNAMES.get(family) or [_first_reading(character) for character in family]
    return [*readings, *(_first_reading(character) for character in rest)]


def _spellings(folded: str) -> list[tuple[str, ...]]:
    """All combinations of readings; where there are too many, the last characters keep one."""
    readings = [_readings(character) for character in folded]
    position = len(readings)
    while prod(map(len, readings)) > MOST_SPELLINGS:
        position -= 1
        readings[position] = readings[position][:1]
    return list(product(*readings))


def _suffixes(texts: Iterable[str]) -> Iterable[str]:
    return (text[start:] for text in texts for start in range(len(text)))


def _passport(syllable: str) -> str:
    return syllable.replace("v", "yu") if syllable[:1] in ("l", "n") else syllable
