"""Promises about finding people and about the order of a list of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinguo.common.pinyin import SORT_KEY_LENGTH, normalise, search_keys, sort_key

names = st.text(alphabet="王李陈单仇解曾欧阳尉迟吕玉兰秀英和重阿依古丽·𠮷㛃", min_size=1, max_size=50)


def found(name: str, query: str) -> bool:
    return any(key.startswith(normalise(query)) for key in search_keys(name))


@pytest.mark.parametrize(
    "query",
    [
        "陈玉兰",
        "陈",
        "玉",
        "玉兰",
        "兰",
        "cyl",
        "CYL",
        "yl",
        "chenyulan",
        "Chen Yulan",
        "chen'yu",
        "chény",
        "ｃｙｌ",
    ],
)
def test_a_person_is_found_by_any_part_of_her_name_or_initials(query: str) -> None:
    assert found("陈玉兰", query)


@pytest.mark.parametrize("query", ["陈兰", "cl", "yulan", "chenlan", "王"])
def test_nobody_is_found_by_what_is_not_in_the_name(query: str) -> None:
    assert not found("陈玉兰", query)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("单玉兰", "shanyu"),
        ("仇玉兰", "qiuyu"),
        ("解玉兰", "xieyu"),
        ("曾玉兰", "zengyu"),
        ("查玉兰", "zhayu"),
        ("区玉兰", "ouyu"),
        ("任玉兰", "renyu"),
        ("盖玉兰", "geyu"),
        ("朴玉兰", "piaoyu"),
        ("尉迟玉兰", "yuchiyu"),
        ("万俟玉兰", "moqiyu"),
        ("单玉兰", "danyu"),
        ("重阳", "chongy"),
        ("吕玉兰", "lvyu"),
        ("吕玉兰", "lüyu"),
        ("吕玉兰", "lyuyu"),
    ],
)
def test_every_reading_of_a_name_finds_it(name: str, query: str) -> None:
    assert found(name, query)


def test_the_dot_in_a_name_may_be_left_out_or_typed_otherwise() -> None:
    for query in ("欧阳·阿依", "欧阳阿依", "欧阳•阿依", "欧阳.阿依", "阿依古丽", "ouyangayi", "oyaygl"):
        assert found("欧阳·阿依古丽", query)


def test_a_rare_character_is_found_by_itself() -> None:
    assert found("王𠮷兰", "𠮷兰")
    assert found("王\ue000兰", "\ue000")


@given(names, st.data())
def test_any_part_of_any_name_finds_it(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    assert not normalise(name) or found(name, name[start:end])


@given(st.text())
def test_normalising_settles(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(names)
def test_a_name_takes_a_bounded_number_of_keys(name: str) -> None:
    assert len(search_keys(name)) <= 50 + 64 * 50 + 2 * 64


def in_order(listed: list[str]) -> bool:
    return listed == sorted(listed, key=sort_key)


def test_a_list_is_in_the_order_of_pinyin() -> None:
    assert in_order(["陈玉兰", "李明", "李秀英", "李玉", "连秀英", "欧阳兰", "王芳", "尉迟英", "曾玉", "张兰"])


def test_a_family_name_sorts_by_its_own_reading() -> None:
    assert sort_key("单丹").startswith("shan4单dan1丹")
    assert sort_key("尉迟英").startswith("yu4尉chi2迟")


def test_one_family_stays_together() -> None:
    assert in_order(["李安", "李珍", "里安", "里珍"])


@given(names)
def test_a_sort_key_fits_its_column(name: str) -> None:
    assert len(sort_key(name * 4)) <= SORT_KEY_LENGTH
