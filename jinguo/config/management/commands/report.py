"""`jinguo report 02 --docx OUT`: a report as a Word or PDF file.

Of a sample report's scenario (02, 06), of a report on file by its number, or of any unit, period and template.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput
from jinguo.common.numbers import whole_number
from jinguo.indicators import Period
from jinguo.indicators.addresses import find_unit
from jinguo.orgs.models import Role, User
from jinguo.reports.compose import Composition, composed
from jinguo.reports.frozen import Frozen
from jinguo.reports.models import Edition, Report, ReportTemplate
from jinguo.reports.pdf import as_pdf
from jinguo.reports.services import install_templates, write_report
from jinguo.reports.word.writing import as_word
from jinguo.scenarios.draw import REPORTS
from jinguo.scenarios.management.commands.replay import scratch_database
from jinguo.scenarios.replay import Replay
from jinguo.ui import commands

TEMPLATES = {"02": "half-year", "06": "care"}
"""The template in which a sample report's scenario is told."""
SITE = "http://127.0.0.1:8000"


class Command(commands.Command):
    help = "A report as a Word or PDF file."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", nargs="?", default="", help="02 or 06 (their scenarios), or a report's number")
        parser.add_argument("--unit", default="", help="division code without trailing zeros, or our id")
        parser.add_argument("--period", default="", help="2026, 2026H2, 2026Q4, 2026-11 or 2026-06-01..2026-11-30")
        parser.add_argument("--template", default="", metavar="CODE", help="half-year, care, …")
        parser.add_argument("--docx", metavar="OUT", help="write a Word file")
        parser.add_argument("--pdf", metavar="OUT", help="write a PDF file")
        parser.add_argument("--site", default=SITE, metavar="URL", help="where the numbers lead back to")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["docx"] or options["pdf"]):
            raise CommandError(_("请用 --docx 或 --pdf 写明存成哪个文件。"))
        try:
            with _asked(options) as (report, demo):
                self._write(report, demo, options)
        except BadInput as bad:
            raise CommandError(str(bad)) from bad

    def _write(self, report: Report, demo: bool, options: dict[str, Any]) -> None:
        edition, composition = _read(report)
        site = options["site"]
        if options["docx"]:
            Path(options["docx"]).write_bytes(as_word(report, edition, composition, site=site, demo=demo))
        if options["pdf"]:
            Path(options["pdf"]).write_bytes(as_pdf(edition, composition, site=site, demo=demo))
        self.stdout.write(
            _("%(title)s：%(numbers)d 个数，%(gaps)d 处待补充。")
            % {"title": composition.title, "numbers": len(composition.numbers), "gaps": len(composition.gaps)}
        )


@contextmanager
def _asked(options: dict[str, Any]) -> Iterator[tuple[Report, bool]]:
    """The report that the arguments name, and whether it is a demo's."""
    name = options["report"]
    if name in REPORTS:
        with scratch_database():
            replay = Replay(name)
            with replay.on_file(replay.scenario):
                yield _of_scenario(replay), True
    else:
        yield (_by_number(name) if name else _of_unit(options)), settings.JINGUO_DEMO


def _of_scenario(replay: Replay) -> Report:
    install_templates()
    template = _template(TEMPLATES[replay.report])
    first, last = replay.period.first, replay.period.last
    return write_report(unit=replay.unit, template=template, first=first, last=last, by=replay.officer)


def _by_number(name: str) -> Report:
    report = Report.objects.live().filter(pk=whole_number(name) or 0).first()
    if report is None:
        raise BadInput(
            _("没有编号是“%(name)s”的报告。样例有：%(known)s。") % {"name": name, "known": "、".join(REPORTS)}
        )
    return report


def _of_unit(options: dict[str, Any]) -> Report:
    """A report that is on no file: as it would read."""
    if not (options["unit"] and options["period"] and options["template"]):
        raise BadInput(_("请写报告的编号，或者写 --unit、--period 和 --template。"))
    unit, period = find_unit(options["unit"]), Period.parse(options["period"])
    template = _template(options["template"])
    return Report(unit=unit, template=template, title=template.name, first=period.first, last=period.last)


def _template(code: str) -> ReportTemplate:
    template = ReportTemplate.objects.filter(code=code).first()
    if template is None:
        known = "、".join(ReportTemplate.objects.values_list("code", flat=True)) or "—"
        raise BadInput(_("没有代码是“%(code)s”的模板。有的是：%(known)s。") % {"code": code, "known": known})
    return template


def _read(report: Report) -> tuple[Edition | None, Composition]:
    """The report as a leader of its unit reads it."""
    edition = report.newest if report.pk else None
    reader = User(unit=report.unit, role=Role.LEADER)
    return edition, Frozen(edition).composition if edition else composed(report, viewer=reader)
