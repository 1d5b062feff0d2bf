"""`jinguo serve`: the product on this machine, or on a network once it is safe there."""

import argparse
import errno
import ipaddress
import os
import socket
import tempfile
from datetime import date, timedelta
from typing import Any

import waitress
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common import reading
from jinguo.common.dates import say_day
from jinguo.config import refusals
from jinguo.config.wsgi import application
from jinguo.orgs import jobs
from jinguo.orgs.crypto import check_keys
from jinguo.orgs.models import AuditEntry
from jinguo.records.models import Change
from jinguo.sheets import long
from jinguo.sheets import services as sheets
from jinguo.ui import commands

THREADS = 8
"""Pages answered at once. SQLite lets one of them write and the others read; the rest wait in line."""

LARGEST = 2 * reading.MOST_BYTES
"""Bytes of a request. A workbook too large by little is told so on its page; what is larger still is not even read."""

CLOCKS_DIFFER, A_YEAR = timedelta(minutes=5), timedelta(days=366)
"""How far two clocks may differ, and how long nothing may be written down before anybody wonders."""
A_LONG_AGO = date.min
"""Near no day: days are said with their year."""

LIMITS = {"max_request_body_size": LARGEST, "inbuf_overflow": LARGEST, "outbuf_overflow": LARGEST}
"""What comes and goes is buffered in memory: the server's temporary files would hold it in clear."""


class Command(commands.Command):
    help = _("启动服务，浏览器就能打开。")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=port_number, default=os.environ.get("JINGUO_PORT", "8000"))
        parser.add_argument("--threads", type=int, default=THREADS)

    def handle(self, *, host: str, port: int, threads: int, **_options: Any) -> None:
        if refusal := unsafe(host) or unwritable() or unmigrated():
            raise CommandError(refusal)
        check_keys()
        listener = listen(host, port)
        sheets.forget_old()
        long.clear_up()
        jobs.keep_working()
        for note in filter(None, (other_clock(), doubtful_clock())):
            self.stdout.write(note)
        self.stdout.write(
            _("巾帼开着了：http://%(host)s:%(port)d （%(threads)d 个线程，按 Ctrl+C 停下）")
            % {"host": host, "port": port, "threads": threads}
        )
        refusals.in_our_words()
        # A proxy on this machine is believed when it says that the browser came over HTTPS.
        waitress.serve(
            application,
            sockets=[listener],
            threads=threads,
            ident=None,
            **LIMITS,
            trusted_proxy="127.0.0.1",
            trusted_proxy_headers={"x-forwarded-proto", "x-forwarded-for"},
        )


def port_number(text: str) -> int:
    """The port as it was typed, or as JINGUO_PORT has it; argparse says what is wrong with it."""
    if text.isdecimal() and 0 < int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(_("“%(port)s”不是端口号，请写 1 到 65535 的整数。") % {"port": text})


def unsafe(host: str) -> str:
    """Why the product must not be reachable from other machines as it is; empty on loopback."""
    if is_loopback(host):
        return ""
    if settings.DEBUG:
        return _("DEBUG 开着，只能在本机用。关掉它再对外开放。")
    if settings.JINGUO_DEMO:
        return _("这里是演示数据和演示账号，只能在本机用。换一个 JINGUO_HOME，装上真实单位再对外开放。")
    if not settings.SESSION_COOKIE_SECURE:
        return _(
            "对外开放要有 HTTPS：在前面放一个带证书的反向代理，设 JINGUO_HTTPS=1；代理也在这台机器上的话，不用 --host。"
        )
    return ""


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def unwritable() -> str:
    """Whether the home folder takes files; a read-only disk is told here, not in the middle of a day's work."""
    try:
        with tempfile.TemporaryFile(dir=settings.HOME):
            return ""
    except OSError:  # asking for permission instead would say yes to root on a read-only disk
        return _("写不进 %(home)s。换一个能写的文件夹：JINGUO_HOME=… jinguo serve") % {"home": settings.HOME}


def unmigrated() -> str:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return _("数据库还没建好，或者要随新版本更新。先运行：jinguo migrate")
    return ""


def listen(host: str, port: int) -> socket.socket:
    """The socket to serve on; one that cannot be had is told in a line."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise CommandError(
                _("端口 %(port)d 已经有程序在用。换一个：jinguo serve --port %(other)d")
                % {"port": port, "other": port + 1}
            ) from error
        raise CommandError(
            _("不能在 %(host)s:%(port)d 上开放：%(why)s") % {"host": host, "port": port, "why": error.strerror}
        ) from error
    return listener


def doubtful_clock() -> str:
    """Records get their day from this machine's clock: one that can't be right, by what was last written, is told."""
    lasts = (model.objects.aggregate(last=Max("at"))["last"] for model in (Change, AuditEntry))
    last, now = max(filter(None, lasts), default=None), timezone.now()
    if last is None or -CLOCKS_DIFFER < now - last < A_YEAR:
        return ""
    told = {"now": say_day(now.date(), near=A_LONG_AGO), "last": say_day(last.date(), near=A_LONG_AGO)}
    if now < last:
        return (
            _("这台机器的时钟是 %(now)s，比最后记下的（%(last)s）还早。先把时钟对好，不然今天记的会算错日子。") % told
        )
    return _("这台机器的时钟是 %(now)s，最后记下的在 %(last)s，隔了一年多。要是时钟不对，先对好再用。") % told


def other_clock() -> str:
    """A machine on another zone's clock is no fault, but whoever reads its logs should know."""
    offset = timezone.now().astimezone().utcoffset()
    if offset == timezone.localtime().utcoffset():
        return ""
    return _("这台机器的时区不是北京时间；页面和记录一律按北京时间。")
