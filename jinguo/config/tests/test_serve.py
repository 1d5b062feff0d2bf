import http.client
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import waitress
from django.core.management import CommandError, call_command
from pytest_django import Settings

from jinguo.config import refusals
from jinguo.config.management.commands import serve
from jinguo.config.wsgi import application


def test_a_taken_port_is_told_in_one_line_that_names_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"端口 {port} 已经有程序在用.*{port + 1}"):
            serve.listen("127.0.0.1", port)


@pytest.mark.parametrize("port", ["abc", "0", "99999", "-1", "８０００.5"])
def test_what_is_no_port_is_told_in_one_line(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGUO_PORT", port)
    with pytest.raises(CommandError, match=f"“{re.escape(port)}”不是端口号"):
        call_command("serve")


def test_a_home_without_a_database_says_how_to_make_one(tmp_path: Path) -> None:
    """As a stranger meets it: a process of its own, in an empty folder."""
    command = [str(Path(sys.executable).with_name("jinguo")), "figures", "--unit", "330226", "--period", "2026H1"]
    run = subprocess.run(  # noqa: S603
        command, env={**os.environ, "JINGUO_HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert run.returncode != 0
    assert "jinguo migrate" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_on_this_machine_the_demo_may_be_served(host: str, settings: Settings) -> None:
    settings.JINGUO_DEMO = True
    assert serve.unsafe(host) == ""


def test_other_machines_never_reach_a_product_that_shows_its_insides(settings: Settings) -> None:
    settings.DEBUG = True
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("serve", host="0.0.0.0")  # noqa: S104


def test_other_machines_never_reach_the_demo(settings: Settings) -> None:
    settings.JINGUO_DEMO = True
    with pytest.raises(CommandError, match="演示"):
        call_command("serve", host="0.0.0.0")  # noqa: S104


def test_other_machines_reach_the_product_only_over_https(settings: Settings) -> None:
    settings.JINGUO_DEMO, settings.SESSION_COOKIE_SECURE = False, False
    with pytest.raises(CommandError, match="HTTPS"):
        call_command("serve", host="0.0.0.0")  # noqa: S104
    settings.SESSION_COOKIE_SECURE = True
    assert serve.unsafe("0.0.0.0") == ""  # noqa: S104


def test_a_home_that_takes_no_files_is_told_before_work_begins(settings: Settings) -> None:
    settings.HOME = Path("/proc")
    with pytest.raises(CommandError, match="写不进 /proc"):
        call_command("serve")


@pytest.mark.django_db
def test_a_database_of_this_version_needs_nothing() -> None:
    assert serve.unmigrated() == ""


@contextmanager
def served(product: Callable[..., Any]) -> Iterator[int]:
    """The port at which the web server serves it, with the product's limits."""
    server = waitress.create_server(product, host="127.0.0.1", port=0, threads=1, **serve.LIMITS)
    loop = threading.Thread(target=server.run, daemon=True)
    loop.start()
    try:
        yield server.effective_port
    finally:
        server.trigger.pull_trigger(server.close)  # by the loop itself, which ends when it has nothing to wait for
        loop.join(10)


def test_of_an_upload_that_was_broken_off_the_product_sees_nothing() -> None:
    """She pressed stop, or went into the lift: half a workbook is no workbook, and others are served on."""
    asked: list[str] = []

    def product(environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        start("200 OK", [])
        return [b""]

    with served(product) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as browser:
            browser.sendall(
                b"POST /registers/people/import/ HTTP/1.1\r\nContent-Length: 100000\r\n\r\nPK" + bytes(50_000)
            )
        other = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        other.request("GET", "/sign-in/")
        assert other.getresponse().status == 200
        assert asked == ["/sign-in/"]


def test_what_is_far_too_large_is_refused_by_its_size_alone() -> None:
    refusals.in_our_words()
    with served(application) as port, closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as browser:
        browser.putrequest("POST", "/registers/people/import/")
        browser.putheader("Content-Length", str(serve.LARGEST + 1))
        browser.endheaders()
        answer = browser.getresponse()
        page = answer.read().decode()
        assert (answer.status, answer.headers.get_content_type()) == (413, "text/html")
        assert "一次最多放 80 MB" in page and "回到刚才那一页" in page and "<h1" in page
