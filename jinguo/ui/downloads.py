"""Downloads where the browser can't save a file: WeChat's own browser on a phone says to open the system's."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from jinguo.ui.pages import page

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)

SAVES_FILES = ("iPhone", "iPad", "Windows", "Macintosh")
"""Where WeChat's browser saves files like any other."""


def download(view: Callable[Concatenate[R, P], HttpResponse]) -> Callable[Concatenate[R, P], HttpResponse]:
    """For views that answer with a file, or lead to one: in WeChat on Android, the page 在浏览器打开 instead."""

    @wraps(view)
    def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "GET" and cannot_save(request):
            return page(request, "ui/in_wechat.html")
        return view(request, *args, **kwargs)

    return guarded


def cannot_save(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    return "MicroMessenger" in agent and not any(system in agent for system in SAVES_FILES)


def as_file(data: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to save; its name may be Chinese."""
    saved_as = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": str(saved_as)})
