"""From an upload to records and back: keep it encrypted, understand its columns, check, put in, take back."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput
from jinguo.orgs.crypto import Ciphertext, decrypt, encrypt
from jinguo.orgs.models import Unit, User
from jinguo.orgs.scope import covers
from jinguo.records import registers, services
from jinguo.records.models import Action, Change, ImportBatch, ImportItem, SheetMapping, TransferRequest
from jinguo.records.people.services import withdraw_transfer
from jinguo.records.registers import Register
from jinguo.records.sheets import matching, reading
from jinguo.records.sheets.columns import SheetColumn, columns_of
from jinguo.records.sheets.taking import ASKED, WRONG, Taking, Verdict

KEPT_FOR = timedelta(days=30)
MOST_ROWS = 5000
State = ImportBatch.State


def batch_for(user: User, pk: int) -> ImportBatch:
    """Her own batch. Raises Http404."""
    found = ImportBatch.objects.filter(by=user, pk=pk).select_related("unit").first()
    if found is None or registers.find(found.register) is None:
        raise Http404
    return found


def batches(user: User, register: Register) -> Any:
    return ImportBatch.objects.filter(by=user, register=register.slug)[:5]


@transaction.atomic
def upload(*, register: Register, unit: Unit, data: bytes, name: str, by: User) -> ImportBatch:
    """Keep a workbook, encrypted, with a proposal of what its columns are. BadInput when it can't be read."""
    if not by.may_write or not covers(by, unit):
        raise PermissionDenied
    forget_old()
    book = reading.read(data, name)
    if not book.sheets:
        raise BadInput(_("这个文件里一行也没有。"))
    digest = hashlib.sha256(data).hexdigest()
    batch = ImportBatch(by=by, unit=unit, register=register.slug, file_name=name[:200], digest=digest)
    proposal = matching.propose(book, columns_of(register, by, unit))
    batch.mapping = _document(proposal)
    sheet = next(one for one in book.sheets if one.name == proposal.sheet)
    sign = matching.signature(matching.headings(sheet, proposal.header))
    kept = SheetMapping.objects.filter(unit=unit, register=register.slug, signature=sign).first()
    if kept is not None:
        batch.mapping["columns"] = kept.columns
    batch.mapping["macros"] = book.macros
    batch.save()
    _keep(batch, encrypt(base64.b64encode(data).decode()))
    return batch


def _keep(batch: ImportBatch, sealed: str) -> None:
    path = _path(batch)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(sealed, encoding="ascii")


def book_of(batch: ImportBatch) -> reading.Book:
    try:
        stored = _path(batch).read_text(encoding="ascii")
    except FileNotFoundError:
        raise Http404 from None
    return reading.read(base64.b64decode(decrypt(stored)), batch.file_name)


def seen_before(batch: ImportBatch) -> ImportBatch | None:
    """The same file put in before, by whomever of the unit."""
    same = ImportBatch.objects.filter(digest=batch.digest, unit=batch.unit, register=batch.register, state=State.DONE)
    return same.exclude(pk=batch.pk).first()


def choose(batch: ImportBatch, *, sheet: str, header: int, columns: Mapping[int, str] | None) -> None:
    """Take the user's word for the sheet, the row of names, and (where given) the columns."""
    book = book_of(batch)
    found = next((one for one in book.sheets if one.name == sheet), book.sheets[0])
    header = min(max(header, 0), len(found.rows) - 1)
    register, known = _known(batch)
    if columns is None:
        columns = matching.match(found, header, list(known.values()))
    batch.mapping |= {"sheet": found.name, "header": header, "columns": {str(k): v for k, v in columns.items() if v}}
    batch.save()
    sign = matching.signature(matching.headings(found, header))
    kept = {"columns": batch.mapping["columns"]}
    SheetMapping.objects.update_or_create(unit=batch.unit, register=register.slug, signature=sign, defaults=kept)


def mend(
    batch: ImportBatch, *, edits: Mapping[int, Mapping[str, str]], skip: int | None, same: Mapping[int, str]
) -> None:
    """Note what was corrected, skipped and decided in the page."""
    work = work_of(batch)
    for row, cells in edits.items():
        work["edits"].setdefault(str(row), {}).update(cells)
    if skip is not None:
        work["skipped"] = sorted({*work["skipped"], skip})
    work["same"] |= {str(row): key for row, key in same.items()}
    batch.work = json.dumps(work)
    batch.save()


def check(batch: ImportBatch) -> None:
    """Try every row and take it all back: what the batch would do, and what is to be mended."""
    _go(batch, keep=False)


@transaction.atomic
def commit(batch: ImportBatch) -> ImportBatch | None:
    """Put in what is right; what is still to be mended becomes a batch of its own, which is returned."""
    if batch.state != State.CHECKED:
        raise ValidationError(_("这一批已经放进去过了，或还没有看过。"))
    verdicts = _go(batch, keep=True)
    rest = _rest(batch, verdicts) if any(one.kind == WRONG for one in verdicts) else None
    batch.state, batch.work = State.DONE, ""
    batch.save()
    transaction.on_commit(lambda: _path(batch).unlink(missing_ok=True))
    return rest


def _rest(batch: ImportBatch, verdicts: list[Verdict]) -> ImportBatch:
    work = work_of(batch)
    work["skipped"] += [one.row for one in verdicts if one.kind != WRONG]
    rest = ImportBatch(
        by=batch.by, unit=batch.unit, register=batch.register, file_name=batch.file_name, digest="",
        mapping=batch.mapping, state=State.CHECKED, counts={WRONG: len(work["wrong"])}, work=json.dumps(work),
    )  # fmt: skip
    rest.save()
    _keep(rest, _path(batch).read_text(encoding="ascii"))
    return rest


def work_of(batch: ImportBatch) -> dict[str, Any]:
    return json.loads(batch.work) if batch.work else {"edits": {}, "skipped": [], "same": {}, "wrong": []}


def _go(batch: ImportBatch, *, keep: bool) -> list[Verdict]:
    register, known = _known(batch)
    mapping, work = batch.mapping, work_of(batch)
    book = book_of(batch)
    sheet = next(one for one in book.sheets if one.name == mapping["sheet"])
    columns = {int(at): name for at, name in mapping["columns"].items() if name in known}
    if not columns:
        raise BadInput(_("还不知道哪一列是什么。请在下面选。"))
    rows, left = matching.rows_of(sheet, matching.Proposal(sheet.name, mapping["header"], columns))
    if not rows:
        raise BadInput(_("列名下面一行也没有，没有可以放进来的。"))
    if len(rows) > MOST_ROWS:
        raise BadInput(_("这张表有 %(count)d 行，一次最多 5000 行。请分成几个文件。") % {"count": len(rows)})
    wanted = {n: {**cells, **work["edits"].get(str(n), {})} for n, cells in rows.items() if n not in work["skipped"]}
    same = {int(row): key for row, key in work["same"].items()}
    verdicts = Taking(batch, register, known, batch.by, same).all(wanted, keep=keep)
    if lacking := _lacking(verdicts, known, set(columns.values())):
        raise BadInput(_("还不知道哪一列是%(what)s。请在下面选。") % {"what": "、".join(lacking)})
    work["wrong"] = [one.document() for one in verdicts if one.kind == WRONG]
    batch.counts = {**Counter(one.kind for one in verdicts), "left": left, "skipped": len(rows) - len(wanted)}
    batch.work, batch.state = json.dumps(work), State.CHECKED
    batch.save()
    return verdicts


def _lacking(verdicts: list[Verdict], known: Mapping[str, SheetColumn], chosen: set[str]) -> list[str]:
    """What no column was chosen for and each row needs; a form may ask for less by what a row holds."""
    left = [one for one in known.values() if verdicts and one.name not in chosen]
    return [one.label for one in left if all(one.name in each.errors for each in verdicts)]


@transaction.atomic
def undo(batch: ImportBatch) -> list[str]:
    """Void what the batch made, restore what it changed; what somebody touched since stays, and is told."""
    if batch.state != State.DONE:
        raise ValidationError(_("这一批没有放进去，不用撤回。"))
    told = [_undo(item, batch.by) for item in batch.items.order_by("-pk")]
    batch.state = State.UNDONE
    batch.save()
    return [name for name in told if name]


def _undo(item: ImportItem, by: User) -> str:
    """Take one back; the name of what stays as it is."""
    if item.source == ASKED:
        return _take_back(item, by)
    register = registers.of_source(item.source)
    record: Any = register and register.model.objects.visible_to(by).live().filter(pk=item.record).first()
    if register is None or record is None or record.version != item.version or (item.made and _is_used(record)):
        return str(register.name_of(record) if register and record else item)
    if item.made:
        _void(record, by)
    else:
        _restore(record, item, by)
    return ""


def _take_back(item: ImportItem, by: User) -> str:
    request = TransferRequest.objects.filter(pk=item.record).first()
    if request is None or withdraw_transfer(request, by=by):
        return ""
    return _("转入%(unit)s的请求，那边已经回了话") % {"unit": request.to_unit}


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
        own = relation.on_delete.__name__ == "CASCADE" and not hasattr(relation.related_model, "voided_at")
        if not own and others.exists() and relation.field.name != "head":
            return True
    return False


def _restore(record: Any, item: ImportItem, by: User) -> None:
    last = Change.objects.filter(source=item.source, record=item.record).first()
    for name, (before, _after) in (last.document["fields"] if last else {}).items():
        if name.startswith("extra__"):
            continue
        told = record._meta.get_field(name)
        sealed = isinstance(before, str) and before.startswith("sm4.")
        setattr(record, told.attname, Ciphertext(before) if sealed else told.to_python(before))
    services.save(record, by=by, action=Action.UNDO)


def _known(batch: ImportBatch) -> tuple[Register, dict[str, SheetColumn]]:
    register = registers.find(batch.register)
    if register is None:
        raise Http404
    return register, {one.name: one for one in columns_of(register, batch.by, batch.unit)}


def _document(proposal: matching.Proposal) -> dict[str, Any]:
    columns = {str(at): name for at, name in proposal.columns.items()}
    return {"sheet": proposal.sheet, "header": proposal.header, "columns": columns}


def _path(batch: ImportBatch) -> Path:
    return Path(settings.HOME) / "imports" / str(batch.pk)


def forget_old() -> None:
    """Remove uploads that were neither put in nor given up for 30 days."""
    old = ImportBatch.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).exclude(work="", state=State.DONE)
    for batch in old:
        _path(batch).unlink(missing_ok=True)
    old.update(work="")


def drop(batch: ImportBatch) -> None:
    """不放了: the upload and everything noted about it go."""
    if batch.state in (State.DONE, State.UNDONE):
        raise ValidationError(_("这一批已经放进去了，请用撤回。"))
    _path(batch).unlink(missing_ok=True)
    batch.delete()


def reopen(batch: ImportBatch) -> None:
    """Back to the columns, before anything is put in."""
    if batch.state == State.CHECKED:
        batch.state = State.UPLOADED
        batch.save()
