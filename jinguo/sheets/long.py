"""A large workbook, checked, put in and taken back while the page is left."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.errors import BadInput
from jinguo.orgs import jobs
from jinguo.orgs.jobs import Work, job
from jinguo.orgs.models import Job
from jinguo.sheets import services, undoing
from jinguo.sheets.models import ImportBatch

CHECK, COMMIT, UNDO, CLEAR = "sheets.check", "sheets.commit", "sheets.undo", "sheets.clear"
KINDS: Mapping[str, str] = {"commit": COMMIT, "undo": UNDO}
"""What the page calls it → the job."""
LOOKED_AT = gettext_lazy("已看 %(done)s / %(total)s 行")
TAKEN_BACK = gettext_lazy("已撤回 %(done)s / %(total)s 条")


def begin(kind: str, batch: ImportBatch) -> Job:
    return jobs.start(kind, by=batch.by, batch=batch.pk)


def clear_up() -> None:
    """At the start of the server: what it was putting in when it stopped is to be taken back."""
    for batch in services.interrupted():
        if not Job.objects.filter(kind=CLEAR, params__batch=batch.pk, finished_at=None).exists():
            begin(CLEAR, batch)


@contextmanager
def _in_words() -> Iterator[None]:
    """What the page would have said at once, the job says when it has failed."""
    try:
        yield
    except BadInput as bad:
        raise ValidationError(bad.message) from bad


@job(CHECK, title=gettext_lazy("看一遍 Excel"), progress=LOOKED_AT)
def check(work: Work, *, batch: int) -> dict[str, Any]:
    """See what is to be mended; nothing is put in."""
    with _in_words():
        found = ImportBatch.objects.get(pk=batch)
        services.check(found, work.progress)
    return {"url": found.get_absolute_url(), "text": _("看完了。")}


@job(COMMIT, title=gettext_lazy("从 Excel 放进来"), progress=LOOKED_AT)
def commit(work: Work, *, batch: int) -> dict[str, Any]:
    """Put in what is right, all of it or, when it is stopped, nothing."""
    with _in_words():
        found = ImportBatch.objects.get(pk=batch)
        rest = services.commit(found, work.progress)
    said = _("放进去了。还有几行要改，在这里接着改。") if rest else _("放进去了。")
    return {"url": (rest or found).get_absolute_url(), "text": said}


@job(
    UNDO,
    title=gettext_lazy("撤回从 Excel 放进来的"),
    progress=TAKEN_BACK,
    resumes=True,
)
def undo(work: Work, *, batch: int) -> dict[str, Any]:
    """Take back a batch; what was touched since stays."""
    found = ImportBatch.objects.get(pk=batch)
    kept = undoing.undo(found, work.progress)
    told = _("撤回了。后来有人改过或用到的没有动：%(kept)s。") % {"kept": "、".join(kept[:10])}
    return {"url": found.get_absolute_url(), "text": told if kept else _("整批撤回了。")}


@job(CLEAR, title=gettext_lazy("收回没放完的 Excel"), progress=TAKEN_BACK, resumes=True)
def clear(work: Work, *, batch: int) -> dict[str, Any]:
    """Take back what was put in when the server stopped."""
    found = ImportBatch.objects.get(pk=batch)
    undoing.clear(found, work.progress)
    return {"url": found.get_absolute_url(), "text": _("上次没放完的都收回了，可以再放一次。")}
