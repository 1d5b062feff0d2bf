from pathlib import Path

import polib
import pytest

from jinguo.config import messages
from jinguo.config.messages import Message

PYTHON = """
_("记下"); gettext_lazy("作" "废"); ngettext("%(n)d 期", "%(n)d 期", n); pgettext("人", "名"); _(variable)
"""
TEMPLATE = """{% load i18n %}{% translate "今天" %}{% blocktranslate trimmed with n=x %}
共 {{ n }} 期{% endblocktranslate %}{{ x|default:_("没有") }}"""


def test_python_texts_are_found_however_they_are_called() -> None:
    found = set(messages.messages_of_python(PYTHON))
    assert found == {
        Message("记下"),
        Message("作废"),
        Message("%(n)d 期", plural="%(n)d 期"),
        Message("名", context="人"),
    }


def test_template_texts_are_found_as_django_will_ask_for_them() -> None:
    assert set(messages.messages_of_template(TEMPLATE)) == {
        Message("今天"),
        Message("共 %(n)s 期"),
        Message("没有"),
    }


@pytest.mark.parametrize(
    ("text", "flags", "gap"),
    [
        ("%(n)s sessions", [], []),
        ("", [], ["untranslated"]),
        ("%(n)s sessions", ["fuzzy"], ["fuzzy"]),
        ("%(m)s sessions", [], ["placeholders differ"]),
    ],
)
def test_a_gap_of_the_catalogue_is_named(text: str, flags: list[str], gap: list[str], tmp_path: Path) -> None:
    path = catalogue(tmp_path, polib.POEntry(msgid="共 %(n)s 期", msgstr=text, flags=flags))
    found = list(messages.gaps(path, frozenset({Message("共 %(n)s 期")})))
    assert [line.split(": ")[1] for line in found] == gap


def test_missing_and_unused_messages_are_named(tmp_path: Path) -> None:
    path = catalogue(tmp_path, polib.POEntry(msgid="旧", msgstr="old"))
    assert [line.split(": ")[1:3] for line in messages.gaps(path, frozenset({Message("新")}))] == [
        ["missing", "'新' (make fix, then edit django.po)"],
        ["no longer used", "'旧' (make fix, then edit django.po)"],
    ]


def catalogue(folder: Path, *entries: polib.POEntry) -> Path:
    """A catalogue of English at the place where the product keeps one."""
    path = folder / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    kept = polib.POFile()
    kept.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    kept.extend(entries)
    kept.save(str(path))
    return path
