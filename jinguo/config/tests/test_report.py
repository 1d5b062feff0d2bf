"""`jinguo report`: a report as a file, from the command line."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command

from jinguo.reports.services import freeze
from jinguo.reports.tests.make import county_with_officer, make_report
from jinguo.reports.tests.test_frozen import held

pytestmark = pytest.mark.django_db


def text_of(path: Path) -> str:
    return "\n".join(each.text for each in docx.Document(BytesIO(path.read_bytes())).paragraphs)


def test_a_report_on_file_is_written_as_it_stands(tmp_path: Path) -> None:
    _county, officer = county_with_officer()
    report = make_report(officer, "一、回顾\n评出{{ figure('no.such') }}")
    freeze(report, by=officer, preparer="填报的人")

    call_command("report", str(report.pk), docx=str(tmp_path / "a.docx"), pdf=str(tmp_path / "a.pdf"))

    assert report.title in text_of(tmp_path / "a.docx")
    assert "填报人：填报的人" in text_of(tmp_path / "a.docx")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_unit_and_a_period_are_told_in_any_template(tmp_path: Path) -> None:
    county, officer = county_with_officer()
    held(county, 1)
    template = make_report(officer, '办班{{ figure("training.sessions") }}').template
    where = {"unit": f"id{county.pk}", "period": "2008H1", "template": template.code}

    call_command("report", docx=str(tmp_path / "b.docx"), **where)

    assert "1期" in docx.Document(BytesIO((tmp_path / "b.docx").read_bytes())).element.xml


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["02"], "--docx"),
        (["99", "--docx", "x"], "没有编号是“99”的报告"),
        (["--docx", "x"], "--unit、--period 和 --template"),
        (["--unit", "1", "--period", "x", "--template", "y", "--docx", "x"], "没有区划代码或编号是“1”的单位"),
    ],
)
def test_what_is_asked_for_wrongly_is_said_in_a_line(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("report", *arguments)
