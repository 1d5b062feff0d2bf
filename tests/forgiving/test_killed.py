"""A power cut, a killed process: whatever was under way is there whole or not at all."""

import subprocess
import sys

from tests.house.files import ROOT


def test_what_is_killed_while_it_writes_leaves_nothing_by_halves() -> None:
    """A hundred times, while saving sessions, putting in workbooks and freezing a report; `make soak`: 500."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.forgiving.soak", "100"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert "100 times killed" in run.stdout
