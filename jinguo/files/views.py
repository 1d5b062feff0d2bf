"""The files of a record: put there, looked at, taken off. Pictures open in the page, documents are only saved."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jinguo.files import queries, services
from jinguo.files.checking import ACCEPT
from jinguo.files.models import Attachment
from jinguo.orgs.http import UserRequest, login_required, may_write
from jinguo.orgs.models import User
from jinguo.records import queries as records
from jinguo.records.models import Record
from jinguo.records.veil import veiled
from jinguo.ui.downloads import download
from jinguo.ui.pages import page

FIELD = "files"


@login_required
def of_record(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """Everything that stands with a record, and the form to put more there."""
    register, record = queries.record_of(slug, request.user, pk)
    refused: list[str] = []
    if request.method == "POST":
        refused = take(request, record, is_sign_in=bool(request.POST.get("sign_in"))) or []
        if request.FILES and not refused:
            return redirect(register.url("detail", pk))
        refused = refused or [_("还没有选文件。请先选一个。")]
    context = {
        "register": register,
        "record": record,
        "name": register.name_of(*veiled([record], request.user)),
        "back_url": register.url("detail", pk),
        "files": queries.files_of(record),
        "refused": refused,
        "accept": ACCEPT,
        "sign_in": "sign_in" in request.GET or "sign_in" in request.POST,
        "may_change": may_attach(request.user, record),
    }
    return page(request, "files/of_record.html", context, status=422 if refused else 200)


def may_attach(user: User, record: Any) -> bool:
    """Where a record stands still, its files do, too."""
    stands = record.voided_at is not None or getattr(record, "erased_at", None) is not None
    return not stands and records.may_change(user, record)


def take(request: UserRequest, record: Record, *, is_sign_in: bool = False) -> list[str]:
    """Put the request's files to the record and say so; a sentence for each that was refused."""
    if not may_attach(request.user, record):
        raise Http404
    uploads: list[Any] = request.FILES.getlist(FIELD)
    kept, refused = services.attach(record=record, uploads=uploads, by=request.user, is_sign_in=is_sign_in)
    if kept:
        messages.success(request, _("放上了：%(names)s。") % {"names": "、".join(one.label for one in kept)})
    return refused


@never_cache
@login_required
@download
def opened(request: UserRequest, pk: int) -> HttpResponse:
    return sent(queries.file(request.user, pk))


def sent(attachment: Attachment) -> HttpResponse:
    """The file in clear, under its name; only a picture that was drawn anew here may open inside the browser."""
    kind = "image/jpeg" if attachment.is_picture else "application/octet-stream"
    answer = HttpResponse(services.content(attachment), content_type=kind)
    disposition = content_disposition_header(not attachment.is_picture, attachment.file_name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@never_cache
@login_required
def small(request: UserRequest, pk: int) -> HttpResponse:
    attachment = queries.file(request.user, pk)
    return HttpResponse(services.content(attachment, small=True), content_type="image/jpeg")


@may_write
@require_POST
def withdraw(request: UserRequest, pk: int) -> HttpResponse:
    attachment, register, record = queries.file_of_record(request.user, pk)
    if not may_attach(request.user, record):
        raise Http404
    services.withdraw(attachment, record=record, by=request.user)
    messages.success(request, _("撤下了：%(name)s。改动记录里查得到。") % {"name": attachment.label})
    return redirect(register.url("files", record.pk))
