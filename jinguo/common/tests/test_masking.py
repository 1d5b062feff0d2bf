"""Promises about what others see of a name, a number, a phone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinguo.common.masking import mask_id, mask_name, mask_phone
from jinguo.common.names import COMPOUND_SURNAMES

texts = st.text(alphabet="王李欧阳司马玉兰秀英·1234567890X", max_size=50)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王芳", "王*"),
        ("王玉兰", "王**"),
        ("欧阳兰", "欧阳*"),
        ("欧阳玉兰", "欧阳**"),
        ("尉迟秀英", "尉迟**"),
        ("司马英", "司马*"),
        ("諸葛英", "諸葛*"),
        ("阿依古丽·买买提", "阿依古丽**"),
        ("阿依古丽・买", "阿依古丽*"),
        ("欧阳·阿依古丽", "欧阳**"),
        ("东方", "东*"),
        ("王", "王*"),
        ("𠮷田", "𠮷*"),
        (" 王芳 ", "王*"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_family_name_only(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(("name", "masked"), [("王芳", "王某某"), ("欧阳玉兰", "欧阳某某"), ("王", "王某某"), ("", "")])
def test_a_minor_is_so_and_so(name: str, masked: str) -> None:
    assert mask_name(name, minor=True) == masked


@given(st.sampled_from(sorted(COMPOUND_SURNAMES)), st.text(alphabet="玉兰秀英", min_size=1, max_size=3))
def test_every_compound_surname_stays_whole(family: str, given_name: str) -> None:
    assert mask_name(family + given_name) == family + "*" * min(2, len(given_name))


@given(texts)
def test_never_more_than_two_stars_and_no_name_without_one(name: str) -> None:
    masked = mask_name(name)
    assert masked.count("*") in ((1, 2) if name else (0,))


def test_an_id_shows_its_last_four() -> None:
    assert mask_id("990101199003070023") == "**************0023"
    assert mask_id("11010519491231002X").endswith("002X")
    assert mask_id("") == ""


def test_a_phone_shows_three_and_four() -> None:
    assert mask_phone("10012345678") == "100****5678"


@given(texts)
def test_a_mask_hides_at_least_four_or_all(text: str) -> None:
    for mask in (mask_id, mask_phone):
        assert len(mask(text)) == len(text)
        assert mask(text).count("*") >= min(4, len(text))
