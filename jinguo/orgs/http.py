"""What every view of the product starts from: a request whose user is known, and the doors that make it so."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from jinguo.common.numbers import whole_number
from jinguo.orgs.models import User

P = ParamSpec("P")


class UserRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[UserRequest, P], HttpResponse]
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponse]

SIGN_IN_NEEDED = "jg:sign-in"
"""The event by which htmx tells the page to ask for the password above what is being written."""


def login_required(view: View[P]) -> AnyView[P]:
    """Let in whoever is signed in.

    A page leads to sign-in and back. A script (htmx, or fetch that accepts JSON) gets 401, so that it can ask for
    the password above the form and send the form again: nothing typed is lost.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        if request.user.must_change_password and not is_script(request):
            return HttpResponseRedirect(resolve_url("password"))
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded


def may_write(view: View[P]) -> AnyView[P]:
    """Let in those who write; a leader, who reads, finds no such page."""
    return login_required(_only(lambda user: user.may_write, view))


def may_administer(view: View[P]) -> AnyView[P]:
    """Let in administrators; for everybody else there is no such page."""
    return login_required(_only(lambda user: user.may_administer, view))


def may_look_after(view: View[P]) -> AnyView[P]:
    """Let in those who look after others' accounts; for everybody else there is no such page."""
    return login_required(_only(lambda user: bool(user.looks_after), view))


ROWS, MOST_ROWS = 30, 10_000


def first_rows(request: HttpRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    """As many rows as `?see=` asks for; `more` is what the link below them asks for, None when all are there."""
    see = min(whole_number(request.GET.get("see", "")) or ROWS, MOST_ROWS)
    shown = list(rows[: see + 1])
    return {"rows": shown[:see], "more": see + ROWS if len(shown) > see else None}


def is_script(request: HttpRequest) -> bool:
    """Whether htmx or fetch asks, not the browser itself."""
    accept = request.headers.get("Accept", "")
    return "HX-Request" in request.headers or accept.startswith("application/json")


def _only(allowed: Callable[[User], bool], view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: UserRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not allowed(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if not is_script(request):
        return redirect_to_login(request.get_full_path())
    body = {"sign_in": resolve_url(settings.LOGIN_URL), "message": _("登录过时了，请再登录一次。您写的都还在。")}
    return JsonResponse(body, status=401, headers={"HX-Trigger": SIGN_IN_NEEDED})
