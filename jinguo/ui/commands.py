"""The base of our commands."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """A command that answers what it can't do with one line, which the command line prints, and without its usage."""

    def run_from_argv(self, argv: list[str]) -> None:
        # Django would print the name of our exception before the line. Behind an action it wouldn't be understood.
        super().run_from_argv([*argv[:2], "--traceback", *argv[2:]])

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        self._called_from_command_line = False  # the parser and its subparsers raise CommandError then
        return super().create_parser(prog_name, subcommand, **kwargs)
