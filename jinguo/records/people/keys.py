"""What a person is found by: blind indexes of her numbers, and the texts of the key table."""

from collections.abc import Set

from jinguo.common import pinyin
from jinguo.orgs.crypto import blind_index

TAIL = 4
"""The digits that people remember of a number."""


def blind_keys(number: str, purpose: str) -> tuple[str, str]:
    """Blind indexes of the whole number and of its last four, each with a key of its own."""
    if not number:
        return "", ""
    return blind_index(number, purpose), tail_key(number, purpose)


def tail_key(number: str, purpose: str) -> str:
    """Without a purpose of its own, the few last fours would tell the whole numbers' indexes apart."""
    return blind_index(number[-TAIL:], f"{purpose}-tail")


def search_keys(name: str) -> Set[str]:
    return pinyin.search_keys(name)


def sort_key(name: str) -> str:
    return pinyin.sort_key(name)[:200]
