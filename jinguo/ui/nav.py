"""What stands in the side bar and the bottom tabs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class NavItem:
    """One door: `parent` names the main item (by its URL name) under which a provider's item is listed."""

    label: str | Promise
    url: str
    icon: str = ""
    active: bool = False
    children: Sequence["NavItem"] = field(default=())
    parent: str = ""


Provider = Callable[[HttpRequest], Sequence[NavItem]]

MAIN = (
    ("today", _("今天"), "sun"),
    ("registers", _("台账"), "books"),
    ("figures", _("指标"), "chart-bar"),
    ("reports", _("报告"), "file-text"),
)


def main_items(request: HttpRequest) -> list[NavItem]:
    """The main doors whose pages exist, each with what the providers hang under it while it is open."""
    provided = _provided(request)
    items = []
    for name, label, icon in MAIN:
        url = address(name)
        if not url:
            continue
        children = [item for item in provided if item.parent == name]
        active = is_open(request, url) or any(child.active for child in children)
        item = NavItem(label, url, icon, active)
        items.append(replace(item, children=children) if active else item)
    return items


def menu_items(request: HttpRequest) -> list[NavItem]:
    """What providers put under the user's name: settings, accounts, units, changes."""
    return [item for item in _provided(request) if item.parent == "account"]


def address(name: str) -> str:
    """The address of a page, or nothing where a deployment leaves the page out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def is_open(request: HttpRequest, url: str) -> bool:
    """Whether the request is for this page or one below it; the first page has none below it."""
    return request.path == url if url == "/" else request.path.startswith(url)


def _provided(request: HttpRequest) -> list[NavItem]:
    """What the providers hang up, asked once in the life of a request."""
    if "provided" not in request.__dict__:
        request.__dict__["provided"] = list(_asked(request))
    found: list[NavItem] = request.__dict__["provided"]
    return found


def _asked(request: HttpRequest) -> Iterator[NavItem]:
    for dotted in getattr(settings, "JINGUO_NAV", ()):
        provider: Provider = import_string(dotted)
        for item in provider(request):
            yield item if item.active else replace(item, active=is_open(request, item.url))
