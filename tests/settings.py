"""The product's settings in a home of its own: each test process works in a folder that vanishes with it.

pytest reads this before any conftest.py, so the product never sees the home of the person who runs the tests.
Programs that tests start are the product itself: they find its own settings and the same home.
"""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="jinguo-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["JINGUO_HOME"] = FOLDER
os.environ["DJANGO_SETTINGS_MODULE"] = "jinguo.config.settings"

from jinguo.config.settings import *  # noqa: E402, F403
from jinguo.config.settings import DATABASES, HOME, INSTALLED_APPS, PASSWORD_HASHERS  # noqa: E402

# A record type of the tests' own, to hold the shared machinery to its promises without leaning on a line.
INSTALLED_APPS = ["tests.boards", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in real life: a browser's parallel requests would trip over one connection in memory.
    DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
