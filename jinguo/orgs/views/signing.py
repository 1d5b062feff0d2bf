"""Signing in and out, being locked out, and one's own account."""

from datetime import timedelta
from typing import Any

from axes.helpers import get_failure_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from jinguo.orgs import audit
from jinguo.orgs.accounts import change_password
from jinguo.orgs.forms import PasswordForm, SignInForm
from jinguo.orgs.http import UserRequest, is_script, login_required
from jinguo.orgs.queries import locked_until
from jinguo.ui.context import LARGE_TYPE_COOKIE
from jinguo.ui.pages import page

PHONE_IDLE = 30 * 60
"""Seconds that a phone may lie idle; a PC's are in the settings."""

YEAR = timedelta(days=365)

EXAMPLE = {
    "sessions": 36,
    "women": 680,
    "rows": [
        (gettext_lazy("6月20日"), gettext_lazy("柳溪镇"), gettext_lazy("海产品养殖"), 22),
        (gettext_lazy("6月18日"), gettext_lazy("长堤镇"), gettext_lazy("家政服务"), 26),
        (gettext_lazy("6月15日"), gettext_lazy("云岭乡"), gettext_lazy("刺绣"), 24),
        (gettext_lazy("6月11日"), gettext_lazy("河湾乡"), gettext_lazy("杨梅栽培"), 19),
    ],
}
"""What stands beside the door, marked as an example: invented places, never live data."""


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. A script that accepts JSON gets the new form token instead of a redirect."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _door(request, form)
    user = authenticate(request, **form.cleaned_data) if form.is_valid() else None
    if user is None:
        if not form.errors:
            form.add_error("password", _("账号或密码不对，请再试一次。"))
        return _refused(request, form)
    login(request, user)
    if "Mobile" in request.headers.get("User-Agent", ""):
        request.session.set_expiry(PHONE_IDLE)
    audit.log(user, "sign-in")
    if _accepts_json(request):
        return JsonResponse({"csrf": get_token(request), "account": str(user.pk), "next": _next(request)})
    return HttpResponseRedirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("sign-in")


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """What django-axes answers to an account with too many failures: when to try again."""
    username = str((credentials or {}).get("username", ""))
    message = _("密码错了 %(times)s 次，先停一停。%(time)s 以后再试，或请上级妇联重设密码。") % {
        "times": get_failure_limit(request, credentials),
        "time": f"{locked_until(username):%H:%M}",
    }
    if is_script(request) or request.content_type == "application/json":
        return JsonResponse({"errors": {NON_FIELD_ERRORS: [message]}}, status=429)
    form = SignInForm(initial={"username": username})
    return _door(request, form, status=429, locked=message)


def _door(request: HttpRequest, form: SignInForm, status: int = 200, locked: str = "") -> HttpResponse:
    target = request.POST.get("next") or request.GET.get("next") or ""
    context = {"form": form, "next": target, "locked": locked, "example": EXAMPLE}
    return page(request, "orgs/sign_in.html", context, part="form", status=status)


def _refused(request: HttpRequest, form: SignInForm) -> HttpResponse:
    if _accepts_json(request):
        return JsonResponse({"errors": form.errors}, status=422)
    return _door(request, form)


def _accepts_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else resolve_url(settings.LOGIN_REDIRECT_URL)


@login_required
def account(request: UserRequest) -> HttpResponse:
    """One's own page: type size, language, password."""
    return page(request, "orgs/account.html", {"languages": settings.LANGUAGES})


@require_POST
def type_size(request: HttpRequest) -> HttpResponse:
    """大字 without JavaScript."""
    response = redirect("account")
    size = "large" if request.POST.get("size") == "large" else "normal"
    response.set_cookie(LARGE_TYPE_COOKIE, size, max_age=YEAR, samesite="Lax")
    return response


@never_cache
@sensitive_post_parameters("old", "new")
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; where a first-time one leads before anything else."""
    if not request.user.is_authenticated:
        return redirect("sign-in")
    form = PasswordForm(request.POST or None)
    if form.submit(change_password, user=request.user):
        update_session_auth_hash(request, form.result)
        messages.success(request, _("密码改好了，下次用新密码登录。"))
        return redirect("account")
    return page(request, "orgs/password.html", {"form": form})
