"""从 Excel 放进来: choose a file, see and mend, put in; and the way back."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from jinguo.common import reading, xlsx
from jinguo.common.errors import BadInput
from jinguo.common.numbers import whole_number
from jinguo.orgs.http import UserRequest, may_write
from jinguo.records import registers
from jinguo.records.registers import Register
from jinguo.sheets import long, services, showing, undoing, workbooks
from jinguo.sheets.columns import columns_of
from jinguo.sheets.models import ImportBatch
from jinguo.ui import downloads
from jinguo.ui.pages import page

CELL, ANSWER = re.compile(r"cell-(\d{1,7})-(\w+)", re.ASCII), re.compile(r"(same|names)-(\d{1,7})", re.ASCII)
GOOD = ("new", "changed", "elsewhere")
"""Kinds of rows that go in."""


@csrf_exempt  # the size is answered before the body is read; the view itself is protected
@may_write
def import_page(request: UserRequest, slug: str) -> HttpResponse:
    register = _register(slug)
    if wrong := reading.too_large(whole_number(request.META.get("CONTENT_LENGTH") or "0") or 0):
        return _upload_page(request, register, wrong, status=413)
    return csrf_protect(_upload)(request, register)


def _upload(request: UserRequest, register: Register) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request, register, "")
    sent: Any = request.FILES.get("file")
    if sent is None:
        return _upload_page(request, register, _("请先选一个文件。"))
    try:
        batch = services.upload(
            register=register, unit=request.user.unit, data=sent.read(), name=sent.name, by=request.user
        )
    except BadInput as bad:
        return _upload_page(request, register, bad.message)
    return redirect(batch)


def _upload_page(request: UserRequest, register: Register, error: str, status: int = 200) -> HttpResponse:
    context = {"register": register, "error": error, "batches": services.batches(request.user, register)}
    return page(request, "sheets/upload.html", context, status=status)


@may_write
@downloads.download
def template(request: UserRequest, slug: str) -> HttpResponse:
    register = _register(slug)
    columns = columns_of(register, request.user, request.user.unit)
    return as_file(workbooks.empty(columns), f"{slug}.xlsx")


@never_cache
@may_write
def batch_page(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    batch = services.batch_for(request.user, slug, pk)
    error = ""
    if request.method == "POST":
        try:
            return _act(request, batch) or redirect(batch)
        except (BadInput, ValidationError) as refusal:
            error = "".join(getattr(refusal, "messages", [str(refusal)]))
    return page(request, "sheets/batch.html", _context(request, batch, error))


@never_cache
@may_write
@downloads.download
def wrong_rows(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """把要改的存成 Excel."""
    batch = services.batch_for(request.user, slug, pk)
    used = set(batch.mapping["columns"].values())
    columns = [one for one in columns_of(_register(batch.register), batch.by, batch.unit) if one.name in used]
    return as_file(workbooks.to_mend(columns, services.work_of(batch)["wrong"]), f"{batch.register}-{pk}.xlsx")


def _act(request: UserRequest, batch: ImportBatch) -> HttpResponse | None:
    act = request.POST.get("act", "")
    if act in ("look", "map"):
        _choose(request, batch)
    if act in ("map", "again") or "skip" in request.POST:
        _mend(request, batch)
        return _check(batch)
    if act == "remap":
        services.reopen(batch)
    elif act in ("commit", "undo"):
        return _finish(request, batch, act)
    elif act == "drop":
        slug = batch.register
        services.drop(batch)
        return redirect("record-import", slug)
    return None


def _choose(request: UserRequest, batch: ImportBatch) -> None:
    """Her choice of columns holds for the row of names she chose it for; another row is understood anew."""
    sheet, header = request.POST.get("sheet", ""), (whole_number(request.POST.get("header", "")) or 1) - 1
    other = (sheet, header) != (batch.mapping["sheet"], batch.mapping["header"])
    columns = {at: request.POST[f"column-{at}"] for at in range(reading.MOST_COLUMNS) if f"column-{at}" in request.POST}
    anew = other and request.POST["act"] == "look"
    services.choose(batch, sheet=sheet, header=header, columns=None if anew else columns)


def _check(batch: ImportBatch) -> HttpResponse | None:
    if services.is_long(batch):
        return redirect("job", long.begin(long.CHECK, batch).pk)
    services.check(batch)
    return None


def _finish(request: UserRequest, batch: ImportBatch, act: str) -> HttpResponse | None:
    """Put in or take back: at once, or as work that goes on while the page is left."""
    if services.is_long(batch):
        return redirect("job", long.begin(long.KINDS[act], batch).pk)
    if act == "undo":
        kept = undoing.undo(batch)
        told = _("撤回了。后来有人改过或用到的没有动：%(kept)s。") % {"kept": "、".join(kept[:10])}
        messages.success(request, told if kept else _("整批撤回了。"))
        return None
    rest = services.commit(batch)
    messages.success(request, _("放进去了。还有几行要改，在这里接着改。") if rest else _("放进去了。"))
    return redirect(rest) if rest else None


def _mend(request: UserRequest, batch: ImportBatch) -> None:
    """What she corrected, decided and skipped: cell-7-name, same-7, names-7, skip."""
    edits: dict[int, dict[str, str]] = {}
    answers: dict[str, dict[int, str]] = {"same": {}, "names": {}}
    for name, value in request.POST.items():
        if found := CELL.fullmatch(name):
            edits.setdefault(int(found[1]), {})[found[2]] = str(value)
        elif found := ANSWER.fullmatch(name):
            answers[found[1]][int(found[2])] = str(value)
    services.mend(batch, edits=edits, skip=whole_number(request.POST.get("skip", "")), **answers)


def _context(request: UserRequest, batch: ImportBatch, error: str) -> dict[str, Any]:
    register = _register(batch.register)
    known = columns_of(register, request.user, batch.unit)
    context = {"batch": batch, "register": register, "error": error, "list_url": register.list_url}
    if batch.state == batch.State.UPLOADED:
        return context | showing.columns(batch, known, request.user)
    counts, is_checked = batch.counts, batch.state == batch.State.CHECKED
    every = is_checked and "all" in request.GET
    first = whole_number(request.GET.get("from", "")) or 0
    rows = (
        showing.all_rows(batch, known, first) if every else showing.rows_to_mend(batch, register, known, request.user)
    )
    return context | rows | {
        "every": every,
        "may_see_all": is_checked,
        "total": sum(counts.get(kind, 0) for kind in (*GOOD, "same", "wrong", "skipped")),
        "wrong": counts.get("wrong", 0) if is_checked else 0,
        "good": sum(counts.get(kind, 0) for kind in GOOD),
        "seen": services.seen_before(batch),
    }  # fmt: skip


def _register(slug: str) -> Register:
    register = registers.find_shared(slug)
    if register is None or not register.write:
        raise Http404
    return register


def as_file(data: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    return downloads.as_file(data, name, xlsx.TYPE)
