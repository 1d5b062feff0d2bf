"""The guides show the house as it is: what they quote stands in the files that they name."""

import re

import pytest

from scripts import price
from tests.house.files import ROOT, text

QUOTED = re.compile(r"```python\n# (jinguo/\S+)\n(.*?)```", re.DOTALL)
LINE = QUOTED.findall(text(ROOT / "docs/add-a-line.md"))


@pytest.mark.parametrize(("name", "quoted"), LINE, ids=[name for name, _quoted in LINE])
def test_the_guide_quotes_the_line_as_it_is(name: str, quoted: str) -> None:
    assert quoted == text(ROOT / name), f"docs/add-a-line.md quotes an older {name}: copy the file there"


def test_the_guide_shows_every_file_that_a_plain_line_writes() -> None:
    assert {name.rpartition("/")[2] for name, _quoted in LINE} == {
        "apps.py", "models.py", "facts.py", "indicators.py", "registers.py",
    }  # fmt: skip


def test_the_table_of_prices_is_of_today() -> None:
    assert price.table() in text(ROOT / "CONTRIBUTING.md"), "run: make price"
