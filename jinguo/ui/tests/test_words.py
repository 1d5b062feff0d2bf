"""Chinese texts of the product carry Chinese punctuation, and its templates name only drawings that exist."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jinguo.ui import assets
from tests.house.files import each

PRODUCT = assets.UI.parent
HAN = "[\u3400-\u9fff]"
HALF_WIDTH = re.compile(rf"{HAN}[,:;?!()]|[,:;?!()]{HAN}")
SAID = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
COMMENT = re.compile(r"{% comment.*?endcomment %}|{#.*?#}|<!--.*?-->", re.DOTALL)
ICON = re.compile(r"""{% icon "([^"]+)"|\b(?:action_|other_)?icon="([^"]+)\"""")

TEMPLATES = sorted(PRODUCT.glob("**/templates/**/*.html"))
MODULES = sorted(path for path in PRODUCT.glob("**/*.py") if not {"tests", "migrations"} & set(path.parts))


def named(path: Path) -> str:
    return str(path.relative_to(PRODUCT))


def messages(path: Path) -> Iterator[str]:
    """The texts that a module hands to gettext."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def refuse_half_width(path: Path, text: str) -> None:
    if found := HALF_WIDTH.search(text):
        around = text[max(0, found.start() - 12) : found.end() + 12]
        pytest.fail(f"{named(path)}: write ，：；？！（） beside Chinese: …{around}…", pytrace=False)


@each(TEMPLATES)
def test_pages_use_full_width_punctuation(path: Path) -> None:
    refuse_half_width(path, COMMENT.sub("", path.read_text(encoding="utf8")))


@each(MODULES)
def test_messages_use_full_width_punctuation(path: Path) -> None:
    for message in messages(path):
        refuse_half_width(path, message)


@each(TEMPLATES)
def test_pages_name_only_icons_that_are_drawn(path: Path) -> None:
    drawn = json.loads((assets.BUILT / "icons.json").read_text(encoding="utf8"))
    wanted = {one or other for one, other in ICON.findall(path.read_text(encoding="utf8"))}
    missing = wanted - set(drawn)
    assert not missing, f"{named(path)}: add {', '.join(sorted(missing))} to jinguo/ui/styles/icons.txt"
