"""Wherever an SQLite lies, one who saves while another saves waits her turn."""

from pathlib import Path

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.utils import ConnectionHandler

from jinguo.config import settings


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["", "sqlite:///{folder}/elsewhere.sqlite3"])
def test_writers_wait_in_the_home_folder_and_in_a_file_named_by_its_address(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setenv("DATABASE_URL", url.format(folder=tmp_path))

    connection = ConnectionHandler({"default": settings.database()})["default"]

    assert isinstance(connection, DatabaseWrapper)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20000,)
    assert vars(connection)["transaction_mode"] == "IMMEDIATE"
    connection.close()
