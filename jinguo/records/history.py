"""The history of records: what one save changed, and how that reads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Field, ForeignKey
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import say_day
from jinguo.extras import queries as extras
from jinguo.extras.models import ExtraField
from jinguo.orgs.crypto import EncryptedCharField
from jinguo.orgs.models import User
from jinguo.records.beside import keepers
from jinguo.records.models.base import BESIDE_THE_RECORD, Action, Change, Record
from jinguo.records.models.partner import partner_key
from jinguo.records.veil import persons_in, references, veil
from jinguo.tables.references import ReferenceField, target_of
from jinguo.tables.rows import RowChanges
from jinguo.tables.wording import say

FieldChanges = dict[str, list[Any]]
"""Field name → [before, after]; ciphertext for encrypted fields."""


@dataclass(frozen=True)
class HistoryEntry:
    """One change as a person reads it."""

    at: datetime
    by: User
    action: str
    reason: str
    lines: list[str]


def field_changes(before: Record | None, after: Record) -> FieldChanges:
    """What differs; of a new record everything that is filled in."""
    changes = {
        field.name: [None if before is None else _kept(before, field), _kept(after, field)]
        for field in _told(type(after))
        if getattr(after, field.attname) != (_nothing(field) if before is None else getattr(before, field.attname))
    }
    old, new = {} if before is None else extras.values_of(before), extras.values_of(after)
    return changes | {name: [old.get(name), new.get(name)] for name in old | new if old.get(name) != new.get(name)}


def document(fields: FieldChanges, rows: Mapping[str, RowChanges]) -> dict[str, Any]:
    told = {
        name: {"added": each.added, "removed": each.removed, "changed": each.changed}
        for name, each in rows.items()
        if each
    }
    return {"fields": fields} | ({"rows": told} if told else {})


def history_of(record: Record, *, viewer: User) -> list[HistoryEntry]:
    """Every change of the record, the newest first. The caller has found the record in the viewer's scope."""
    found = Change.objects.filter(source=record.source, record=record.pk).select_related("by").order_by()
    return _entries(record, sorted(found, key=lambda change: (change.at, change.pk), reverse=True), viewer)


def changes_since(record: Record, version: int) -> list[Change]:
    """What was changed in the record itself after that version, the newest first."""
    later = Change.objects.filter(source=record.source, record=record.pk).exclude(action__in=BESIDE_THE_RECORD)
    return list(later.select_related("by").order_by("-at", "-pk")[: max(0, record.version - version)])


def who_changed(record: Record, *, since: int, viewer: User) -> str:
    """Why a save came too late: who changed what, when, after the version that the saver had seen."""
    later = _entries(record, changes_since(record, min(since, record.version - 1)), viewer)
    when = timezone.localtime(later[0].at)
    return _("%(who)s %(day)s %(time)s 改过：%(what)s。请看过再存。") % {
        "who": later[0].by.display_name,
        "day": say_day(when.date()),
        "time": f"{when:%H:%M}",
        "what": "、".join(line for entry in reversed(later) for line in entry.lines) or _("这一条"),
    }


def _entries(record: Record, changes: Sequence[Change], viewer: User) -> list[HistoryEntry]:
    beside = _beside(changes)
    model = type(record)
    names = _names_of_references(record, changes, viewer)
    added = extras.named({name for change in changes for name in change.document.get("fields", {})})
    return [
        HistoryEntry(
            change.at, change.by, change.get_action_display(), change.reason,
            [*_field_lines(model, change, names, added), *_row_lines(record, change), *beside.get(change.pk, ())],
        )
        for change in changes
    ]  # fmt: skip


def _told(model: type[models.Model]) -> "Iterator[Field[Any, Any]]":
    """What people fill in; derived columns tell nothing of their own."""
    for field in model._meta.concrete_fields:
        if field.editable and not field.primary_key:
            yield field


def _nothing(field: "Field[Any, Any]") -> object:
    return None if field.null else ""


def _kept(record: models.Model, field: "Field[Any, Any]") -> Any:
    return field.sealed(record) if isinstance(field, EncryptedCharField) else getattr(record, field.attname)


def _names_of_references(record: Record, changes: Iterable[Change], viewer: User) -> dict[tuple[str, Any], str]:
    """The words for the ids that the changes hold: one query for each kind of thing referred to."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    targets = {f.name: target for f in _told(type(record)) if (target := target_of(f))}
    for change in changes:
        for name, both in change.document.get("fields", {}).items():
            if name in targets:
                wanted[targets[name]].update(pk for pk in both if pk is not None)
    found = {target: _things(target, pks, record) for target, pks in wanted.items()}
    named = persons_in(one for things in found.values() for one in things.values())
    # Whoever sees the record sees who lives where it is of, unless she only took part in it.
    near = record.scope_unit().pk if partner_key(type(record)) is None else None
    veil((person for person in named if person.unit_id != near), viewer)
    return {(name, pk): str(thing) for name, target in targets.items() for pk, thing in found.get(target, {}).items()}


def _things(target: type[models.Model], pks: set[Any], record: Record) -> dict[Any, models.Model]:
    """The things with these ids; no query for those that were fetched along with the record."""
    held = (thing for thing in record._state.fields_cache.values() if type(thing) is target)
    found = {thing.pk: thing for thing in held if thing.pk in pks}
    if missing := pks - found.keys():
        found |= target._default_manager.in_bulk(missing)
    models.prefetch_related_objects(list(found.values()), *references(target))
    return found


def _field_lines(
    model: type[Record], change: Change, names: Mapping[tuple[str, Any], str], added: Mapping[str, ExtraField]
) -> Iterator[str]:
    fields: dict[str, Field[Any, Any] | ExtraField] = {**{field.name: field for field in _told(model)}, **added}
    for name, (before, after) in change.document.get("fields", {}).items():
        field = fields.get(name)
        if field is None:
            continue
        label = field.label if isinstance(field, ExtraField) else str(field.verbose_name)
        if isinstance(field, EncryptedCharField) or name in model.untold:
            yield _("%(label)s（内容不显示）") % {"label": label}
        elif change.action == Action.CREATE:
            yield _("%(label)s：%(after)s") % {"label": label, "after": _said(field, after, names)}
        else:
            yield _("%(label)s（%(before)s → %(after)s）") % {
                "label": label,
                "before": _said(field, before, names),
                "after": _said(field, after, names),
            }


def _said(field: "Field[Any, Any] | ExtraField", value: Any, names: Mapping[tuple[str, Any], str]) -> str:
    if value in (None, ""):
        return _("没填")
    if isinstance(field, ExtraField):
        return field.say(value)
    if isinstance(field, ForeignKey | ReferenceField):
        return names.get((field.name, value), _("已经不在的一条"))
    return say(field.model(**{field.attname: field.to_python(value)}), field.name)


def _row_lines(record: models.Model, change: Change) -> Iterator[str]:
    for name, told in change.document.get("rows", {}).items():
        what = getattr(record, name).model._meta.verbose_name
        if told["added"]:
            yield _("%(what)s加了 %(count)s 条") % {"what": what, "count": len(told["added"])}
        if told["removed"]:
            yield _("%(what)s去掉 %(count)s 条") % {"what": what, "count": len(told["removed"])}
        if told["changed"]:
            yield _("%(what)s改了 %(count)s 条") % {"what": what, "count": len(told["changed"])}


def _beside(changes: Iterable[Change]) -> Mapping[int, list[str]]:
    """What was done beside the record, by the key of the change: one query for each who keeps something there."""
    of_that = [change for change in changes if change.action in BESIDE_THE_RECORD]
    return {key: lines for keeper in keepers for key, lines in keeper.lines(of_that).items()} if of_that else {}
