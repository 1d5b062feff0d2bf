"""list, get, create, change and void of every register, under /records/<slug>."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.security import SessionAuth

from jinguo.api.schemas import Page, Reason, Rejection, as_json, as_written, body_schema, form_data, is_writable
from jinguo.orgs.api import TokenAuth
from jinguo.orgs.http import UserRequest
from jinguo.orgs.models import User
from jinguo.records import queries, registers, services
from jinguo.records.pages.forms import blank, form_class
from jinguo.records.pages.listing import Listing
from jinguo.records.registers import Register
from jinguo.records.same_event import twins
from jinguo.records.veil import veiled

PAGE = 50
MOST = 500


class Reading(SessionAuth):
    """A browser that is signed in may read; whoever writes needs a token, so that no page can write in its place."""

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:  # noqa: ARG002
        is_reading = request.method in ("GET", "HEAD")
        return request.user if is_reading and isinstance(request.user, User) else None


AUTH = [TokenAuth(), Reading(csrf=False)]


def router() -> Router:
    """The routes of every register, made when all are known."""
    made = Router()
    for register in registers.shared():
        made.add_router(f"/{register.slug}", _of(register), tags=[register.slug])
    return made


def _of(register: Register) -> Router:
    made = Router()
    name = register.source.replace(".", "_")
    made.get("", response=Page, operation_id=f"{name}_list", summary=f"{register.slug}: list")(_lister(register))
    made.get("/{pk}", response=dict[str, Any], operation_id=f"{name}_get", summary=f"{register.slug}: get")(
        _getter(register)
    )
    if is_writable(register):
        answers = {200: dict[str, Any], 201: dict[str, Any], 422: Rejection}
        body = body_schema(register)
        made.post("", response=answers, operation_id=f"{name}_create", summary=f"{register.slug}: create")(
            _creator(register, body)
        )
        made.put("/{pk}", response=answers, operation_id=f"{name}_change", summary=f"{register.slug}: change")(
            _changer(register, body)
        )
        made.post("/{pk}/void", response=answers, operation_id=f"{name}_void", summary=f"{register.slug}: void")(
            _voider(register)
        )
    return made


def _lister(register: Register) -> Callable[..., Any]:
    def records(request: UserRequest, offset: int = 0, limit: int = PAGE) -> dict[str, Any]:
        """The filters of the list page, under the same names, and `q`."""
        listing = Listing(register, request.user, request.GET)
        start, size = min(max(offset, 0), listing.count), min(max(limit, 1), MOST)
        items = [as_json(register, one) for one in veiled(listing.found[start : start + size], request.user)]
        end = start + len(items)
        return {"count": listing.count, "next": end if end < listing.count else None, "items": items}

    return records


def _getter(register: Register) -> Callable[..., Any]:
    def record(request: UserRequest, pk: int) -> dict[str, Any]:
        return as_written(register, queries.record(register, request.user, pk), request.user)

    return record


def _creator(register: Register, body: type[Schema]) -> Callable[..., Any]:
    def create(request: UserRequest, body: Schema) -> Status[Any]:
        _refuse_readers(request.user)
        return _saved(register, request, blank(register, request.user), body, 201)

    create.__annotations__["body"] = body
    return create


def _changer(register: Register, body: type[Schema]) -> Callable[..., Any]:
    def change(request: UserRequest, pk: int, body: Schema) -> Status[Any]:
        """The whole record as it shall be; `version` is the one that was read, 422 if it isn't the newest any more."""
        _refuse_readers(request.user)
        record = queries.own_record(register, request.user, pk)
        return _saved(register, request, record, body, 200)

    change.__annotations__["body"] = body
    return change


def _voider(register: Register) -> Callable[..., Any]:
    def void(request: UserRequest, pk: int, body: Reason) -> Status[Any]:
        _refuse_readers(request.user)
        record = queries.own_record(register, request.user, pk)
        try:
            services.void(record, reason=body.reason, by=request.user)
        except ValidationError as refusal:
            return Status(422, {"errors": messages_of(refusal)})
        return Status(200, as_written(register, record, request.user))

    return void


def _saved(register: Register, request: UserRequest, record: Any, body: Any, status: int) -> Status[Any]:
    form: Any = form_class(register)(form_data(body), user=request.user, instance=record)
    alike = [] if body.another or not form.is_valid() else twins(register, form.instance, request.user)
    if alike:
        return Status(422, {"errors": {"another": [_same_as(register, one) for one in alike]}})
    expected = {"expect_version": body.version} if record.pk and body.version is not None else {}
    if not form.submit(register.save, by=request.user, **expected):
        return Status(422, {"errors": {name: list(errors) for name, errors in form.errors.items()}})
    return Status(status, as_written(register, queries.record(register, request.user, form.result.pk), request.user))


def _same_as(register: Register, record: Any) -> str:
    told = {"name": register.name_of(record), "hint": register.hint_of(record), "pk": record.pk}
    return _("可能已经记着了：%(name)s（%(hint)s），编号 %(pk)d。不是同一件事，就带上 another=true 再送。") % told


def messages_of(refusal: ValidationError) -> dict[str, list[str]]:
    return dict(refusal.message_dict) if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.messages}


def _refuse_readers(user: User) -> None:
    if not user.may_write:
        raise PermissionDenied
