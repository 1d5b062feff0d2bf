"""What browser tests need: one Chromium that reaches nothing but this machine, and pages opened as a user."""

import os
import shutil
from collections.abc import Iterator
from typing import Protocol

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from jinguo.orgs.models import User

DESK = 1280
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


class Visit(Protocol):
    """Open a page of the running product, as a user or signed out, on a window of some width."""

    def __call__(self, path: str = "/", *, user: User | None = None, width: int = DESK) -> Page: ...


def chromium() -> str:
    """Where Chromium is. Its absence fails the tests: a browser test that is skipped proves nothing."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.fail("Chromium is missing. Run: sudo apt-get install -y chromium", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run. Its loop runs in the tests' thread, where Django guards its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
        yield chrome
        chrome.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Opens pages; in the end none of them may have raised a script error or broken the security policy."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            problems.append(message.text)

    def open_page(path: str = "/", *, user: User | None = None, width: int = DESK) -> Page:
        context = new_window(browser, live_server.url, user, width)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", note)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)


def new_window(browser: Browser, url: str, user: User | None, width: int, *, scripts: bool = True) -> BrowserContext:
    """A private window in Chinese; below 600 px it behaves as a phone with a touch screen."""
    is_phone = width < 600
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": 740 if is_phone else 800},
        has_touch=is_phone,
        is_mobile=is_phone,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        java_script_enabled=scripts,
    )
    if user is not None:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies["sessionid"]
        context.add_cookies([{"name": session.key, "value": session.value, "url": url}])
    return context
