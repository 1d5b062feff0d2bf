"""The one door to records: save, void, undo. Forms, spreadsheets, the API and the phone all come through here.

One save is one transaction: the checks, the record, its rows by the difference, ONE history document, the
facts. The number of SQL statements does not grow with the number of rows.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo import facts
from jinguo.orgs.models import User
from jinguo.orgs.queries import refuse_closed
from jinguo.orgs.scope import covers
from jinguo.records import history
from jinguo.records.models import Action, Change, Record
from jinguo.records.models.base import KEPT_BY_THE_DOOR
from jinguo.tables import rows as row_writing

R = TypeVar("R", bound=Record)

Rows = Mapping[str, Sequence[models.Model]]
"""The record's own rows, by the accessor that they have on it."""

UNDO_WITHIN = timedelta(minutes=10)


def save(
    record: R,
    *,
    by: User,
    rows: Rows | None = None,
    action: str = "",
    expect_version: int | None = None,
    reason: str = "",
    asked_for: bool = False,
) -> R:
    """Write the record with its rows, its history and its facts; `rows` names children by their accessor.

    Rows that are not listed are removed. ValidationError when something cannot be, or when somebody
    else saved after `expect_version`; PermissionDenied outside the unit's branch or for those who only read.
    With `asked_for` the record may go to a unit outside the user's branch: that unit has asked for it.
    """
    rows = rows or {}
    try:
        with transaction.atomic():
            _write_down_what_is_new(record, by)
            before = _stored(record)
            _check(record, before, rows, by=by, expect_version=expect_version, asked_for=asked_for)
            changed = history.field_changes(before, record)
            row_changes = _write(record, rows, changed, is_new=before is None)
            record.check_written(row_changes)
            _note(record, by, action or (Action.CHANGE if before else Action.CREATE), changed, row_changes, reason)
            _post(record, before, changed, rows)
    except IntegrityError:
        _say_what_was_refused(record, rows)
        raise
    return record


@transaction.atomic
def void(record: R, *, reason: str, by: User) -> R:
    """Take the record out of every figure. It stays readable, with the reason: nothing is ever deleted silently."""
    if not reason.strip():
        raise ValidationError({"reason": _("请写为什么作废。")})
    try:
        record._meta.get_field("void_reason").run_validators(reason.strip())  # type: ignore[union-attr]
    except ValidationError as error:
        raise ValidationError({"reason": error.messages}) from error
    stored = _stored(record)
    _refuse_outsiders(by, stored or record)
    if stored is None or stored.voided_at is not None:
        raise ValidationError(_("这一条已经作废了。"))
    record.voided_at, record.voided_by, record.void_reason = timezone.now(), by, reason.strip()
    return _close(record, stored, by, Action.VOID, record.void_reason)


@transaction.atomic
def undo(record: R, *, by: User) -> R:
    """撤回 within ten minutes: what she wrote down a moment ago is voided with that reason."""
    if record.created_by_id != by.pk or timezone.now() - record.created_at > UNDO_WITHIN:
        raise ValidationError(_("过了 10 分钟就不能撤回了，可以写明理由后作废。"))
    return void(record, reason=_("撤回"), by=by)


def _write_down_what_is_new(record: Record, by: User) -> None:
    """A record that this one is the first to name (a course) comes along."""
    for field in record._meta.concrete_fields:
        named = record._state.fields_cache.get(field.name)
        if isinstance(named, Record) and named.pk is None:
            setattr(record, field.name, save(named, by=by))


def _stored(record: R) -> R | None:
    """The record as the database has it, locked until the end of the transaction."""
    if record.pk is None:
        return None
    return cast(R | None, type(record)._default_manager.select_for_update().filter(pk=record.pk).first())


def _check(
    record: Record,
    before: Record | None,
    rows: Rows,
    *,
    by: User,
    expect_version: int | None,
    asked_for: bool,
) -> None:
    """Fill in what follows from the rest, and refuse what can be refused without a look at other records."""
    _refuse_outsiders(by, *[each for each in (before, None if asked_for else record) if each is not None])
    if before is not None:
        _refuse_stale(before, expect_version, by)
    record.fill_in()
    _stamp(record, before, by)
    record.full_clean(exclude=KEPT_BY_THE_DOOR | _found_already(record), validate_constraints=False)
    _refuse_closed(record, before)
    record.check_rows(rows)


def _refuse_outsiders(by: User, *records: Record) -> None:
    """Who changes a record must look after the unit that it comes from and the one that it goes to."""
    units = {unit.pk: unit for unit in (record.scope_unit() for record in records)}
    hers = all(covers(by, unit) for unit in units.values()) and all(record.is_open_to(by) for record in records)
    if not by.may_write or not hers:
        raise PermissionDenied


def _refuse_stale(before: Record, expect_version: int | None, by: User) -> None:
    if before.voided_at is not None:
        raise ValidationError(_("这一条已经作废了，不能再改。"))
    if expect_version is not None and before.version != expect_version:
        raise ValidationError(history.who_changed(before, since=expect_version, viewer=by), code="stale")


def _refuse_closed(record: Record, before: Record | None) -> None:
    """What a unit did before it was closed can still be added; what is on file already can be corrected."""
    day = record.own_day()
    if day is not None and (before is None or (before.unit_id, before.own_day()) != (record.unit_id, day)):
        refuse_closed(record.unit, day)


def _stamp(record: Record, before: Record | None, by: User) -> None:
    if before is None:
        record.created_by = by
    else:
        record.created_at, record.created_by, record.version = before.created_at, before.created_by, before.version + 1
    record.changed_at, record.changed_by = timezone.now(), by


def _found_already(record: Record) -> set[str]:
    """What the record names and was read from the database: it need not be asked whether that exists."""
    named = record._state.fields_cache
    return {
        field.name
        for field in record._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and not field.unique and getattr(named.get(field.name), "pk", None)
    }


def _write(record: Record, rows: Rows, changed: Collection[str], *, is_new: bool) -> dict[str, row_writing.RowChanges]:
    record.save(force_insert=is_new, force_update=not is_new)
    record.index(changed)
    return {name: row_writing.replace(record, name, wanted, is_new=is_new) for name, wanted in rows.items()}


def _say_what_was_refused(record: Record, rows: Rows) -> None:
    """What the database refused, in the words of the constraint; asking beforehand would take a query for each."""
    record.validate_constraints()
    for name, wanted in rows.items():
        row_writing.find_culprit(wanted, name)


def _close(record: R, stored: R, by: User, action: Action, reason: str) -> R:
    _stamp(record, stored, by)
    kept = ["version", "changed_at", "changed_by", "voided_at", "voided_by", "void_reason"]
    record.save(update_fields=kept)
    _note(record, by, action, {}, {}, reason)
    _post(record, stored, {}, {})
    return record


def _note(
    record: Record,
    by: User,
    action: str,
    fields: history.FieldChanges,
    rows: Mapping[str, row_writing.RowChanges],
    reason: str,
) -> None:
    Change.objects.create(
        by=by, source=record.source, record=record.pk, unit=record.unit_id, action=action, reason=reason,
        document=history.document(fields, rows),
    )  # fmt: skip


def _post(record: Record, before: Record | None, changed: Mapping[str, object], rows: Rows) -> None:
    """Facts follow, also those of the root that a part was taken from."""
    roots = {root.pk: root for root in (each.fact_root() for each in (before, record) if each is not None)}
    for root in roots.values():
        if root._meta.label_lower in facts.sources():
            if root is record:
                facts.post(root, rows, is_new=before is None)
            else:
                facts.sync(root)
        facts.touched(root, facts.rows_named(root, record))
    if before is not None and changed:
        facts.touched(record, changed)
