"""Everything a browser is sent must work on Chromium 86, the oldest kernel of the product's users."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from jinguo.ui import assets

PRODUCT = assets.UI.parent
STYLES = sorted(PRODUCT.glob("**/static/**/*.css"))
SCRIPTS = sorted(PRODUCT.glob("**/static/**/*.js"))

# What a kernel 86 would drop together with the whole declaration or rule, and the first version that knows it.
NEWER_STYLE = {
    r"color-mix\(": 111,
    r"light-dark\(": 123,
    r"\b(?:ok)?l(?:ab|ch)\(": 111,
    r":has\(": 105,
    r":(?:is|where)\(": 88,
    r"[;{]\s*inset(?:-[a-z]+)*:": 87,
    r"[;{]\s*aspect-ratio:": 88,
    r"[;{]\s*(?:translate|rotate|scale):": 104,
    r"overflow(?:-[xy])?:\s*clip": 90,
    r"\d[dsl]v[hw]\b": 108,
    r"@(?:layer|container|scope|starting-style)\b": 99,
    r"[;{]\s*&": 112,
}
# Functions that such a kernel lacks; called without asking, the rest of the script would not run.
NEWER_CALL = {
    r"\bstructuredClone\(": 98,
    r"\bObject\.(?:hasOwn|groupBy)\(": 93,
    r"\bArray\.fromAsync\(": 121,
    r"\bPromise\.withResolvers\(": 119,
    r"\bAbortSignal\.(?:timeout|any)\(": 103,
    r"\.(?:findLast|findLastIndex)\(": 97,
    r"\.(?:toSorted|toReversed|toSpliced)\(": 110,
    r"\.(?:showPicker|showPopover|checkVisibility)\(": 99,
    r"\brandomUUID\(": 92,
    r"\bIntl\.Segmenter\b": 87,
}


def named(path: Path) -> str:
    return str(path.relative_to(PRODUCT))


def refuse(path: Path, newer: dict[str, int]) -> None:
    text = path.read_text(encoding="utf8")
    for pattern, version in newer.items():
        if found := re.search(pattern, text):
            around = text[max(0, found.start() - 60) : found.end() + 20]
            pytest.fail(f"{named(path)}: needs Chromium {version}, the floor is 86: …{around}…", pytrace=False)


@cache
def written_for(path: Path, target: str) -> str:
    """The script as esbuild writes it for a browser: newer syntax comes out changed for an older one."""
    command = [str(assets.node()), str(assets.ESBUILD), str(path), f"--target={target}", "--charset=utf8"]
    return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf8").stdout  # noqa: S603


def test_pages_are_sent_styles_and_scripts() -> None:
    sent = {path.name for path in (*STYLES, *SCRIPTS)}
    assert {"bootstrap.min.css", "jg.css", "noto-serif-sc.css", "htmx.min.js", "jg.js", "charts.js"} <= sent


@pytest.mark.parametrize("path", STYLES, ids=named)
def test_styles_work_on_the_oldest_browser(path: Path) -> None:
    refuse(path, NEWER_STYLE)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_scripts_call_nothing_that_the_oldest_browser_lacks(path: Path) -> None:
    refuse(path, NEWER_CALL)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_scripts_are_written_in_what_the_oldest_browser_reads(path: Path) -> None:
    assert written_for(path, assets.FLOOR) == written_for(path, "esnext")


@pytest.mark.parametrize("path", (*STYLES, *SCRIPTS), ids=named)
def test_no_file_points_to_a_map_or_to_another_server(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    assert "sourceMappingURL" not in text
    assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", text)
