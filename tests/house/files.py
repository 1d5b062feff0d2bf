"""The files that the house rules read: everything that git keeps or would keep, never a list by hand."""

import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "jinguo"
NOT_OURS_TO_WORD = {"requirements", "locale"}


@cache
def kept() -> tuple[Path, ...]:
    """Every file of the repository, those not yet added included: a rule should speak before the commit."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(path for name in sorted(listing.split("\0")) if (path := ROOT / name).is_file())


def product(*suffixes: str) -> tuple[Path, ...]:
    """The product's own files of these kinds: neither its tests nor its migrations."""
    return tuple(
        path
        for path in kept()
        if path.suffix in suffixes
        and path.is_relative_to(PRODUCT)
        and not {"tests", "migrations"} & set(path.relative_to(PRODUCT).parts)
    )


def each(paths: tuple[Path, ...]) -> pytest.MarkDecorator:
    """One test case for each file, named by it."""
    return pytest.mark.parametrize("path", paths, ids=name)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    """A file's text, empty for a picture."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf8")


def lines(path: Path) -> Iterator[tuple[int, str]]:
    return enumerate(text(path).splitlines(), start=1)


def forbid(path: Path, is_bad: Callable[[str], object], instead: str) -> None:
    """Fail at the file's first line that is bad, and say what to do instead."""
    for number, line in lines(path):
        if is_bad(line):
            pytest.fail(f"{name(path)}:{number}: {line.strip()[:80]}\n{instead}", pytrace=False)
