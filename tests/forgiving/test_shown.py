"""Whatever stands in the records, no page takes it for its own, and no file that leaves the product runs it."""

import re
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZipFile

import pytest

from jinguo.orgs.models import Role
from jinguo.records import registers
from tests import make
from tests.forgiving.hostile import MARK
from tests.forgiving.test_typed import is_page, signed_in
from tests.invariants import world as walked
from tests.invariants.world import World

pytestmark = pytest.mark.django_db

WORST = f"={MARK}%s𠮷"
"""A formula, a script and a format string in one, with a rare character; short enough for any field."""


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """A county whose every text was written by somebody who means harm."""
    number = count(1000)

    def word() -> str:
        return f"{WORST}{next(number)}"

    for module in (make, walked):
        monkeypatch.setattr(module, "word", word)
    return World()


def runs(answer: Any) -> bool:
    """Whether what was typed got out of its text: into the page, or into a formula of a sheet."""
    if is_page(answer):
        return MARK in answer.content.decode()
    if "spreadsheet" in answer["Content-Type"]:
        with ZipFile(BytesIO(answer.content)) as book:
            return any(b"<f>" in book.read(name) for name in book.namelist() if "worksheets/" in name)
    return False


def test_nothing_that_was_typed_runs_on_a_page_or_in_a_sheet(world: World) -> None:
    client, problems = signed_in(world.viewer("own", Role.ADMINISTRATOR)), []
    for address in world.addresses():
        answer = client.get(address.path)
        if answer.status_code >= 500 or runs(answer):
            problems.append(f"{address}: {answer.status_code}")
    for register in registers.every():
        path = f"/registers/{register.slug}/export/"
        columns = re.findall(r'name="columns" value="(\w+)"', client.get(path).content.decode())
        answer = client.post(path, {"purpose": "keep", "columns": columns})
        if answer.status_code >= 500 or runs(answer) or (columns and is_page(answer)):
            problems.append(f"{path}: {answer.status_code}")
    assert problems == []
