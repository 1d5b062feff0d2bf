"""jinguo demo: a county to look around in, made once, then served."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from jinguo.orgs.models import Role
from jinguo.scenarios import demo
from jinguo.ui import commands


class Command(commands.Command):
    help = "Make the demo county, if this home has none yet, and serve it."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="only make the database")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        try:
            made = demo.ensure(self.stdout.write)
        except demo.RealDataError as refusal:
            raise CommandError(str(refusal)) from refusal
        settings.JINGUO_DEMO = True  # This process may have started before its home was a demo's.
        self.stdout.write(f"\n{demo.NOTICE}")
        self.stdout.write(f"\n{made.first}..{made.last}\n")
        for account in demo.ACCOUNTS:
            role = Role(account.role).label
            self.stdout.write(f"  {account.username:<16} {demo.PASSWORD}   {account.display_name} · {role}")
        if not options["no_serve"]:
            call_command("serve")
