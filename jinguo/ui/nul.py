"""NUL characters never reach a view: PostgreSQL stores none of them, and refuses even to compare with one."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict

NUL = "\0"


class WithoutNulMiddleware:
    """Leaves them out of queries, cookies and forms; an address that has one is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if NUL in request.path_info:
            raise Http404
        request.GET = _without(request.GET)  # type: ignore[assignment]
        request.COOKIES = {name: text.replace(NUL, "") for name, text in request.COOKIES.items()}
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: object, kwargs: object) -> None:  # noqa: ARG002
        """Forms are read here, not earlier: a view that reads its own stream is exempt from CSRF and left alone."""
        if not getattr(view, "csrf_exempt", False):
            request.POST = _without(request.POST)  # type: ignore[assignment]


def _without(asked: QueryDict) -> QueryDict:
    if not any(NUL in text for _name, texts in asked.lists() for text in texts):
        return asked
    kept = asked.copy()
    for name, texts in asked.lists():
        kept.setlist(name, [text.replace(NUL, "") for text in texts])
    return kept
