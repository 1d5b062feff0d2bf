"""Sensitive fields: SM4-GCM at rest, HMAC-SM3 blind indexes for equality.

A column holds `sm4.<key id>.<base64 of nonce, tag and ciphertext>`. An attribute decrypts when it is read,
not when its row is: a list that never shows a number never decrypts one.
"""

import base64
import binascii
import secrets
from collections.abc import Iterator
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from jinguo.orgs.keys import KeyFileError, keys

SCHEME = "sm4"
NONCE = 12
TAG = 16


class Ciphertext(str):
    """Text as the column holds it. A type of its own: what a user types is never taken for it."""

    __slots__ = ()


def encrypt(text: str) -> Ciphertext:
    """Encrypt with the current key; empty text stays empty. Raises KeyFileError."""
    if not text:
        return Ciphertext()
    key_id, raw = _locked(text.encode())
    return Ciphertext(f"{SCHEME}.{key_id}.{base64.b64encode(raw).decode()}")


def decrypt(stored: str) -> str:
    """Read what `encrypt` wrote. Raises KeyFileError: the key is missing or isn't the one that wrote it."""
    if not stored:
        return ""
    try:
        _scheme, key_id, packed = stored.split(".")
        return _unlocked(key_id, base64.b64decode(packed, validate=True)).decode()
    except (ValueError, binascii.Error) as error:
        raise KeyFileError(_("库里有一处加密的内容坏了，请从备份里恢复。")) from error


def check_keys() -> None:
    """See, before work begins, that the keys are there and open what is encrypted. Raises KeyFileError."""
    keys()
    for column in encrypted_columns():
        decrypt(column.first() or "")


def encrypted_columns() -> Iterator[models.QuerySet[Any, Any]]:
    """What stands in each encrypted column of the product, as it is stored; nothing of it is empty."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedCharField):
                yield model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)


def seal(data: bytes) -> bytes:
    """Encrypt a file's bytes: `sm4.<key id>.`, then nonce, tag and ciphertext as they are. Raises KeyFileError."""
    key_id, raw = _locked(data)
    return f"{SCHEME}.{key_id}.".encode() + raw


def unseal(stored: bytes) -> bytes:
    """Read what `seal` wrote. Raises KeyFileError."""
    try:
        _scheme, key_id, raw = stored.split(b".", 2)
        return _unlocked(key_id.decode(), raw)
    except ValueError as error:
        raise KeyFileError(_("有一个加密的文件坏了，请从备份里恢复。")) from error


def _locked(data: bytes) -> tuple[str, bytes]:
    """The current key's id, and nonce, tag and ciphertext."""
    ring, nonce = keys(), secrets.token_bytes(NONCE)
    key_id = ring.current
    machine = Cipher(SM4(ring.ciphers[key_id]), GCM(nonce)).encryptor()
    machine.authenticate_additional_data(key_id.encode())
    body = machine.update(data) + machine.finalize()
    return key_id, nonce + machine.tag + body


def _unlocked(key_id: str, raw: bytes) -> bytes:
    try:
        key = keys().ciphers[key_id]
        machine = Cipher(SM4(key), GCM(raw[:NONCE], raw[NONCE : NONCE + TAG])).decryptor()
        machine.authenticate_additional_data(key_id.encode())
        return machine.update(raw[NONCE + TAG :]) + machine.finalize()
    except (KeyError, InvalidTag) as error:
        raise KeyFileError(_("这把钥匙打不开库里加密的内容：请从备份里恢复原来的 keys/fields。")) from error


def blind_index(text: str, purpose: str) -> str:
    """A keyed digest that tells only whether two texts are equal; "" for "". Purposes never match each other.

    Lasts as long as the key file, so it may be stored and compared; it can't be turned back into the text.
    """
    if not text:
        return ""
    machine = _index(keys().index, purpose).copy()
    machine.update(text.encode())
    return machine.finalize().hex()


@cache
def _index(key: bytes, purpose: str) -> HMAC:
    """Keyed once for each purpose: copying it is several times quicker than keying it again."""
    machine = HMAC(key, SM3())
    machine.update(purpose.encode())
    return HMAC(machine.finalize(), SM3())


class _Sealed(DeferredAttribute):
    """Holds ciphertext as it came from the database, hands out plain text."""

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        held = super().__get__(instance, cls)
        return decrypt(held) if isinstance(held, Ciphertext) else held

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedCharField(models.CharField):  # type: ignore[type-arg]
    """Text that the database never sees in clear; `max_length` is the plain text's.

    It can't be searched: store a `blind_index` beside it. An unchanged value keeps its ciphertext.
    """

    descriptor_class = _Sealed

    def get_internal_type(self) -> str:
        return "TextField"

    def sealed(self, instance: models.Model) -> Ciphertext:
        """The stored form of the instance's value, as the history keeps it."""
        held = instance.__dict__.get(self.attname) or ""
        if not isinstance(held, Ciphertext):
            held = encrypt(held)
            instance.__dict__[self.attname] = held
        return held

    def from_db_value(self, value: str | None, *_: object) -> Ciphertext | None:
        return None if value is None else Ciphertext(value)

    def pre_save(self, instance: models.Model, add: bool) -> Ciphertext:  # noqa: ARG002
        return self.sealed(instance)

    def get_prep_value(self, value: Any) -> Any:
        return value if isinstance(value, Ciphertext) else encrypt(value or "")

    def value_to_string(self, instance: models.Model) -> str:
        return self.sealed(instance)

    def get_lookup(self, name: str) -> Any:
        """Only `exact`, for "", and `isnull` can mean anything: each encryption of a text looks different."""
        if name not in {"exact", "isnull"}:
            raise FieldError(f"{self.name} is encrypted: search its blind index")
        return super().get_lookup(name)
