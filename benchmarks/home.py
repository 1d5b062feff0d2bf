"""The first import of a benchmark: a home of its own, which is gone afterwards, and an empty database in it.

With DATABASE_URL it is that database, which must be empty (`python scripts/with_postgres.py …` lends one).
"""

import os
import tempfile

HOME = tempfile.TemporaryDirectory(prefix="jinguo-benchmark-")
os.environ["JINGUO_HOME"] = HOME.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinguo.config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

call_command("migrate", verbosity=0)
