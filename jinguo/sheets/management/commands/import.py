"""jinguo import FILE --register R --unit CODE [--by ACCOUNT] [--dry-run]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.errors import BadInput
from jinguo.orgs.models import Unit, User
from jinguo.orgs.queries import unit_coded
from jinguo.orgs.statistics import renew_statistics
from jinguo.records import registers
from jinguo.sheets import services
from jinguo.ui import commands


class Command(commands.Command):
    help = str(gettext_lazy("把一个 Excel 放进台账"))

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--register", required=True)
        parser.add_argument("--unit", required=True, metavar="CODE")
        parser.add_argument("--by", default="", metavar="ACCOUNT")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *, file: Path, register: str, unit: str, by: str, dry_run: bool, **_options: Any) -> None:
        wanted, place = registers.find_shared(register), unit_coded(unit)
        if wanted is None or not wanted.write or place is None:
            raise CommandError(_("没有这本台账，或没有这个区划代码的单位。"))
        try:
            data = file.read_bytes()
            batch = services.upload(register=wanted, unit=place, data=data, name=file.name, by=self._writer(place, by))
            services.check(batch)
            wrong = services.work_of(batch)["wrong"]
            if not dry_run and not wrong:
                services.commit(batch)
                renew_statistics()
        except (BadInput, ValidationError, OSError) as refusal:
            raise CommandError("".join(getattr(refusal, "messages", [str(refusal)]))) from refusal
        self._tell(batch.counts, wrong)
        if dry_run or wrong:
            services.drop(batch)

    def _writer(self, unit: Unit, name: str) -> User:
        accounts = [one for one in User.objects.filter(unit=unit, is_active=True) if one.may_write]
        chosen = [one for one in accounts if one.username == name] if name else accounts
        if len(chosen) != 1:
            raise CommandError(_("请用 --by 说是谁放进来的（这个单位能写的一个账号）。"))
        return chosen[0]

    def _tell(self, counts: dict[str, int], wrong: list[dict[str, Any]]) -> None:
        said = _("新的 %(new)d，改了的 %(changed)d，一样的 %(same)d，要改的 %(wrong)d。")
        self.stdout.write(said % {name: counts.get(name, 0) for name in ("new", "changed", "same", "wrong")})
        for one in wrong:
            told = "".join(one["errors"].values())
            self.stdout.write(_("第 %(row)d 行：%(said)s") % {"row": one["row"], "said": told})
