"""Texts that break what is careless with texts."""

import re

from hypothesis import strategies as st

MARK = '<b id="jg">'
"""Where a page holds it as it stands, it took what somebody typed for its own."""
TEXTS = (
    f'{MARK}</textarea></script><script>alert("1")</script>',
    '=HYPERLINK("http://x.invalid","点")',
    "+1|cmd",
    "@SUM(A1)",
    "-2+3",
    "{{ 7*7 }}{% load x %}",
    "%s %(name)s {0} {name}",
    "𠮷㐂䶮\U0002a6b2龦",
    "\u202e甲乙\u2066丙",
    "e\u0301\u200d\ufeff\u00ad",
    "\x00\x07\x1b[31m",
    "\ud800",
    "' OR 1=1 --",
    "../../etc/passwd",
    "9" * 400,
    "１２３４５",
    "-1",
    "1e308",
    "NaN",
    "2026-02-31",
    "0000-00-00",
    "99999-12-31",
    "是" * 3000,
    " \t\r\n ",
    "",
)
"""Scripts, formulas, templates, format strings, rare and unseen characters, numbers and days that are none."""

typed = st.one_of(
    st.sampled_from(TEXTS),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.integers().map(str),
    st.dates().map(str),
)
"""What somebody may type into any field."""


def sendable(text: str) -> str:
    """As a browser sends it: half a character can't be."""
    return text.encode("utf8", "replace").decode()


def seen(text: str) -> str:
    """What is left of a text for the eye: spaces and unseen characters may be tidied away."""
    return re.sub(r"[^\w<>=+@{}%/'|.-]", "", text)
