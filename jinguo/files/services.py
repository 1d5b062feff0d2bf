"""Putting files to a record, taking them off, and emptying them when a person is erased."""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from jinguo.files.checking import Checked, check_all
from jinguo.files.models import Attachment
from jinguo.orgs.crypto import seal, unseal
from jinguo.orgs.models import User
from jinguo.orgs.scope import covers
from jinguo.records.models import Action, Change, Record

SMALL = ".small"


def attach(
    *, record: Record, uploads: "Iterable[UploadedFile[Any]]", by: User, is_sign_in: bool = False
) -> tuple[list[Attachment], list[str]]:
    """Put what can be kept to the record: the new files, and a sentence for each that was refused."""
    _refuse_outsiders(record, by)
    taken, refused = check_all(uploads)
    return _keep(record, taken, by, is_sign_in=is_sign_in), refused


@transaction.atomic
def _keep(record: Record, taken: list[Checked], by: User, *, is_sign_in: bool) -> list[Attachment]:
    kept = keep(record.source, record.pk, taken, by=by, is_sign_in=is_sign_in)
    if kept:
        _note(record.source, record.pk, Action.ATTACH, kept, by)
    return kept


def keep(source: str, record: int, taken: Iterable[Checked], *, by: User, is_sign_in: bool = False) -> list[Attachment]:
    """Put checked files beside something that the caller may write. Runs in the transaction of the caller."""
    return [
        Attachment.objects.create(
            source=source, record=record, name=one.name, kind=one.kind, is_sign_in=is_sign_in,
            size=len(one.data), place=_stored(one), added_by=by,
        )
        for one in taken
    ]  # fmt: skip


def take_back(source: str, record: int) -> None:
    """Nobody opens its files any more."""
    Attachment.objects.filter(source=source, record=record, withdrawn_at=None).update(withdrawn_at=timezone.now())


@transaction.atomic
def withdraw(attachment: Attachment, *, record: Record, by: User) -> Attachment:
    """Take a file off its record. It stays encrypted on the disk, and the history tells who took it off."""
    _refuse_outsiders(record, by)
    attachment.withdrawn_at = timezone.now()
    attachment.save(update_fields=["withdrawn_at"])
    _note(attachment.source, attachment.record, Action.WITHDRAW, [attachment], by)
    return attachment


def hand_on(record: Record, to: Record) -> list[int]:
    """The files of a record become those of another one of its type, which it was merged with: their ids."""
    theirs = Attachment.objects.filter(source=record.source, record=record.pk)
    keys = list(theirs.values_list("pk", flat=True))
    theirs.update(record=to.pk)
    return keys


def give_back(keys: Iterable[int], record: Record) -> None:
    """The way back of `hand_on`, once the two are parted."""
    Attachment.objects.filter(pk__in=keys, source=record.source).update(record=record.pk)


def erase(record: Record) -> None:
    """Empty the files of an erased person: names, pictures and documents go for good, once all of it is done."""
    of_hers = Attachment.objects.filter(source=record.source, record=record.pk)
    for attachment in of_hers:
        path = _path(attachment.place)
        transaction.on_commit(lambda path=path: _remove(path))  # type: ignore[misc]
    of_hers.update(name="", size=0, withdrawn_at=timezone.now())


def content(attachment: Attachment, *, small: bool = False) -> bytes:
    """What the file holds, in clear; a picture's small one. Http404 where it is gone. Raises KeyFileError."""
    path = _path(attachment.place)
    try:
        return unseal(path.with_suffix(SMALL).read_bytes() if small else path.read_bytes())
    except FileNotFoundError as missing:
        raise Http404 from missing


def _refuse_outsiders(record: Record, by: User) -> None:
    if not by.may_write or not covers(by, record.scope_unit()):
        raise PermissionDenied


def _note(source: str, record: int, action: Action, files: list[Attachment], by: User) -> None:
    document = {"files": [one.pk for one in files]}
    Change.objects.create(by=by, source=source, record=record, action=action, document=document)


def _stored(file: Checked) -> str:
    """Written before its row: should the row fail, what is left is a ciphertext that nothing names."""
    place = secrets.token_hex(16)
    path = _path(place)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(seal(file.data))
    if file.small:
        path.with_suffix(SMALL).write_bytes(seal(file.small))
    return place


def _path(place: str) -> Path:
    return Path(settings.HOME) / "files" / place[:2] / place


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_suffix(SMALL).unlink(missing_ok=True)
