"""Sensitive fields at rest: what the database holds, and what happens without the key."""

import base64
import json
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import models
from pytest_django.fixtures import Settings

from jinguo.orgs.crypto import Ciphertext, EncryptedCharField, blind_index, decrypt, encrypt
from jinguo.orgs.keys import KeyFileError, keys

NUMBER = "990101199003070023"


class Holder(models.Model):
    number = EncryptedCharField(max_length=18, blank=True)

    class Meta:
        app_label = "orgs_tests"
        managed = False


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setattr("jinguo.orgs.keys._something_is_encrypted", lambda: False)
    return tmp_path


def write_keys(home: Path, **named: bytes) -> None:
    file = home / "keys" / "fields"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({name: base64.b64encode(key).decode() for name, key in named.items()}))


def test_what_was_encrypted_reads_back_and_looks_different_each_time() -> None:
    first, second = encrypt(NUMBER), encrypt(NUMBER)
    assert decrypt(first) == decrypt(second) == NUMBER
    assert first != second
    assert first.startswith("sm4.k1.")
    assert NUMBER not in first


def test_empty_stays_empty() -> None:
    assert encrypt("") == decrypt("") == blind_index("", "id") == ""


def test_the_key_file_is_for_its_owner_only(home: Path) -> None:
    encrypt(NUMBER)
    assert (home / "keys" / "fields").stat().st_mode & 0o777 == 0o600


def test_the_key_id_beside_the_ciphertext_lets_old_text_outlive_a_new_key(home: Path, tmp_path: Path) -> None:
    write_keys(home, index=b"i" * 32, k1=b"1" * 16)
    old = encrypt(NUMBER)
    other = tmp_path / "other"
    other.mkdir()
    write_keys(other, index=b"i" * 32, k1=b"1" * 16, k2=b"2" * 16)
    pytest.MonkeyPatch().setattr("django.conf.settings.HOME", other)
    assert encrypt(NUMBER).startswith("sm4.k2.")
    assert decrypt(old) == NUMBER


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"k1": "AAAA", "index": "AAAA"}', '{"k1": "不是"}'])
def test_a_damaged_key_file_is_one_clear_line(home: Path, content: str) -> None:
    (home / "keys").mkdir()
    (home / "keys" / "fields").write_text(content)
    with pytest.raises(KeyFileError, match=r"钥匙文件.*坏了，请从备份里恢复") as caught:
        encrypt(NUMBER)
    assert "\n" not in str(caught.value)


def test_a_wrong_key_is_one_clear_line(home: Path, tmp_path: Path, settings: Settings) -> None:
    stored = encrypt(NUMBER)
    settings.HOME = tmp_path / "elsewhere"
    with pytest.raises(KeyFileError, match="这把钥匙打不开"):
        decrypt(stored)


def test_damaged_text_is_one_clear_line() -> None:
    with pytest.raises(KeyFileError, match="有一处加密的内容坏了"):
        decrypt("sm4.k1.!!")


def test_no_new_key_is_made_while_something_needs_the_lost_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jinguo.orgs.keys._something_is_encrypted", lambda: True)
    with pytest.raises(KeyFileError, match="找不到钥匙文件"):
        keys()


def test_blind_indexes_are_equal_for_equal_texts_of_one_purpose_only() -> None:
    assert blind_index(NUMBER, "id") == blind_index(NUMBER, "id")
    assert blind_index(NUMBER, "id") != blind_index(NUMBER, "phone")
    assert blind_index(NUMBER, "id") != blind_index(NUMBER[:-1] + "1", "id")
    assert len(blind_index(NUMBER, "id")) == 64


def test_an_attribute_reads_plain_while_the_row_keeps_ciphertext() -> None:
    stored = encrypt(NUMBER)
    holder = Holder.from_db("default", ["id", "number"], [1, Ciphertext(stored)])
    assert holder.number == NUMBER
    field = Holder._meta.get_field("number")
    assert isinstance(field, EncryptedCharField)
    assert field.sealed(holder) == stored, "an unchanged value keeps its ciphertext"
    holder.number = "990101201506010049"
    assert decrypt(field.sealed(holder)) == "990101201506010049"


def test_what_a_user_types_is_never_taken_for_ciphertext() -> None:
    typed = str(encrypt(NUMBER))
    assert Holder(number=typed).number == typed


def test_an_encrypted_field_cannot_be_searched() -> None:
    with pytest.raises(FieldError, match="blind index"):
        str(Holder._default_manager.filter(number__contains="0023").query)
