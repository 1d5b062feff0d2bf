"""Idle time: a session ends so long after its last request, without every request writing to the database."""

import time
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase

RENEW_EVERY = 30
"""Seconds. Who asks on and on writes this often, so that reading waits for nobody who is writing."""


class StaySignedInMiddleware:
    """Renews the session of somebody who is signed in. Stands after the session's own middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session, now = request.session, int(time.time())
        if SESSION_KEY in session and now - session.get("renewed", 0) >= RENEW_EVERY:
            session["renewed"] = now
        return self.get_response(request)
