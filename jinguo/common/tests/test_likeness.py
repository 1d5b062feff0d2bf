"""Titles of the same thing are alike however they are written; others are not."""

import pytest

from jinguo.common.likeness import likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("杨梅栽培", "杨梅栽培"),
        ("杨梅栽培技术培训", "杨梅栽培培训班"),
        ("电脑（初级）", "电脑(初级)"),
        ("Ｅｘｃｅｌ入门", "excel 入门"),
        ("茶", "茶"),
    ],
)
def test_the_same_thing_in_other_words_is_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= 0.5
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("杨梅栽培", "家政服务"), ("水稻栽培", "茶叶加工"), ("", "茶"), ("", ""), ("！", "。")]
)
def test_other_things_and_nothing_are_not(one: str, other: str) -> None:
    assert likeness(one, other) < 0.5
