"""Work on a scratch database, spread over the machine's cores."""

import gc
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any, TypeVar

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

STACK = 70_000
"""Places that the caller of the work takes of a piece of the interpreter's stack: of its megabyte, half is left."""
YOUNG = 10_000
"""So many new objects a fork lets come together before it looks which are garbage: a page leaves thousands."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def spread(work: Callable[[Item], Answer], items: Iterable[Item], *, at_once: int = 1) -> list[Answer]:
    """What `work` makes of each item, in their order, by as many processes as there are cores, so many items `at_once`.

    A fork takes the whole scratch database along in its memory, whatever has not been committed included, and what it
    writes there is gone with it. Forks share the cores: what one of them spreads anew is done on those that fell to it.
    Where it is no database in memory, the system can't fork, or there is but one item or core, this process does all
    the work: `work` leaves the database as it found it.
    """
    each, scratch = list(items), connections["default"]
    forks = min(len(each), _Fork.cores)
    may_fork = isinstance(scratch, DatabaseWrapper) and scratch.is_in_memory_db() and hasattr(os, "fork")
    gc.freeze()  # nobody looks through the whole scenario again and again, nor do forks copy it by doing so
    try:
        if forks < 2 or not may_fork:
            return list(map(work, each))
        begin = partial(_Fork.begin, work, _Fork.cores // forks)
        with ProcessPoolExecutor(forks, get_context("fork"), initializer=begin) as pool:
            return list(pool.map(_answer, each, chunksize=at_once))
    finally:
        gc.unfreeze()


class _Fork:
    """What a fork has to do; it need not travel there, as it is in its memory."""

    work: Callable[[Any], Any]
    cores = os.cpu_count() or 1

    @classmethod
    def begin(cls, work: Callable[[Any], Any], cores: int) -> None:
        cls.work, cls.cores = staticmethod(work), cores
        gc.set_threshold(YOUNG)


def _answer(item: Any) -> Any:
    return _Fork.work(item)


# The interpreter's stack lies in pieces of 16 KB, fetched from the system and given back as calls go in and out: where
# the border of one falls into a busy loop, a fifth of the time goes there. The work gets all of its stack in one piece.
_answer.__code__ = _answer.__code__.replace(co_stacksize=STACK)
