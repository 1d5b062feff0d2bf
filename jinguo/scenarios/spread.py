"""Work on a scratch database, spread over the machine's cores."""

import gc
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
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
    writes there is gone with it. A fork may spread its own work again, so that no core waits for the longest item.
    Where it is no database in memory, the system can't fork, or there is but one item, this process does all the work:
    `work` leaves the database as it found it.
    """
    each, scratch = list(items), connections["default"]
    if len(each) < 2 or not (
        isinstance(scratch, DatabaseWrapper) and scratch.is_in_memory_db() and hasattr(os, "fork")
    ):
        return list(map(work, each))
    gc.freeze()  # the forks neither look through the whole scenario again and again, nor copy it by doing so
    try:
        context = get_context("fork")
        with ProcessPoolExecutor(os.cpu_count(), context, initializer=_Fork.begin, initargs=(work,)) as pool:
            return list(pool.map(_answer, each, chunksize=at_once))
    finally:
        gc.unfreeze()


class _Fork:
    """What a fork has to do; it need not travel there, as it is in its memory."""

    work: Callable[[Any], Any]

    @classmethod
    def begin(cls, work: Callable[[Any], Any]) -> None:
        cls.work = staticmethod(work)
        gc.set_threshold(YOUNG)


def _answer(item: Any) -> Any:
    return _Fork.work(item)


# The interpreter's stack lies in pieces of 16 KB, fetched from the system and given back as calls go in and out: where
# the border of one falls into a busy loop, a fifth of the time goes there. The work gets all of its stack in one piece.
_answer.__code__ = _answer.__code__.replace(co_stacksize=STACK)
