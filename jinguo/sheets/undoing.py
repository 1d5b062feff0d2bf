"""The way back of an import: what the batch made is voided, what it changed is as it was before."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.orgs.crypto import Ciphertext
from jinguo.orgs.models import User
from jinguo.records import queries, registers, same_event, services
from jinguo.records.models import Action, Change, Record, TransferRequest
from jinguo.records.people.services import withdraw_transfer
from jinguo.sheets.models import ImportBatch, ImportItem
from jinguo.sheets.taking import ASKED, JOINED, Tell, quietly

State = ImportBatch.State
UNDONE_AT_ONCE = 200
"""So many records are taken back in one transaction, so that the others can go on writing."""


def undo(batch: ImportBatch, tell: Tell = quietly) -> list[str]:
    """Void what the batch made, restore what it changed; what somebody touched since stays, and is told.

    What is taken back stays so when it stops halfway: the next time goes on from there.
    """
    if batch.state != State.DONE:
        raise ValidationError(_("这一批没有放进去，不用撤回。"))
    return _take_back(batch, State.UNDONE, tell)


def clear(batch: ImportBatch, tell: Tell = quietly) -> None:
    """Take back what a batch had put in when it was stopped halfway; it waits to be put in again."""
    _take_back(batch, State.CHECKED, tell)


def _take_back(batch: ImportBatch, state: str, tell: Tell) -> list[str]:
    kept: list[str] = []
    items = list(batch.items.order_by("-pk"))
    for done in range(0, len(items), UNDONE_AT_ONCE):
        tell(done, len(items))
        with transaction.atomic():
            for item in items[done : done + UNDONE_AT_ONCE]:
                kept += filter(None, [_undo(item, batch.by)])
    batch.state = state
    batch.save(update_fields=["state"])
    return kept


def _undo(item: ImportItem, by: User) -> str:
    """Take one back; the name of what stays as it is."""
    if item.source == ASKED:
        return _withdraw(item, by)
    if item.source == JOINED:
        return _leave(item, by)
    item.refresh_from_db(fields=["version"])
    register = registers.of_source(item.source)
    record: Any = register and register.model.objects.visible_to(by).live().filter(pk=item.record).first()
    if register is None or record is None or record.version != item.version or (item.made and _is_used(record)):
        return str(register.name_of(record) if register and record else item)
    if item.made:
        _void(record, by)
    else:
        _restore(record, item, by)
    item.delete()
    return ""


def _withdraw(item: ImportItem, by: User) -> str:
    request = TransferRequest.objects.filter(pk=item.record).first()
    if request is None or withdraw_transfer(request, by=by):
        return ""
    return _("转入%(unit)s的请求，那边已经回了话") % {"unit": request.to_unit}


def _leave(item: ImportItem, by: User) -> str:
    """Her unit's taking part in a record, which may be void by now."""
    register = registers.find(item.batch.register)
    record: Any = register and queries.rows(register, by).filter(pk=item.record).first()
    if register and record:
        same_event.leave(register, record, by)
    item.delete()
    return ""


def _void(record: Any, by: User) -> None:
    """The household that a head founded goes with her, once nobody lives there."""
    home = getattr(record, "household", None)
    services.void(record, reason=_("撤回从 Excel 放进来的"), by=by)
    if home and home.head_id == record.pk and not home.members.filter(voided_at=None).exists():
        services.void(home, reason=_("撤回从 Excel 放进来的"), by=by)


def _is_used(record: Any) -> bool:
    """Whether something else names the record since."""
    for relation in record._meta.related_objects:
        others = relation.related_model._default_manager.filter(**{relation.field.name: record})
        if hasattr(relation.related_model, "voided_at"):
            others = others.filter(voided_at=None)
        for root in _roots(relation.related_model, beside=relation.field.name):
            others = others.exclude(**{f"{root}__voided_at__isnull": False})
        own = relation.on_delete.__name__ == "CASCADE" and not hasattr(relation.related_model, "voided_at")
        if not own and others.exists() and relation.field.name != "head":
            return True
    return False


def _roots(rows: Any, *, beside: str) -> list[str]:
    """The records that these rows are part of: what stands on a voided one is no use of anybody."""
    keys = (one for one in rows._meta.concrete_fields if one.many_to_one and one.name != beside)
    return [one.name for one in keys if issubclass(one.related_model, Record)]


def _restore(record: Any, item: ImportItem, by: User) -> None:
    last = Change.objects.filter(source=item.source, record=item.record).first()
    for name, (before, _after) in (last.document["fields"] if last else {}).items():
        if name.startswith("extra__"):
            continue
        told = record._meta.get_field(name)
        sealed = isinstance(before, str) and before.startswith("sm4.")
        setattr(record, told.attname, Ciphertext(before) if sealed else told.to_python(before))
    saved = services.save(record, by=by, action=Action.UNDO)
    before = item.batch.items.filter(source=item.source, record=item.record, version=item.version - 1)
    before.update(version=saved.version)  # a row above had made, or changed, the same one
