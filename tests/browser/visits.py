"""Windows of the tests, and everything that went wrong in them."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from jinguo.orgs.models import User
from tests.conftest import DESK, new_window

UNASKED = ("401 (Unauthorized)", "Error Code 401", "404 (Not Found)")
"""What Chromium and htmx say of an answer that the product means: sign in again, not yours."""
CUT_OFF = ("htmx:afterRequest", "htmx:sendError", "htmx:sendAbort")
"""What htmx says of a question whose page was left before the answer; a wrong answer reads otherwise."""


class Visits:
    """Opens pages and notes script errors, console errors and requests to any other machine."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self.problems: list[str] = []
        self.windows: list[BrowserContext] = []

    def open(self, path: str = "/", *, user: User | None = None, width: int = DESK) -> Page:
        page = self.window(user=user, width=width).new_page()
        page.goto(path)
        return page

    def window(self, *, user: User | None = None, width: int = DESK, scripts: bool = True) -> BrowserContext:
        window = new_window(self.browser, self.url, user, width, scripts=scripts)
        self.windows.append(window)
        window.on("request", self._request)
        window.on("console", self._message)
        window.on("weberror", lambda error: self.problems.append(str(error.error)))
        return window

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            self.problems.append(f"asks another machine: {request.url}")

    def _message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in (*UNASKED, *CUT_OFF)):
            self.problems.append(message.text)

    def close(self) -> None:
        for window in self.windows:
            window.close()
