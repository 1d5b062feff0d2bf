"""The page for when something of ours broke: says that nothing is lost, with a code that can be read aloud."""

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from jinguo.ui.faults import fault_of

log = logging.getLogger(__name__)

# Two of these and four digits: easy to say on the phone, easy to find in the server's log.
FLOWERS = (_("梅花"), _("桃花"), _("荷花"), _("桂花"), _("菊花"), _("兰花"), _("杏花"), _("茶花"))
COLOURS = (_("红"), _("白"), _("黄"), _("青"), _("紫"), _("金"))


def spoken_code() -> str:
    """A fresh code such as 红梅花 3172, written to the log beside what happened."""
    return f"{secrets.choice(COLOURS)}{secrets.choice(FLOWERS)} {secrets.randbelow(9000) + 1000}"


def server_error(request: HttpRequest) -> HttpResponse:
    """Root `handler500`. Renders without context processors: one of them may be what broke."""
    code, fault = spoken_code(), fault_of(sys.exc_info()[1])
    log.error("Shown to the user as %s: %s %s %s", code, request.method, request.path, fault.told if fault else "")
    return HttpResponse(render_to_string("500.html", {"code": code, "fault": fault}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`: a page that lay open too long, in words that help."""
    return render(request, "403_csrf.html", status=403)
