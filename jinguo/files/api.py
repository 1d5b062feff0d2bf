"""The files of records for programs: listed, put there as multipart/form-data, saved."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from jinguo.api.schemas import Rejection
from jinguo.files import queries, services, views
from jinguo.files.models import Attachment
from jinguo.orgs.http import UserRequest

router = Router(tags=["files"])


class FileOut(Schema):
    """`size` in bytes, as it is kept."""

    id: int
    name: str
    kind: str
    is_sign_in: bool
    size: int
    added_at: datetime

    @staticmethod
    def resolve_name(file: Attachment) -> str:
        return file.file_name


@router.get("/of/{slug}/{pk}", response=list[FileOut], operation_id="file_list")
def listed(request: UserRequest, slug: str, pk: int) -> list[Attachment]:
    """The files of a record, by its register's name and its id."""
    _register, record = queries.record_of(slug, request.user, pk)
    return queries.files_of(record)


@router.post("/of/{slug}/{pk}", response={201: list[FileOut], 422: Rejection}, operation_id="file_create")
def attach(request: UserRequest, slug: str, pk: int, files: File[list[UploadedFile] | None] = None) -> Status[Any]:
    """Put files (multipart/form-data) to a record; where one is refused, 422 says why, and the others are kept."""
    _register, record = queries.record_of(slug, request.user, pk)
    if not views.may_attach(request.user, record):
        raise PermissionDenied
    kept, refused = services.attach(record=record, uploads=files or [], by=request.user)
    refused = refused if kept or refused else [_("还没有选文件。请先选一个。")]
    return Status(422, {"errors": {"files": refused}}) if refused else Status(201, kept)


@router.get("/{pk}", operation_id="file_get")
def saved(request: UserRequest, pk: int) -> HttpResponse:
    """The file itself."""
    return views.sent(queries.file(request.user, pk))
