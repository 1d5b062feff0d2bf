"""The files that the house rules read: everything that git keeps or would keep, never a list by hand."""

import subprocess
from collections.abc import Callable, Iterable, Iterator
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


def each(paths: Iterable[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """Asks it of every file, and tells of all that fail it. Thousands of tests of a file each would take longer."""

    def of_all(test: Callable[[Path], None]) -> Callable[[], None]:
        def asked() -> None:
            failed = [said for path in paths if (said := failure_of(test, path))]
            if failed:
                pytest.fail("\n\n".join(failed), pytrace=False)

        asked.__name__, asked.__doc__ = test.__name__, test.__doc__
        return asked

    return of_all


def failure_of(test: Callable[[Path], None], path: Path) -> str:
    """What it says against the file; empty if nothing."""
    try:
        test(path)
    except (AssertionError, pytest.fail.Exception) as failure:
        return str(failure)
    return ""


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
