"""`jinguo figures --unit 330226 --period 2026H2`: the figures of a unit on the command line."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput
from jinguo.indicators import Period, UnknownMeasure, catalogue
from jinguo.indicators.addresses import find_unit
from jinguo.indicators.compute import compute
from jinguo.indicators.honesty import remarks
from jinguo.indicators.presenting import as_json
from jinguo.ui import commands


class Command(commands.Command):
    help = "Figures of a unit with everything below it, for a period."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, help="division code without trailing zeros, or our id")
        parser.add_argument(
            "--period", required=True, help="2026, 2026H2, 2026Q4, 2026-11 or 2026-06-01..2026-11-30, both days in"
        )
        parser.add_argument("--indicator", action="extend", nargs="+", default=[], metavar="CODE")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            unit, period = find_unit(options["unit"]), Period.parse(options["period"])
        except BadInput as error:
            raise CommandError(str(error)) from error
        codes = options["indicator"] or [measure.code for measure in catalogue.every()]
        try:
            figures = compute(codes, unit=unit, periods=[period])
        except UnknownMeasure as error:
            raise CommandError(_("没有指标“%(code)s”。") % {"code": error}) from error
        found = [figures[code, unit, period] for code in codes]
        if options["json"]:
            self.stdout.write(json.dumps([as_json(figure) for figure in found], ensure_ascii=False, indent=2))
            return
        for figure in found:
            stale = [_("正在重算")] if figure.stale else []
            told = [figure.measure.code, str(figure.measure.label), figure.wording() or "—", *stale, *remarks(figure)]
            self.stdout.write("\t".join(told))
