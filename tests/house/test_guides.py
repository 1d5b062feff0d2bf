"""The guides do what they say: the line of docs/add-a-line.md is built from its page, in a copy, and run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.files import ROOT, text

FILE = re.compile(r"```python\n# (jinguo/\S+)\n(.*?)```", re.DOTALL)
LEFT_OUT = shutil.ignore_patterns("vendor", "__pycache__", "house", "browser")


def test_a_line_is_one_folder_made_as_the_guide_says(tmp_path: Path) -> None:
    copy = copy_of_the_house(tmp_path)
    for name, content in FILE.findall(text(ROOT / "docs/add-a-line.md")):
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf8")
    line = copy / "jinguo/lines/places"
    for package in ("migrations", "tests"):
        (line / package).mkdir(exist_ok=True)
        (line / package / "__init__.py").touch()

    run(copy, "manage.py", "makemigrations", "places", "--settings=tests.settings")
    run(copy, "-m", "pytest", "jinguo/lines/places")


def copy_of_the_house(folder: Path) -> Path:
    for part in ("jinguo", "tests"):
        shutil.copytree(ROOT / part, folder / part, ignore=LEFT_OUT)
    for file in ("manage.py", "pyproject.toml"):
        shutil.copy(ROOT / file, folder)
    return folder


def run(folder: Path, *arguments: str) -> None:
    """Run Python on the copy; its path comes before that of the installed product."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DATABASE"))}
    done = subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(folder)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert not done.returncode, f"{' '.join(arguments)}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
