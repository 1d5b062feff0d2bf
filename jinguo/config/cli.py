"""The command line: `jinguo demo`, `jinguo figures`, … are Django commands under the product's name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinguo.config.settings")
    execute_from_command_line(["jinguo", *sys.argv[1:]])
