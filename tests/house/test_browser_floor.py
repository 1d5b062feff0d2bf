"""Every style and script that pages load runs on Chromium 86, the kernel of the browsers that offices have."""

import re
import subprocess
from pathlib import Path

import pytest

from jinguo.ui import assets
from tests.house.files import PRODUCT, each

ESBUILD = assets.MODULES / "esbuild" / "bin" / "esbuild"
SERVED = tuple(path for path in sorted(PRODUCT.rglob("static/**/*")) if path.suffix in {".css", ".js"})
# What came after 86 and no bundler puts into older words, with the Chromium that brought it.
YOUNGER = {
    ".css": {
        "color-mix(": 111,
        "oklch(": 111,
        "oklab(": 111,
        "light-dark(": 123,
        ":has(": 105,
        ":is(": 88,
        ":where(": 88,
        "@container": 105,
        "@layer": 99,
        "@scope": 118,
        "aspect-ratio:": 88,
        "dvh": 108,
        "svh": 108,
        "subgrid": 117,
    },
    ".js": {
        "structuredClone(": 98,
        "Object.hasOwn(": 93,
        "Object.groupBy(": 117,
        ".findLast(": 97,
        ".toSorted(": 110,
        "randomUUID(": 92,
        "AbortSignal.timeout(": 103,
        "showPicker(": 99,
        ":has(": 105,
        ":is(": 88,
    },
}
OLDEST = 86


def test_pages_load_styles_and_scripts() -> None:
    assert {path.name for path in SERVED} >= {"jg.css", "jg.js", "charts.js", "htmx.min.js", "bootstrap.min.css"}


@each(SERVED)
def test_no_word_is_younger_than_the_oldest_browser(path: Path) -> None:
    content = path.read_text(encoding="utf8")
    for word, since in YOUNGER[path.suffix].items():
        if word in content:
            pytest.fail(f"{path.name} uses {word} of Chromium {since}; {OLDEST} has to understand it", pytrace=False)


@each(SERVED)
def test_no_syntax_is_younger_than_the_oldest_browser(path: Path) -> None:
    """The bundler writes a file for the oldest browser and for the newest: what it has to change is too young."""
    if written_for(f"chrome{OLDEST}", path) != written_for("esnext", path):
        pytest.fail(f"{path.name} holds syntax that Chromium {OLDEST} lacks: let assets.py bundle it", pytrace=False)


def written_for(target: str, path: Path) -> str:
    return subprocess.run(  # noqa: S603
        [assets.node(), ESBUILD, path, "--charset=utf8", f"--target={target}", "--log-level=error"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
