"""A power cut, a killed process: whatever was under way is there whole or not at all."""

import subprocess
import sys

import pytest
from django.db import connection

from tests.house.files import ROOT


@pytest.mark.skipif(connection.vendor != "sqlite", reason="works in a home of its own, on SQLite")
def test_what_is_killed_while_it_writes_leaves_nothing_by_halves() -> None:
    """Fifty times, in the midst of saving sessions, putting in workbooks and freezing a report; `make soak`: 500."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.forgiving.soak", "50"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert "50 times killed" in run.stdout
