"""Any record takes pictures and documents."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.ExifTags import IFD, Base
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from python_calamine import CalamineWorkbook

from jinguo.files import services
from jinguo.files.checking import MOST_BYTES
from jinguo.files.models import Attachment
from jinguo.files.queries import files_of
from jinguo.orgs.accounts import issue_token
from jinguo.orgs.crypto import seal, unseal
from jinguo.orgs.models import Role, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Change, Person
from jinguo.records.people.merging import merge_people, part_people
from jinguo.records.people.services import erase_person
from jinguo.records.services import void
from jinguo.records.tests.make import make_jpeg, make_person
from jinguo.records.tests.test_registers import make_board, signed_in, text, written
from tests.boards.models import Board

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def officer() -> User:
    return make_user(make_unit("长街镇"))


@pytest.fixture
def board(officer: User) -> Board:
    return make_board(officer)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def put(record: Board | Person, by: User, name: str = "现场.jpg", data: bytes = b"") -> Attachment:
    [kept], refused = services.attach(record=record, uploads=[upload(name, data or make_jpeg())], by=by)
    assert not refused
    return kept


def refusal(record: Board, by: User, name: str, data: bytes) -> str:
    kept, [said] = services.attach(record=record, uploads=[upload(name, data)], by=by)
    assert not kept
    return said


def on_disk(attachment: Attachment) -> list[Path]:
    return list((Path(settings.HOME) / "files").rglob(f"{attachment.place}*"))


def from_a_phone() -> bytes:
    """4000 × 3000, turned on its side, with the place and the phone in its notes."""
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Make] = 6, "PhoneMaker"
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (29.0, 17.0, 5.0), 3: "E", 4: (121.0, 25.0, 44.0)})
    return make_jpeg((4000, 3000), exif=exif)


def workbook() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_string(0, 0, "花名册")
    return out.getvalue()


def packed(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def test_a_phone_picture_is_shrunk_upright_and_tells_neither_place_nor_phone(officer: User, board: Board) -> None:
    taken = from_a_phone()
    assert Image.open(BytesIO(taken)).getexif().get_ifd(IFD.GPSInfo)
    file = put(board, officer, data=taken)
    kept = Image.open(BytesIO(signed_in(officer).get(f"/files/{file.pk}/").content))
    assert kept.size == (1200, 1600)
    assert not kept.getexif()
    assert not {"exif", "comment"} & kept.info.keys()
    small = Image.open(BytesIO(signed_in(officer).get(f"/files/{file.pk}/small/").content))
    assert max(small.size) == 320


def test_what_lies_on_the_disk_and_in_the_database_is_ciphertext_and_names_its_key(officer: User, board: Board) -> None:
    file = put(board, officer, "林小玉家.pdf", PDF)
    [kept] = on_disk(file)
    assert kept.read_bytes().startswith(b"sm4.k1.")
    assert b"%PDF" not in kept.read_bytes()
    assert "林小玉" not in str(Attachment.objects.values_list("name").get())
    assert "林小玉" not in str(Change.objects.values_list("document", "reason"))
    assert "林小玉家.pdf" in text(signed_in(officer), f"/registers/boards/{board.pk}/")
    assert unseal(seal(b"\x00.sm4.")) == b"\x00.sm4."


def test_documents_come_back_as_they_were_and_never_open_inside_the_page(officer: User, board: Board) -> None:
    book = workbook()
    file = put(board, officer, "花名册.xlsx", book)
    answer = signed_in(officer).get(f"/files/{file.pk}/")
    assert answer.content == book
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows == [["花名册"]]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("图.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "只收照片、PDF、Word 和 Excel"),
        ("页.pdf", b"<!doctype html><script>alert(1)</script>", "只收照片、PDF、Word 和 Excel"),
        ("程序.docx", b"MZ\x90\x00" + b"\x00" * 60, "只收照片、PDF、Word 和 Excel"),
        ("宏.xlsx", packed("xl/workbook.xml", "xl/vbaProject.bin"), "带着宏"),
        ("包.docx", packed("a.exe"), "这是压缩包"),
        ("坏.docx", b"PK\x03\x04" + b"\x00" * 40, "打不开"),
        ("空.jpg", b"", "是空的"),
        ("半.jpg", make_jpeg((900, 900))[:900], "打不开|只有一部分"),
        ("大.pdf", PDF + b" " * MOST_BYTES, "超过了 20 MB"),
        ("苹果.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "HEIC"),
    ],
)
def test_what_is_no_picture_or_document_is_refused_in_plain_words(
    officer: User, board: Board, name: str, data: bytes, said: str
) -> None:
    answer = refusal(board, officer, name, data)
    assert name in answer
    assert any(words in answer for words in said.split("|")), answer


def test_a_picture_that_would_fill_the_memory_is_refused(officer: User, board: Board) -> None:
    out = BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    assert "太大" in refusal(board, officer, "炸弹.png", out.getvalue())


def test_a_name_cannot_lead_elsewhere_and_the_content_decides_its_ending(officer: User, board: Board) -> None:
    file = put(board, officer, "..\\..\\坏.exe", PDF)
    assert file.file_name == "坏.pdf"


def test_files_chosen_with_a_new_record_stand_on_its_page_and_a_refused_one_loses_nothing(officer: User) -> None:
    client = signed_in(officer)
    assert 'enctype="multipart/form-data"' in text(client, "/registers/boards/new/")
    files = [upload("墙.jpg", make_jpeg()), upload("坏.svg", b"<svg/>")]
    page = client.post("/registers/boards/new/", {**written(), "files": files}, follow=True).content.decode()
    assert Board.objects.count() == 1
    assert "放上了：墙.jpg" in page
    assert "“坏.svg”没放上" in page
    again = client.post("/registers/boards/new/", {"name": "", "files": [upload("墙.jpg", make_jpeg())]})
    assert "请再选一次" in again.content.decode()


def test_putting_and_taking_off_leave_a_trail_and_a_version_that_others_can_still_save(
    officer: User, board: Board
) -> None:
    client = signed_in(officer)
    url = f"/files/boards/{board.pk}/"
    assert "还没有选文件" in client.post(url).content.decode()
    page = client.post(url, {"files": [upload("现场.jpg", make_jpeg())]}, follow=True).content.decode()
    file = Attachment.objects.get()
    assert f"/files/{file.pk}/small/" in page
    client.post(f"/files/{file.pk}/withdraw/")
    page = text(client, f"/registers/boards/{board.pk}/")
    assert "放上" in page
    assert "撤下" in page
    assert "现场.jpg" in page
    assert client.get(f"/files/{file.pk}/").status_code == 404
    assert on_disk(file)
    board.refresh_from_db()
    assert board.version == 1


def test_the_photo_of_the_sign_in_sheet_is_called_so(officer: User, board: Board) -> None:
    signed_in(officer).post(f"/files/boards/{board.pk}/", {"sign_in": "1", "files": [upload("一.jpg", make_jpeg())]})
    assert "签到表：一.jpg" in text(signed_in(officer), f"/registers/boards/{board.pk}/")


def test_another_branch_finds_no_file_and_a_leader_only_looks(officer: User, board: Board) -> None:
    file = put(board, officer)
    stranger = signed_in(make_user(make_unit("桑洲镇")))
    for path in (f"/files/{file.pk}/", f"/files/{file.pk}/small/", f"/files/boards/{board.pk}/"):
        assert stranger.get(path).status_code == 404
    leader = make_user(officer.unit, role=Role.LEADER)
    assert signed_in(leader).get(f"/files/{file.pk}/").status_code == 200
    assert (
        signed_in(leader).post(f"/files/boards/{board.pk}/", {"files": [upload("a.jpg", make_jpeg())]}).status_code
        == 404
    )
    assert signed_in(leader).post(f"/files/{file.pk}/withdraw/").status_code == 404
    with pytest.raises(PermissionDenied):
        services.attach(record=board, uploads=[], by=leader)
    assert Attachment.objects.count() == 1


def test_a_voided_record_keeps_its_files_and_takes_no_more(officer: User, board: Board) -> None:
    file = put(board, officer)
    void(board, reason="记重了", by=officer)
    assert signed_in(officer).get(f"/files/{file.pk}/").status_code == 200
    page = signed_in(officer).post(f"/files/boards/{board.pk}/", {"files": [upload("a.jpg", make_jpeg())]})
    assert page.status_code == 404


def test_of_an_erased_person_no_picture_and_no_name_of_one_is_left(
    officer: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    person = make_person(officer.unit)
    file = put(person, officer, "她的照片.jpg")
    assert "她的照片.jpg" in text(signed_in(officer), f"/people/{person.pk}/")
    assert len(on_disk(file)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person, reason="本人要求", by=make_user(officer.unit, role=Role.ADMINISTRATOR))
    assert not on_disk(file)
    assert "她的照片" not in text(signed_in(officer), f"/people/{person.pk}/")
    file.refresh_from_db()
    assert not file.name


def test_programs_list_put_and_save_files(officer: User, board: Board) -> None:
    token, _expires = issue_token(user=officer)
    client, bearer = Client(), {"Authorization": f"Bearer {token}"}
    url = f"/api/v1/files/of/boards/{board.pk}"
    made = client.post(url, {"files": [upload("协议.pdf", PDF)]}, headers=bearer)
    assert made.status_code == 201, made.content
    [listed] = client.get(url, headers=bearer).json()
    assert listed["name"] == "协议.pdf"
    assert client.get(f"/api/v1/files/{listed['id']}", headers=bearer).content == PDF
    refused = client.post(url, {"files": [upload("a.svg", b"<svg/>")]}, headers=bearer)
    assert "没放上" in refused.json()["errors"]["files"][0]


def test_inside_wechat_on_android_a_download_says_to_open_the_browser(officer: User, board: Board) -> None:
    file = put(board, officer, "协议.pdf", PDF)
    client = signed_in(officer)
    android = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/107 MicroMessenger/8.0"
    answer = client.get(f"/files/{file.pk}/", headers={"User-Agent": android})
    assert "在浏览器打开" in answer.content.decode()
    plain = client.get(f"/files/{file.pk}/", headers={"User-Agent": android.replace("MicroMessenger", "Mobile")})
    assert plain.content == PDF


def test_a_large_file_never_lies_in_clear_in_a_temporary_folder(
    officer: User, board: Board, settings: Settings
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = "/no/such/folder"  # whoever wrote there would fail
    large = upload("协议.pdf", PDF + b" " * 3_000_000)
    answer = signed_in(officer).post(f"/files/boards/{board.pk}/", {"files": [large]})
    assert answer.status_code == 302
    assert Attachment.objects.get().size > 3_000_000


def test_of_one_person_on_file_twice_the_files_come_together_and_part_again(officer: User) -> None:
    her, again = make_person(officer.unit, by=officer), make_person(officer.unit, by=officer, born_on=None)
    put(her, officer, "一.jpg")
    second = put(again, officer, "二.jpg")

    merge = merge_people(person=her, other=again, by=officer)

    assert {one.name for one in files_of(her)} == {"一", "二"}
    part_people(merge, by=officer)
    assert list(files_of(again)) == [second]
    assert {one.name for one in files_of(her)} == {"一"}
