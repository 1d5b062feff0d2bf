"""The key file of the sensitive fields: outside the database, mode 600, made at first use.

JSON {id: base64}: SM4 keys by their ids (16 bytes; the last one encrypts, all decrypt) and "index" (32 bytes,
for blind indexes, which outlive a change of the SM4 key).
"""

import base64
import binascii
import json
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from jinguo.common.errors import MachineError
from jinguo.common.keeping import write_once

INDEX = "index"
FIRST = "k1"
LENGTHS = {INDEX: 32}
SM4_KEY_LENGTH = 16


class KeyFileError(MachineError):
    """The key file can't be used."""


@dataclass(frozen=True)
class Keys:
    ciphers: dict[str, bytes]
    index: bytes

    @property
    def current(self) -> str:
        return next(reversed(self.ciphers))


def keys() -> Keys:
    """The keys of this home folder. Raises KeyFileError."""
    return _read(settings.HOME)


@cache
def _read(home: Path) -> Keys:
    file = home / "keys" / "fields"
    if not file.exists():
        _make(file)
    try:
        return _parse(file.read_text(encoding="utf8"))
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise KeyFileError(_("钥匙文件 %(file)s 坏了，请从备份里恢复这个文件。") % {"file": file}) from error


def _parse(text: str) -> Keys:
    found = {name: base64.b64decode(key, validate=True) for name, key in json.loads(text).items()}
    for name, key in found.items():
        if len(key) != LENGTHS.get(name, SM4_KEY_LENGTH):
            raise binascii.Error(name)
    index = found.pop(INDEX)
    if not found:
        raise KeyError(FIRST)
    return Keys(found, index)


def _make(file: Path) -> None:
    """Write a fresh key file, unless there is text that only the lost one could read."""
    if _something_is_encrypted():
        lost = _("找不到钥匙文件 %(file)s，库里已有加密的内容：请从备份里恢复。")
        raise KeyFileError(lost % {"file": file})
    fresh = {INDEX: secrets.token_bytes(LENGTHS[INDEX]), FIRST: secrets.token_bytes(SM4_KEY_LENGTH)}
    text = json.dumps({name: base64.b64encode(key).decode() for name, key in fresh.items()})
    write_once(file, text)


def _something_is_encrypted() -> bool:
    from jinguo.orgs.crypto import encrypted_columns  # the fields need the keys

    return any(column.exists() for column in encrypted_columns())
