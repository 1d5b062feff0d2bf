"""Long work that goes on while its page is left: declared once, started by a service, done one at a time.

    @job("people.import", title=_("从 Excel 放进人员"), progress=_("已看 %(done)s / %(total)s 行"))
    def run(work: Work, **params) -> dict: ...          start("people.import", by=user, file=12)

Declare it in a module that is imported when the product starts: what waits may begin before the first page is asked
for. The Job row is the queue. `serve` keeps one worker thread beside the pages; `run_waiting` does what waits at once.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection, transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.orgs.models import Job, User
from jinguo.orgs.statistics import renew_statistics
from jinguo.ui.errors import spoken_code

log = logging.getLogger(__name__)

LOOK_AGAIN = 5.0
"""Seconds until the worker looks for work that another process has left; its own process wakes it."""
TELL_EVERY = 0.5
"""Seconds between two writes of how far it is."""
TOLD_FOR = timedelta(hours=24)
"""How long finished work stands on 今天."""

Text = str | Promise
SOME_WORK = gettext_lazy("要办一会儿的事")
SO_FAR = gettext_lazy("已办 %(done)s / %(total)s")


class Cancelled(Exception):
    """Somebody pressed 停下. Raised within the work, so that its transaction takes back what it did."""


@dataclass
class Work:
    """What a running function knows of its job."""

    job: Job
    stopped: bool = False
    _told_at: float = 0.0

    def progress(self, done: int, total: int = 0) -> None:
        """Say how far it is, as often as it likes. Raises Cancelled when somebody wants it to stop."""
        self.job.done, self.job.total = done, total or self.job.total
        now = time.monotonic()
        if now - self._told_at >= TELL_EVERY:
            self._told_at = now
            self.stopped = self.stopped or _rows(self.job).filter(stop_asked=True).exists()
            # Within the work's own transaction nobody could read it, on SQLite nobody write: memory tells then.
            if not connection.in_atomic_block:
                _rows(self.job).update(done=self.job.done, total=self.job.total)
        if self.stopped:
            raise Cancelled


Run = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    """A kind of long work: what does it, what it is called, how its progress reads."""

    run: Run
    title: Text
    progress: Text
    resumes: bool


_kinds: dict[str, Kind] = {}
_running: dict[int, Work] = {}
_wake = threading.Event()


def job(
    kind: str,
    *,
    title: Text = SOME_WORK,
    progress: Text = SO_FAR,
    resumes: bool = False,
) -> Callable[[Run], Run]:
    """Declare long work. It runs in no transaction of its own, and returns what goes into `Job.result`.

    `resumes`: begun again after a stop of the server, because it goes on where it was.
    """

    def register(function: Run) -> Run:
        _kinds[kind] = Kind(function, title, progress, resumes)
        return function

    return register


def start(kind: str, *, by: User | None, **params: Any) -> Job:
    """Put work in line; it begins once the caller's transaction has ended."""
    if kind not in _kinds:
        raise LookupError(f"no such job: {kind}")
    waiting = Job.objects.create(kind=kind, by=by, params=params)
    transaction.on_commit(_wake.set)
    return waiting


def run_waiting() -> None:
    """Do everything that waits, one after the other."""
    while claimed := _claim():
        _do(claimed)


def keep_working() -> None:
    """Begin the worker of this process. It ends with the process; what it was doing is told as failed at the next."""
    _take_up_left_over()
    threading.Thread(target=_work, name="jobs", daemon=True).start()


def cancel(asked: Job) -> None:
    """Stop it: at once while it waits, at its next report of progress when it runs."""
    waited = Job.objects.filter(pk=asked.pk, state=Job.State.WAITING)
    if work := _running.get(asked.pk):
        work.stopped = True  # On SQLite its transaction may keep the row shut.
    elif not waited.update(state=Job.State.CANCELLED, finished_at=timezone.now()):
        _rows(asked).update(stop_asked=True)


def job_for(user: User, pk: int) -> Job:
    """Her own job, with what this process knows of its progress. Raises Http404."""
    found = Job.objects.filter(by=user, pk=pk).first()
    if found is None:
        raise Http404
    return _brought_up(found)


def jobs_to_tell(user: User) -> Iterator[Job]:
    """What of hers is under way, or ended a short while ago, the newest first."""
    lately = Q(finished_at=None) | Q(finished_at__gt=timezone.now() - TOLD_FOR)
    return map(_brought_up, Job.objects.filter(lately, by=user).order_by("-created_at", "-pk")[:3])


def hand_on(leaving: User, successor: User) -> None:
    """What is under way for somebody who leaves is told to her successor."""
    Job.objects.filter(by=leaving, finished_at=None).update(by=successor)


def title_of(one: Job) -> str:
    return str(_kinds[one.kind].title) if one.kind in _kinds else one.kind


def resumes(one: Job) -> bool:
    """Whether what was done before it stopped stays done."""
    return one.kind in _kinds and _kinds[one.kind].resumes


def progress_of(one: Job) -> str:
    """How far it is, in words; empty before it is known."""
    words = str(_kinds[one.kind].progress) if one.kind in _kinds else ""
    return words % {"done": one.done, "total": one.total} if one.total else ""


def _brought_up(found: Job) -> Job:
    work = _running.get(found.pk)
    if work and found.is_open:
        found.done, found.total, found.stop_asked = work.job.done, work.job.total, work.stopped
    return found


def _work() -> None:
    while True:
        _wake.clear()
        try:
            close_old_connections()
            run_waiting()
        except Exception:  # the database may be away for a while: the worker outlives it
            log.exception("The worker of long work stumbled")
        _wake.wait(LOOK_AGAIN)


def _claim() -> Job | None:
    """The oldest that waits, taken for this worker; None at once, without a lock, where nothing waits."""
    waiting = Job.objects.filter(state=Job.State.WAITING).order_by("pk")
    while first := waiting.first():
        if waiting.filter(pk=first.pk).update(state=Job.State.RUNNING):
            first.state = Job.State.RUNNING
            return first
    return None


def _do(one: Job) -> None:
    work = _running[one.pk] = Work(one)
    try:
        one.result = _kinds[one.kind].run(work, **one.params) or {}
        one.state = Job.State.DONE
        renew_statistics()
    except Cancelled:
        one.state = Job.State.CANCELLED
    except ValidationError as refusal:
        one.state, one.error = Job.State.FAILED, "".join(refusal.messages)[:400]
    except Exception:
        code = spoken_code()
        log.exception("Job %s (%s), shown to the user as %s", one.pk, one.kind, code)
        one.state = Job.State.FAILED
        one.error = _("这件事中途出了错，不是您的问题。请把“%(code)s”念给管理员听。") % {"code": code}
    finally:
        del _running[one.pk]
        one.finished_at = timezone.now()
        one.save(update_fields=["state", "done", "total", "result", "error", "finished_at"])


def _take_up_left_over() -> None:
    """What a stopped server left in the middle. One server works on a database: nobody else is doing it."""
    told = _("服务停过一次，这件事没办完。请再来一次。")
    left = Job.objects.filter(state=Job.State.RUNNING)
    left.filter(kind__in=[code for code, kind in _kinds.items() if kind.resumes]).update(state=Job.State.WAITING)
    left.update(state=Job.State.FAILED, error=told, finished_at=timezone.now())


def _rows(one: Job) -> Any:
    return Job.objects.filter(pk=one.pk)
