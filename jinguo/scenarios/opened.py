"""The pages behind the lists of figures, each opened once."""

import gc
import os
from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from typing import ClassVar

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client

from jinguo.indicators.opening import Line
from jinguo.orgs.models import User


class Pages:
    """The pages behind lines, each opened once, by as many processes as there are cores.

    A fork takes the whole scratch database along in its memory, whatever has not been committed included; where it
    is no database in memory, or the system can't fork, this process opens them all.
    """

    client: ClassVar[Client]

    def __init__(self, officer: User, urls: Iterable[str]) -> None:
        Pages.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        each = sorted(set(urls))
        scratch = connections["default"]
        if isinstance(scratch, DatabaseWrapper) and scratch.is_in_memory_db() and hasattr(os, "fork"):
            gc.freeze()  # the forks neither look through the whole scenario again and again, nor copy it by doing so
            with get_context("fork").Pool() as pool:
                self.statuses = dict(pool.map(_opened, each, chunksize=20))
            gc.unfreeze()
        else:
            self.statuses = dict(map(_opened, each))

    def wrong(self, lines: Sequence[Line]) -> str:
        """What is wrong with the first of these lines whose page can't be read; '' when all can."""
        for line in lines:
            if line.described is None:
                return f"{line.source} {line.record} can't be seen"
            url = line.described.url
            if url and self.statuses[url] != 200:
                return f"{url}: {self.statuses[url]}"
        return ""


def _opened(url: str) -> tuple[str, int]:
    return url, Pages.client.get(url).status_code
