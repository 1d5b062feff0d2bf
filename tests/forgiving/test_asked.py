"""Whatever is asked at the command line, or stands in a workbook, the answer is one clear line; nothing breaks."""

import re
import sys
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from unittest.mock import patch

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jinguo.common.errors import BadInput
from jinguo.config.cli import main
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers
from jinguo.sheets import services
from jinguo.sheets.columns import columns_of
from tests.forgiving.hostile import sendable, typed

pytestmark = pytest.mark.django_db

drawn = settings(
    max_examples=60, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
KNOWN = ("330226", "2026", "2026H1", "2026Q4", "2026-11", "2026-06-01..2026-11-30", "training.sessions", "1")
asked = st.one_of(st.sampled_from(KNOWN), st.sampled_from(KNOWN).map(lambda one: one[::-1]), typed).map(sendable)


@pytest.fixture
def county() -> Unit:
    return make_unit("宁海县", code="330226")


@drawn
@given(unit=asked, period=asked, indicators=st.lists(asked, max_size=2), as_json=st.booleans())
@pytest.mark.django_db(transaction=True)  # a command closes its connections
@pytest.mark.usefixtures("county")
def test_the_figures_command_answers_anything_in_one_line(
    unit: str, period: str, indicators: list[str], as_json: bool
) -> None:
    words = ["jinguo", "figures", "--unit", unit, "--period", period, *(["--json"] if as_json else [])]
    words += [word for one in indicators for word in ("--indicator", one)]
    told = StringIO()
    with patch.object(sys, "argv", words), redirect_stdout(told):
        try:
            main()
        except SystemExit as refusal:
            assert re.fullmatch(r"jinguo: [\S ]+", str(refusal)), words
            return
    assert told.getvalue()


@pytest.fixture
def officer() -> User:
    return make_user(make_unit(), role=Role.TOWNSHIP_OFFICER)


def workbook(rows: list[list[str]]) -> bytes:
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for down, row in enumerate(rows):
            for at, cell in enumerate(row):
                sheet.write_string(down, at, cell[:500])
    return kept.getvalue()


@pytest.mark.parametrize("slug", [one.slug for one in registers.shared() if one.write])
def test_whatever_stands_in_a_workbook_is_told_row_by_row(officer: User, slug: str) -> None:
    register = registers.find_shared(slug)
    assert register
    heads = [one.label for one in columns_of(register, officer, officer.unit)]

    @settings(drawn, max_examples=4)
    @given(rows=st.lists(st.lists(typed.map(sendable), min_size=len(heads), max_size=len(heads)), max_size=4))
    def each(rows: list[list[str]]) -> None:
        data = workbook([heads, *rows])
        try:
            batch = services.upload(register=register, unit=officer.unit, data=data, name="名册.xlsx", by=officer)
            services.check(batch)
        except (BadInput, ValidationError) as refusal:
            assert str(refusal)
            return
        told = services.work_of(batch)["wrong"]
        assert all(one["errors"] for one in told)
        services.drop(batch)

    each()
