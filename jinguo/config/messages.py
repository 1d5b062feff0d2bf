"""The set-up and checks of translations: `python -m jinguo.config.messages compile|check|update`.

Chinese is the language of the code, so only the other languages have a catalogue. GNU gettext is not needed:
messages are read from the syntax tree of Python files and from Django's own reading of templates.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|{\w*}")
PLAIN = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
PLURAL = frozenset({"ngettext", "ngettext_lazy"})
CONTEXT = frozenset({"pgettext", "pgettext_lazy"})
LITERAL = r"""(u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))"""
IN_TEMPLATE = re.compile(rf"\b(_|n?gettext|pgettext)\({LITERAL}(?:, ?{LITERAL})?")


@dataclass(frozen=True, order=True)
class Message:
    """One text of the code. Two places that say the same are the same message."""

    text: str
    plural: str = ""
    context: str = ""

    def entry(self) -> polib.POEntry:
        """As a line of a catalogue that waits for its translation."""
        context = self.context or None
        if self.plural:
            forms = {0: "", 1: ""}
            return polib.POEntry(msgid=self.text, msgid_plural=self.plural, msgstr_plural=forms, msgctxt=context)
        return polib.POEntry(msgid=self.text, msgctxt=context)


def messages_of_code() -> frozenset[Message]:
    """Every text that the product gives to gettext; tests say theirs to nobody."""
    found: set[Message] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" not in path.parts:
            found.update(messages_of_python(path.read_text(encoding="utf8")))
    for path in sorted(PACKAGE.rglob("templates/**/*.*")):
        found.update(messages_of_template(path.read_text(encoding="utf8")))
    return frozenset(found)


def messages_of_python(source: str) -> Iterator[Message]:
    """Calls of gettext's functions with a literal text, by their usual names."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            literals = (part.value for part in node.args if isinstance(part, ast.Constant))
            texts = [value for value in literals if isinstance(value, str)]
            yield from message_of_call(called(node.func), texts)


def called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def messages_of_template(source: str) -> Iterator[Message]:
    for name, *literals in IN_TEMPLATE.findall(templatize(source)):
        yield from message_of_call(name, [ast.literal_eval(literal) for literal in literals if literal])


def message_of_call(name: str, texts: list[str]) -> Iterator[Message]:
    if name in PLAIN and texts:
        yield Message(texts[0])
    elif name in PLURAL and len(texts) > 1:
        yield Message(texts[0], plural=texts[1])
    elif name in CONTEXT and len(texts) > 1:
        yield Message(texts[1], context=texts[0])


def catalogues() -> list[Path]:
    return sorted(PACKAGE.glob("locale/*/LC_MESSAGES/django.po"))


def message_of_entry(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def compile_catalogues() -> int:
    """Write the form that gettext reads, where a catalogue is newer than it."""
    for path in catalogues():
        binary = path.with_suffix(".mo")
        if not binary.exists() or binary.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(binary))
    return 0


def check() -> int:
    """Print each gap of a catalogue; the exit code says whether there are any."""
    said = messages_of_code()
    problems = [problem for path in catalogues() for problem in gaps(path, said)]
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


def gaps(path: Path, said: frozenset[Message]) -> Iterator[str]:
    """What keeps a catalogue from being complete, a line for each, in the order of the texts."""
    kept = {message_of_entry(entry): entry for entry in polib.pofile(str(path)) if not entry.obsolete}
    language = path.parent.parent.name
    for message in sorted(said | kept.keys()):
        entry = kept.get(message)
        problem = "missing" if entry is None else "no longer used" if message not in said else flaw(entry)
        if problem:
            yield f"{language}: {problem}: {message.text!r} (make fix, then edit {path.name})"


def flaw(entry: polib.POEntry) -> str:
    """What is wrong with a translation, empty if nothing is."""
    if entry.fuzzy:
        return "fuzzy"
    if not entry.translated():
        return "untranslated"
    wanted, texts = placeholders(entry.msgid + entry.msgid_plural), entry.msgstr_plural.values()
    fits = all(placeholders(text) <= wanted for text in texts) if texts else placeholders(entry.msgstr) == wanted
    return "" if fits else "placeholders differ"


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def update() -> int:
    """Bring the catalogues to the messages of the code: new ones wait for a translation, unused ones go."""
    said = messages_of_code()
    for path in catalogues():
        catalogue = polib.pofile(str(path), wrapwidth=110)
        kept = {message_of_entry(entry): entry for entry in catalogue if not entry.obsolete}
        catalogue.clear()
        catalogue.extend(kept.get(message) or message.entry() for message in sorted(said))
        catalogue.save()
    return 0


ACTIONS: dict[str, Callable[[], int]] = {"compile": compile_catalogues, "check": check, "update": update}

if __name__ == "__main__":
    sys.exit(ACTIONS[sys.argv[1]]())
