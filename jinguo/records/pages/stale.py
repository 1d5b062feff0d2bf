"""Two people at once: what somebody else changed meanwhile, by field and row, to take hers or keep one's own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.utils.translation import gettext as _

from jinguo.common.numbers import whole_number
from jinguo.extras import queries as extras
from jinguo.extras.models import PREFIX, ExtraField
from jinguo.records.history import changes_since
from jinguo.records.models import Change
from jinguo.records.parts.forms import parts_in
from jinguo.tables.wording import label_of, said, say


@dataclass(frozen=True)
class Conflict:
    """One field that somebody changed after the page was opened."""

    name: str
    label: str
    who: str
    when: str
    hers: str
    mine: str


def conflicts(mine: Any, stored: Any, since: int) -> list[Conflict]:
    """The fields that were changed after version `since` and that differ from what is typed now."""
    by_field: dict[str, Change] = {}
    for change in changes_since(stored, since):
        for name in change.document.get("fields", {}):
            by_field.setdefault(name, change)
    added = extras.named(by_field)
    return [
        Conflict(name, _label(stored, name, added), change.by.display_name, said(change.at), hers, own)
        for name, change in by_field.items()
        if (hers := _say(stored, name, added)) != (own := _say(mine, name, added))
    ]


def row_conflicts(form: BaseForm, stored: Any, since: int) -> Iterator[Conflict]:
    """The rows that were changed after version `since` and that read otherwise in the form."""
    by_row: dict[tuple[str, int], Change] = {}
    for change in changes_since(stored, since):
        for name, told in change.document.get("rows", {}).items():
            for _old, new in told["changed"]:
                by_row.setdefault((name, new["id"]), change)
    for field in parts_in(form):
        for row in field.row_set.forms:
            theirs = by_row.get((field.part.name, row.instance.pk))
            if theirs and not row.is_gone and (hers := row.says(row.shown)) != (mine := row.says(row.instance)):
                yield Conflict(row.name, str(field.label), theirs.by.display_name, said(theirs.at), hers, mine)


def between(form: Any, mine: Any, stored: Any) -> list[Conflict]:
    """What a plain form asks after somebody was quicker; it goes on from her version, to be sent again.

    A form with a wrong field has not got so far: its values are not in `mine` yet.
    """
    seen = whole_number(form.data.get("version", ""))
    if seen is None or seen == stored.version or set(form.errors) - {NON_FIELD_ERRORS}:
        return []
    form.data = form.data.copy()
    form.data["version"] = stored.version
    return conflicts(mine, stored, seen)


def take_hers(mine: Any, stored: Any, names: Iterable[str]) -> None:
    """用她的: put the stored values of these fields in place of the typed ones."""
    told = {field.name: field for field in type(stored)._meta.concrete_fields if field.editable}
    for name in names:
        if name in told:
            setattr(mine, told[name].attname, getattr(stored, told[name].attname))
        elif name.startswith(PREFIX):
            code = name.removeprefix(PREFIX)
            mine.extra = {**mine.extra, code: stored.extra.get(code)}


def _label(record: Any, name: str, added: Mapping[str, ExtraField]) -> str:
    return added[name].label if name in added else str(label_of(type(record), name))


def _say(record: Any, name: str, added: Mapping[str, ExtraField]) -> str:
    words = added[name].say(record.extra.get(added[name].code)) if name in added else say(record, name)
    return words or _("没填")
