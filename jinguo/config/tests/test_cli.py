"""Whoever types a command wrongly reads one line that says what is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

JINGUO = Path(sys.executable).with_name("jinguo")

WRONG = (
    "figures",
    "figures --unit 33 --period 2026 --speed 9",
    "figures --unit 33 --period soon",
    "facts mend",
    "demo --please",
    "administrator",
    "divisions load",
    "replay 02 --redraw many",
    "import roster.xlsx",
    "serve --nowhere",
)


@pytest.mark.parametrize("typed", WRONG)
def test_bad_arguments_get_one_clear_line(typed: str, tmp_path: Path) -> None:
    answered = subprocess.run(  # noqa: S603 (our own command)
        [JINGUO, *typed.split()], env={"JINGUO_HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert answered.returncode != 0
    assert answered.stdout == ""
    assert len(answered.stderr.strip().splitlines()) == 1, answered.stderr
    assert answered.stderr.startswith("jinguo: ")
