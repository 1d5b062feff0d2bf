"""jinguo replay 02: the records behind a sample report come to the figures that the report states."""

import json
import warnings
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from jinguo.scenarios.draw import REPORTS
from jinguo.scenarios.replay import Mismatch, Replay, Result
from jinguo.scenarios.spread import spread
from jinguo.ui import commands

SCRATCH = "jinguo_replay"


class Command(commands.Command):
    help = "Replay the sample reports in a throw-away database and compare every figure."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reports", nargs="*", default=list(REPORTS), metavar="REPORT")
        parser.add_argument("--redraw", type=int, default=0, metavar="N", help="also draw the records anew N times")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = [report for report in options["reports"] if report not in REPORTS]
        if unknown:
            raise CommandError(
                _("没有报告 %(unknown)s 的样例。有的是：%(known)s。")
                % {"unknown": unknown[0], "known": "、".join(REPORTS)}
            )
        if options["redraw"] < 0:
            raise CommandError(_("重画的次数不能小于零。"))
        # The pages are asked for without their static files.
        warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)
        with scratch_database():
            told = spread(partial(_replayed, draws=options["redraw"]), options["reports"])
        results = [one for found, _mismatches in told for one in found]
        mismatches = [one for _found, some in told for one in some]
        self._print(results, mismatches, options)
        failed = sum(not result.passed for result in results)
        if failed or mismatches:
            raise SystemExit(1)

    def _print(self, results: list[Result], mismatches: list[Mismatch], options: dict[str, Any]) -> None:
        if options["json"]:
            document: dict[str, object] = {"figures": [result.as_json() for result in results]}
            if options["redraw"]:
                document["redraw"] = {"draws": options["redraw"], "mismatches": [str(one) for one in mismatches]}
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
            return
        for one in results:
            mark = "✓" if one.passed else "✗"
            line = f"{mark} {one.stated.id} {one.stated.cls} {one.wording:<12}\t{one.records:>5}"
            self.stdout.write(f"{line}  {one.stated.indicator}  {one.wrong}".rstrip())
        for mismatch in mismatches:
            self.stdout.write(f"✗ {mismatch}")
        passed = sum(one.passed for one in results)
        self.stdout.write(_("%(all)d 个数里 %(passed)d 个对上了。") % {"all": len(results), "passed": passed})
        if options["redraw"]:
            self.stdout.write(
                _("重画 %(times)d 次，和另算的有 %(count)d 处不同。")
                % {"times": options["redraw"], "count": len(mismatches)}
            )


@transaction.atomic
def _replayed(report: str, draws: int) -> tuple[list[Result], list[Mismatch]]:
    """What became of a report's figures, and of so many scenarios drawn anew; nothing of it stays on file."""
    replay = Replay(report)
    told = replay.results(), replay.redrawn(draws)
    transaction.set_rollback(True)
    return told


@contextmanager
def scratch_database() -> Iterator[None]:
    """A fresh database with every table, gone afterwards: in memory on SQLite, beside the real one on PostgreSQL.

    The tables are made from the models as they are: going through every migration would take longer than a report.
    """
    connection.settings_dict["TEST"]["MIGRATE"] = False
    connection.settings_dict["TEST"]["NAME"] = SCRATCH if connection.vendor == "postgresql" else None
    kept = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)
