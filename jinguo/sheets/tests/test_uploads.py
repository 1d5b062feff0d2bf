"""What is put up is read or refused in one sentence, lies encrypted, and doesn't lie longer than it has to."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.conf import settings
from django.test import Client
from django.utils import timezone

from jinguo.common import reading
from jinguo.common.errors import BadInput
from jinguo.orgs.models import Role, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Person
from jinguo.records.tests.make import make_id
from jinguo.sheets import services
from jinguo.sheets.models import ImportBatch
from jinguo.sheets.tests.test_taking_in import checked, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> User:
    return make_user(make_unit(level=5), role=Role.VILLAGE_WORKER)


def test_an_upload_left_lying_for_a_month_is_removed(worker: User) -> None:
    batch = checked(worker, workbook([["姓名", "身份证号"], ["胡美娟", make_id()]]))
    kept = settings.HOME / "imports" / str(batch.pk)
    services.forget_old()
    assert kept.exists()
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=timezone.now() - timedelta(days=31))
    services.forget_old()
    batch.refresh_from_db()
    assert (kept.exists(), batch.work) == (False, "")


def test_failed_formulas_are_told() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "身份证号"])
        sheet.write_formula(1, 0, "=A99", None, "#REF!")
        sheet.write(1, 1, "x")
    assert reading.read(kept.getvalue()).sheets[0].rows[1][0] == "#REF!"


def bomb() -> bytes:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as out,
    ):
        for _ in range(610):
            out.write(bytes(1024**2))
    return kept.getvalue()


def packed(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return kept.getvalue()


def locked_in_97() -> bytes:
    """The least that an old workbook with a password is: a container with a stream that begins with its lock."""
    none, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = reading.OLE + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[none] * 108)
    sectors = struct.pack("<128I", fat, end, *range(3, 10), end, *[none] * 118)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        told = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack(
            "<HBB3I", 2 * len(name) + 2, kind, 1, none, none, child
        )
        return told + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, none, 2, 4096) + bytes(256)
    begins = struct.pack("<2H2H12x", 0x809, 16, 0x600, 5) + struct.pack("<2H", 0x2F, 54) + b"\1\0" + bytes(52)
    return head + sectors + folder + begins.ljust(4096, b"\0")


REFUSED: dict[str, Callable[[], bytes]] = {
    "这不是 Excel 文件": lambda: b"\xff\xd8\xff\xe0 a picture",
    "加了密码": lambda: reading.OLE + bytes(600) + reading.LOCKED,
    "请在 Excel 里去掉密码": locked_in_97,
    "打不开": lambda: b"PK\x03\x04 broken",
    "展开后太大": bomb,
    "有 5000 列": lambda: workbook([["列"] * 5000]),
    "一行也没有": lambda: workbook([]),
    "这是 Word 文件": lambda: packed("word/document.xml"),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_no_table_is_refused_in_one_sentence(worker: User, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        checked(worker, REFUSED[said]())
    assert ImportBatch.objects.count() == 0


def test_a_gigabyte_is_refused_before_it_is_read(worker: User) -> None:
    browser = Client()
    browser.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.generic(
        "POST", "/registers/people/import/", b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(1024**3)
    )
    assert answer.status_code == 413
    assert "最多 40 MB" in answer.content.decode()


def test_an_upload_lies_encrypted_and_is_gone_after_the_commit(
    worker: User, django_capture_on_commit_callbacks: Any
) -> None:
    batch = checked(worker, workbook([["姓名", "身份证号"], ["胡美娟", make_id()]]))
    [kept] = [one for one in (settings.HOME / "imports").iterdir() if one.name == str(batch.pk)]
    assert kept.read_bytes().startswith(b"sm4.")
    with django_capture_on_commit_callbacks(execute=True):
        services.commit(batch)
    assert not kept.exists()


def test_of_a_workbook_with_macros_only_the_table_is_read_and_that_is_said(worker: User, tmp_path: Path) -> None:
    file = tmp_path / "花名册.xlsm"
    with xlsxwriter.Workbook(file) as book:
        book.add_vba_project(io.BytesIO(b"Sub Auto_Open()"), is_stream=True)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "身份证号"])
        sheet.write_row(1, 0, ["胡美娟", make_id()])
    batch = checked(worker, file.read_bytes())
    browser = Client()
    browser.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")

    assert "文件里的宏没有读" in browser.get(batch.get_absolute_url()).content.decode()
    services.commit(batch)
    assert Person.objects.get().name == "胡美娟"


def test_an_upload_given_up_leaves_nothing(worker: User) -> None:
    batch = checked(worker, workbook([["姓名", "身份证号"], ["胡美娟", make_id()]]))
    kept = settings.HOME / "imports" / str(batch.pk)
    assert kept.exists()
    browser = Client()
    browser.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")

    browser.post(batch.get_absolute_url(), {"act": "drop"})

    assert not kept.exists()
    assert (ImportBatch.objects.count(), Person.objects.count()) == (0, 0)


@pytest.mark.parametrize("path", ["/registers/people/template/", "/accounts/sheet/", "/accounts/sheet/template/"])
def test_inside_wechat_on_android_a_workbook_says_to_open_the_browser(path: str) -> None:
    browser = Client()
    browser.force_login(make_user(role=Role.ADMINISTRATOR), backend="django.contrib.auth.backends.ModelBackend")
    android = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/107 MicroMessenger/8.0"
    assert "在浏览器打开" in browser.get(path, headers={"User-Agent": android}).content.decode()
    assert "在浏览器打开" not in str(browser.get(path).content)
