"""`jinguo facts verify` proves that facts and records agree; `jinguo facts rebuild` repairs."""

from itertools import islice

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from jinguo import facts
from jinguo.orgs.statistics import renew_statistics
from jinguo.ui import commands

SHOWN = 20


class Command(commands.Command):
    help = "verify: compare every fact with its record; rebuild: write the facts anew where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["verify", "rebuild"])

    def handle(self, *args: object, action: str, **options: object) -> None:
        if action == "rebuild":
            self.stdout.write(_("重算了 %(count)d 条记录。") % {"count": facts.rebuild()})
            renew_statistics()
        drifts = facts.verify()
        shown = list(islice(drifts, SHOWN))
        for drift in shown:
            self.stdout.write(_("%(source)s %(record)d：缺 %(missing)d 条，多 %(surplus)d 条") % vars(drift))
        if shown:
            total = len(shown) + sum(1 for _drift in drifts)
            raise CommandError(_("有 %(count)d 条记录对不上。运行 jinguo facts rebuild 可以修好。") % {"count": total})
        if waiting := sum(map(len, facts.waiting_records().values())):
            self.stdout.write(
                _("%(count)d 条记录等着重算，没有对；jinguo facts rebuild 马上算完。") % {"count": waiting}
            )
        self.stdout.write(self.style.SUCCESS(_("事实与记录一致。")))
