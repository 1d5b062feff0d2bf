"""The command line: `jinguo demo`, `jinguo figures`, … are Django commands under the product's name."""

import os
import sys
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, ManagementUtility, get_commands
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _


def main() -> None:
    """Run one command. Bad arguments and what the machine refuses (a full disk, a damaged key) get one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinguo.config.settings")
    try:
        Commands(["jinguo", *sys.argv[1:]]).execute()
    except ImproperlyConfigured as error:
        sys.exit(f"jinguo: {_line(str(error))}")
    except CommandError as error:
        sys.exit(f"jinguo: {_line(str(error).removeprefix('Error: '))}")
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        sys.exit(f"jinguo: {where}{error.strerror or error}")
    except Exception as error:
        if not (told := _told(error)):
            raise
        raise SystemExit(f"jinguo: {told}") from error


class Commands(ManagementUtility):
    def fetch_command(self, subcommand: str) -> Any:
        """The command of this name. Raises CommandError where there is none; Django would write two lines itself."""
        if subcommand not in get_commands() and subcommand != "help":
            raise CommandError(_("没有 %(name)s 这个命令。有哪些命令，看 jinguo help。") % {"name": subcommand})
        return super().fetch_command(subcommand)


def _line(told: str) -> str:
    """Without what was typed to begin a new line, or to move the cursor."""
    return "".join(one if one.isprintable() else " " for one in told).strip()


def _told(error: Exception) -> str:
    """What the machine refuses, in a line; empty where the fault is ours."""
    from jinguo.config.management.commands.serve import unmigrated
    from jinguo.ui.faults import fault_of

    if fault := fault_of(error):
        return str(fault.told)
    return unmigrated() if isinstance(error, OperationalError | ProgrammingError) else ""
