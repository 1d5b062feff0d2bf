"""`jinguo migrate`: Django's, without its checks, which take a busy database for one that can't do what it should."""

from django.core.management.base import CommandParser
from django.core.management.commands import migrate


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(skip_checks=True)
