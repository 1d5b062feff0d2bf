"""jinguo administrator --unit CODE --username NAME --name 姓名: the first account of a new installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.orgs import queries
from jinguo.orgs.accounts import create_user
from jinguo.orgs.models import Role
from jinguo.orgs.passwords import first_time_password
from jinguo.ui import commands


class Command(commands.Command):
    help = str(gettext_lazy("开第一个管理员账号，别的账号由她在网页上开"))

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", required=True, metavar="CODE")
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", required=True)

    def handle(self, *, unit: str, username: str, name: str, **_options: Any) -> None:
        home = queries.unit_coded(unit)
        if home is None:
            raise CommandError(_("没有代码是 %(code)s 的单位。请先装入行政区划。") % {"code": unit})
        password = first_time_password()
        try:
            user = create_user(
                username=username,
                display_name=name,
                unit=home,
                role=Role.ADMINISTRATOR,
                password=password,
                must_change_password=True,
            )
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        told = _("%(unit)s的管理员账号 %(username)s 开好了。第一次用的密码（只给这一次）：%(password)s")
        self.stdout.write(told % {"unit": home, "username": user.username, "password": password})
