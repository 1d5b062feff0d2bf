"""One way to answer with a page: the whole of it, or the part that htmx asked for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the template, or only with its `{% partialdef part %}` when htmx asks.

    A boosted link or a restored history entry needs the whole page even though htmx sends it.
    """
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    wants_part = part and htmx and not (htmx.boosted or htmx.history_restore_request)
    name = f"{template}#{part}" if wants_part else template
    response = render(request, name, dict(context or {}), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
