"""The API of the product: records of every register, and figures. It describes itself at openapi.json."""

import json
import logging
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser

from jinguo.api.routes import AUTH
from jinguo.api.routes import router as records
from jinguo.api.schemas import Rejection
from jinguo.common.errors import BadInput
from jinguo.files.api import router as files
from jinguo.indicators.api import router as figures
from jinguo.notices.api import router as notices
from jinguo.orgs.api import router as sign_in
from jinguo.ui.errors import spoken_code
from jinguo.ui.faults import fault_of

log = logging.getLogger(__name__)

REFUSALS = {400: "not JSON", 401: "not signed in", 403: "may only read", 404: "not here, or not yours", 422: "wrong"}
"""How any operation may answer beside what it gives: always with a Rejection."""


class StoredText(Parser):
    """JSON whose texts every database can hold: without half a surrogate pair and without NUL."""

    def parse_body(self, request: HttpRequest) -> Any:
        body = super().parse_body(request)
        said = json.dumps(body, ensure_ascii=False)
        said.encode()
        if r"\u0000" in said.replace(r"\\", ""):
            raise BadInput(_("里面有看不见的符号（NUL），请去掉再送。"))
        return body


class Described(NinjaAPI):
    """Its description tells the refusals that the handlers below give, too. Made once: routes stay as they are."""

    def get_openapi_schema(self, **_prefix: Any) -> Any:
        return self._description

    @cached_property
    def _description(self) -> Any:
        made = super().get_openapi_schema()
        made["components"]["schemas"].setdefault(Rejection.__name__, Rejection.model_json_schema())
        for methods in made["paths"].values():
            for operation in methods.values():
                answers = operation["responses"]
                operation["responses"] = {status: _refusal(told) for status, told in REFUSALS.items()} | answers
        return made


def _refusal(told: str) -> dict[str, Any]:
    content = {"schema": {"$ref": f"#/components/schemas/{Rejection.__name__}"}}
    return {"description": told, "content": {"application/json": content}}


# No page of documentation: ninja's draws its scripts from a foreign network.
api = Described(title="Jinguo", version="1", docs_url=None, urls_namespace="api", auth=AUTH, parser=StoredText())
api.add_router("", sign_in)
api.add_router("", figures)
api.add_router("/records", records())
api.add_router("/files", files)
api.add_router("/notices", notices)


def _answer(request: HttpRequest, status: int, errors: dict[str, list[str]]) -> HttpResponse:
    return api.create_response(request, {"errors": errors}, status=status)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _answer(request, 401, {"__all__": [_("请先登录：用账号和密码换一个令牌。")]})


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _answer(request, 403, {"__all__": [_("您的账号只能看，不能改这里。")]})


@api.exception_handler(Http404)
def _absent(request: HttpRequest, error: Http404) -> HttpResponse:
    return _answer(request, 404, {"__all__": [str(error) or _("这里没有这一页，或不归您管。")]})


@api.exception_handler(HttpError)
def _no_json(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What isn't JSON at all, or says what no database holds; ninja raises nothing else of this kind here."""
    if isinstance(error.__cause__, BadInput):
        return _answer(request, 422, {"__all__": [error.__cause__.message]})
    return _answer(request, error.status_code, {"__all__": [_("看不懂送来的内容，要写 JSON。")]})


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Values of a wrong type, in Chinese like everything else; what another part worded itself stays as it is."""
    errors: dict[str, list[str]] = {}
    for one in error.errors:
        errors.setdefault(_place(one), []).append(_worded(one))
    return _answer(request, 422, errors)


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """What broke is ours; the code stands beside it in the server's log."""
    code = spoken_code()
    log.error("Answered to a program as %s: %s %s", code, request.method, request.path, exc_info=error)
    fault = fault_of(error)
    told = fault.shown if fault else _("服务器出了错，没有存上。请把“%(code)s”念给管理员听。") % {"code": code}
    return _answer(request, 500, {"__all__": [str(told)]})


def _place(error: dict[str, Any]) -> str:
    places = [str(step) for step in error.get("loc", ()) if step not in ("body", "query", "path")]
    return places[-1] if places else "__all__"


def _worded(error: dict[str, Any]) -> str:
    if "type" not in error:
        return str(error.get("msg", ""))
    kind = error["type"].partition("_")[0]
    known = {
        "missing": _("这一项没有填。"),
        "int": _("这里要写整数。"),
        "date": _("这里要写日期，如 2008-06-24。"),
        "string": _("这里要写文字。"),
        "list": _("这里要写一串。"),
        "bool": _("这里要写 true 或 false。"),
        "json": _("看不懂送来的内容，要写 JSON。"),
    }
    return known.get(kind) or _("这一项写得不对。")
