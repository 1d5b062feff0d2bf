"""What the machine refuses: a full disk, a database that is busy or damaged, a lost key file, each in a sentence."""

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jinguo.common.errors import MachineError

Text = str | Promise


@dataclass(frozen=True)
class Fault:
    """`told`: what whoever keeps the server reads, and does. `shown`: what stands on the page of whoever works."""

    told: Text
    shown: Text


BUSY = Fault(
    _("数据库正被别的程序占着。等它办完，或把它关掉，再试一次。"),
    _("服务器忙不过来，不是您填错了。等一会儿再存；关了页面也不会丢。"),
)
FULL = Fault(
    _("磁盘满了，写不进去。腾出地方再试；已经记下的都在。"),
    _("服务器的磁盘满了，不是您填错了。请告诉管理员；腾出地方以后再存，关了页面也不会丢。"),
)
READ_ONLY = Fault(
    _("数据库写不进去：磁盘是只读的，或这个账号没有写的权限。改好再试。"),
    _("服务器的磁盘写不进去，不是您填错了。请告诉管理员；关了页面也不会丢。"),
)
UNREADABLE = Fault(
    _("磁盘读写出了错，多半是满了或坏了。查一遍磁盘再试。"),
    _("服务器的磁盘出了毛病，不是您填错了。请告诉管理员；关了页面也不会丢。"),
)
DAMAGED = Fault(
    _("数据库文件坏了，或不是数据库。请从备份里恢复。"),
    _("服务器的数据库坏了，不是您填错了。请告诉管理员；关了页面也不会丢。"),
)
AWAY = Fault(
    _("打不开数据库：看看它在不在、开着没有，所在的文件夹能不能写，DATABASE_URL 对不对。"),
    _("服务器现在连不上数据库，不是您填错了。请告诉管理员；关了页面也不会丢。"),
)
LOCKED_UP = _("服务器的钥匙文件用不了，不是您填错了。请告诉管理员；关了页面也不会丢。")

SQLITE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: UNREADABLE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_CANTOPEN: AWAY,
}
POSTGRESQL = {"53100": FULL, "25006": READ_ONLY, "55P03": BUSY, "40P01": BUSY, "58030": UNREADABLE, "XX001": DAMAGED}
DISK = {
    errno.ENOSPC: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EIO: UNREADABLE,
}


def fault_of(error: BaseException | None) -> Fault | None:
    """What of the machine is behind an error, or behind what it was raised from; None where it is our own."""
    return next((found for one in _chain(error) if (found := _fault(one))), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _fault(error: Any) -> Fault | None:
    match error:
        case MachineError():
            return Fault(str(error), LOCKED_UP)
        case sqlite3.Error():
            # The low byte is the kind; what stands above it says more than anybody needs.
            return SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        case psycopg.Error():
            lost = isinstance(error, psycopg.OperationalError) and not error.sqlstate
            return AWAY if lost else POSTGRESQL.get(error.sqlstate or "")
        case OSError():
            return DISK.get(error.errno or 0)
    return None
