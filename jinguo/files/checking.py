"""What an upload is, by what it holds; its name only says what to call it."""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput
from jinguo.files import pictures
from jinguo.files.models import FileKind

MOST_BYTES = 20 * 1024 * 1024
LONGEST_NAME = 100
OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = {FileKind.DOC: ("WordDocument",), FileKind.XLS: ("Workbook", "Book")}
PARTS = {FileKind.DOCX: "word/document.xml", FileKind.XLSX: "xl/workbook.xml"}
ACCEPT = "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.doc,.xls"
"""What the browser offers first; phones turn their own pictures into JPEG for it."""


@dataclass(frozen=True)
class Checked:
    """A file that may be kept; of a picture also a small one."""

    name: str
    kind: FileKind
    data: bytes
    small: bytes = b""


def check(upload: "UploadedFile[Any]") -> Checked:
    """The file as it will be kept. BadInput, with its name, for what is no picture or document, or is too large."""
    given = PurePath(str(upload.name or "").replace("\\", "/")).name
    name = "".join(letter for letter in PurePath(given).stem if letter.isprintable()).strip()[:LONGEST_NAME]
    try:
        return _checked(upload, name or _("文件"))
    except BadInput as refusal:
        raise BadInput(_("“%(name)s”没放上：%(why)s") % {"name": given, "why": refusal}) from refusal


def check_all(uploads: "Iterable[UploadedFile[Any]]") -> tuple[list[Checked], list[str]]:
    """Those that may be kept, and a sentence for each that may not."""
    taken: list[Checked] = []
    refused: list[str] = []
    for upload in uploads:
        try:
            taken.append(check(upload))
        except BadInput as refusal:
            refused.append(refusal.message)
    return taken, refused


def _checked(upload: "UploadedFile[Any]", name: str) -> Checked:
    if (upload.size or 0) > MOST_BYTES:
        raise BadInput(_("超过了 20 MB。请压缩一下，或分成几个。"))
    data = upload.read()
    if not data:
        raise BadInput(_("这个文件是空的。"))
    if picture := pictures.read(data):
        return Checked(name, FileKind.PICTURE, pictures.jpeg(picture), pictures.jpeg(picture, pictures.SMALL))
    return Checked(name, _document(data), data)


def _document(data: bytes) -> FileKind:
    if data.startswith(b"%PDF-"):
        return FileKind.PDF
    if data.startswith(OFFICE_97):
        for kind, streams in STREAMS.items():
            if any(stream.encode("utf-16-le") in data for stream in streams):
                return kind
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise BadInput(_("这是苹果手机的 HEIC 照片，这里看不了。请在手机相机设置里选“兼容性最佳”，或截一张图再放。"))
    raise BadInput(_("只收照片、PDF、Word 和 Excel。别的文件可能带病毒，不能放。"))


def _packed(data: bytes) -> FileKind:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise BadInput(_("这个文件坏了，打不开。请再存一次再放。")) from error
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        raise BadInput(_("这个文件带着宏（小程序），可能有病毒。请另存为不带宏的再放。"))
    for kind, part in PARTS.items():
        if part in names:
            return kind
    raise BadInput(_("这是压缩包。请解开以后，把里面的照片和文件放上来。"))
