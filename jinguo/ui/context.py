"""What every page's shell shows: where the doors are, who is here, how large the type is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jinguo.ui import nav
from jinguo.ui.manual.chapters import chapter_about

LARGE_TYPE_COOKIE = "jg-type"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Lazy, so that a part sent to htmx pays for no navigation."""
    return {
        "shell": SimpleLazyObject(lambda: _shell(request)),
        "large_type": request.COOKIES.get(LARGE_TYPE_COOKIE) == "large",
        "demo": settings.JINGUO_DEMO,
    }


def _shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    write_url = nav.address("write")
    return {
        "items": nav.main_items(request) if known else [],
        "menu": nav.menu_items(request) if known else [],
        "home_url": nav.address("today") or "/",
        "write_url": write_url if getattr(user, "may_write", False) else "",
        "write_active": bool(write_url) and nav.is_open(request, write_url),
        "search_url": nav.address("search") if known else "",
        "account_url": nav.address("account") if known else "",
        "sign_out_url": nav.address("sign-out") if known else "",
        "sign_in_url": nav.address("sign-in"),
        "help": chapter_about(request.resolver_match.view_name if request.resolver_match else None),
        "help_url": nav.address("help"),
        "user_name": _user_name(user) if known else "",
        "unit_name": _unit_name(user) if known else "",
        "user_standing": getattr(user, "standing", "") if known else "",
        "account_key": str(user.pk) if known and user is not None else "",
    }


def _unit_name(user: Any) -> str:
    unit = getattr(user, "unit", None)
    return str(getattr(unit, "federation", unit or ""))


def _user_name(user: Any) -> str:
    return str(getattr(user, "display_name", "") or user.get_username())
