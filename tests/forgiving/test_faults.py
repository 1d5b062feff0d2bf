"""What the machine refuses gets one line that says what to do, and afterwards everything is as it was."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scripts.with_postgres import free_port
from tests.house.files import ROOT

BEGIN = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from jinguo.orgs.tests.make import make_unit
from jinguo.records.tests.make import BORN, make_id, make_person
make_person(make_unit(), id_number=make_id(), born_on=BORN, phone="10000000001")
"""


def environment(home: Path) -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return own | {
        "JINGUO_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "jinguo.config.settings",
        "JINGUO_PORT": str(free_port()),
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with somebody on file, whose number and phone are encrypted."""
    home = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, "-c", BEGIN], cwd=ROOT, env=environment(home), check=True)  # noqa: S603
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy to be damaged."""
    yield shutil.copytree(made, tmp_path / "home")


def jinguo(
    home: Path, *words: str, begin: Callable[[], None] | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("jinguo")), *words]
    return subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment(home) | settings, capture_output=True, text=True, timeout=60, check=False,
        preexec_fn=begin,
    )  # fmt: skip


def no_room() -> None:
    """The process may write no file longer than a page: the database has no way to grow."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def refused(run: subprocess.CompletedProcess[str], said: str) -> None:
    assert run.returncode != 0
    assert said in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def as_it_was(home: Path) -> None:
    run = jinguo(home, "facts", "verify")
    assert run.returncode == 0, run.stdout + run.stderr


def database(home: Path) -> Path:
    [found] = home.glob("*.sqlite3")
    return found


def test_a_damaged_key_file_is_told_before_anybody_works(home: Path) -> None:
    key = home / "keys" / "fields"
    kept = key.read_text()
    key.write_text(kept[: len(kept) // 2])

    refused(jinguo(home, "serve"), "坏了，请从备份里恢复这个文件")
    key.write_text(kept)
    as_it_was(home)


def test_a_lost_key_file_is_never_replaced_by_another(home: Path) -> None:
    key = home / "keys" / "fields"
    kept = key.read_text()
    key.unlink()

    refused(jinguo(home, "serve"), "找不到钥匙文件")
    assert not key.exists()
    key.write_text(kept)
    as_it_was(home)


def test_the_key_of_another_home_is_told_before_anybody_works(home: Path, tmp_path: Path) -> None:
    key = home / "keys" / "fields"
    key.write_text('{"index": "' + "A" * 43 + '=", "k1": "' + "A" * 22 + '=="}')

    refused(jinguo(home, "serve"), "这把钥匙打不开库里加密的内容")


@pytest.mark.parametrize("command", [("serve",), ("facts", "verify"), ("figures", "--unit", "1", "--period", "2026")])
def test_a_file_that_is_no_database_is_told_in_a_line(home: Path, command: tuple[str, ...]) -> None:
    database(home).write_bytes(b"x" * 8192)

    refused(jinguo(home, *command), "数据库文件坏了")


@pytest.mark.parametrize(
    "url", ["nonsense", "postgres://", "postgres://me:secret@here:port/x", "mysql://me:secret@here/x"]
)
def test_an_address_of_a_database_that_is_none_is_told_in_a_line_without_its_password(home: Path, url: str) -> None:
    done = jinguo(home, "facts", "verify", DATABASE_URL=url)
    assert done.returncode != 0
    assert done.stderr.startswith("jinguo: DATABASE_URL")
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr


def test_a_command_that_there_is_not_is_told_in_a_line(home: Path) -> None:
    done = jinguo(home, "figure")
    assert done.returncode != 0
    assert done.stderr == "jinguo: 没有 figure 这个命令。有哪些命令，看 jinguo help。\n"


def test_what_an_action_of_a_command_is_given_reaches_it(home: Path, tmp_path: Path) -> None:
    done = jinguo(home, "divisions", "load", "--from", str(tmp_path / "nowhere"))
    assert done.returncode != 0
    assert "nowhere" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_full_disk_is_told_in_a_line_and_nothing_is_lost(home: Path) -> None:
    with closing(sqlite3.connect(database(home))) as there:
        there.execute("DELETE FROM facts_factrow")
        there.commit()
        there.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    least = 4096

    refused(
        jinguo(home, "facts", "rebuild", begin=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (least, least))),
        "磁盘",
    )
    assert jinguo(home, "facts", "rebuild").returncode == 0
    as_it_was(home)


def test_a_database_that_is_held_by_another_program_is_told_in_a_line(home: Path) -> None:
    with closing(sqlite3.connect(database(home))) as there:
        there.execute("DELETE FROM facts_factrow")
        there.commit()
        there.execute("BEGIN IMMEDIATE")
        refused(jinguo(home, "facts", "rebuild"), "数据库正被别的程序占着")
        there.rollback()

    assert jinguo(home, "facts", "rebuild").returncode == 0
    as_it_was(home)


@pytest.mark.parametrize(("last", "said"), [("2999-01-01", "还早"), ("2009-01-01", "一年多")])
def test_a_clock_that_cannot_be_right_is_told_at_the_start(home: Path, last: str, said: str) -> None:
    with closing(sqlite3.connect(database(home))) as there:
        for table in ("records_change", "orgs_auditentry"):
            there.execute(f"UPDATE {table} SET at = ?", (f"{last} 08:00:00",))  # noqa: S608
        there.commit()
    command = [str(Path(sys.executable).with_name("jinguo")), "serve"]

    with subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=environment(home), stdout=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stdout
        told = [serving.stdout.readline()]
        while "巾帼开着了" not in told[-1]:
            assert told[-1], told
            told.append(serving.stdout.readline())
        serving.terminate()

    assert any(said in line for line in told)
