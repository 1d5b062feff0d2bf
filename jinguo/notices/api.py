"""Notices and tasks for programs: listed, and read one by one. They are written and answered on their pages."""

from datetime import date, datetime

from django.db.models import QuerySet
from ninja import Router, Schema

from jinguo.files.api import FileOut
from jinguo.files.models import Attachment
from jinguo.files.queries import files_of
from jinguo.notices import queries
from jinguo.notices.models import Notice
from jinguo.orgs.http import UserRequest

MOST = 100

router = Router(tags=["notices"])


class NoticeOut(Schema):
    """`due_on` makes it a task; `unit` sent it; `written_in` names the register in which it is written down."""

    id: int
    unit: int
    title: str
    text: str
    due_on: date | None
    written_in: str
    sent_at: datetime
    withdrawn_at: datetime | None
    withdraw_reason: str

    @staticmethod
    def resolve_written_in(notice: Notice) -> str:
        return notice.register

    @staticmethod
    def resolve_unit(notice: Notice) -> int:
        return notice.unit_id


class NoticeWithFiles(NoticeOut):
    """Each file is saved under /files/<id>."""

    files: list[FileOut]

    @staticmethod
    def resolve_files(notice: Notice) -> list[Attachment]:
        return files_of(notice)


@router.get("", response=list[NoticeOut], operation_id="notice_list")
def listed(request: UserRequest) -> QuerySet[Notice]:
    """The newest that the user's branch sent or got."""
    return queries.notices(request.user)[:MOST]


@router.get("/{pk}", response=NoticeWithFiles, operation_id="notice_get")
def read(request: UserRequest, pk: int) -> Notice:
    return queries.notice_for(request.user, pk)
