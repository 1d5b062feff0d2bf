"""From an upload to records and back: keep it encrypted, understand its columns, check, put in, take back."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common import reading
from jinguo.common.errors import BadInput
from jinguo.orgs.crypto import decrypt, encrypt
from jinguo.orgs.models import Unit, User
from jinguo.orgs.scope import covers
from jinguo.records import registers
from jinguo.records.models import Person
from jinguo.records.registers import Register
from jinguo.sheets import adding, matching, undoing
from jinguo.sheets.columns import SheetColumn, columns_of
from jinguo.sheets.many import ManyPeople
from jinguo.sheets.models import ImportBatch, SheetMapping
from jinguo.sheets.taking import AT_ONCE, NEW, WRONG, Taking, Tell, Verdict, quietly

KEPT_FOR = timedelta(days=30)
MOST_ROWS, MOST_PEOPLE = 5000, 100_000
LONG = 1000
"""From so many rows on the work goes on while the page is left."""
State = ImportBatch.State
OPEN = (State.UPLOADED, State.CHECKED)
"""Nothing of the batch is on file yet."""


@dataclass(frozen=True)
class Going:
    """A batch read and sorted out, before anything is written."""

    taking: Taking
    work: dict[str, Any]
    left: int
    skipped: int


def batch_for(user: User, slug: str, pk: int) -> ImportBatch:
    """Her own batch for this register. Raises Http404."""
    found = ImportBatch.objects.filter(by=user, register=slug, pk=pk).select_related("unit").first()
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
        raise BadInput(_("这个文件里一行也没有。请看看选的是不是这一份，填好再放。"))
    digest = hashlib.sha256(data).hexdigest()
    batch = ImportBatch(by=by, unit=unit, register=register.slug, file_name=name[:200], digest=digest)
    proposal = matching.propose(book, columns_of(register, by, unit))
    batch.mapping = _document(proposal)
    sheet = next(one for one in book.sheets if one.name == proposal.sheet)
    sign = matching.signature(matching.headings(sheet, proposal.header))
    kept = SheetMapping.objects.filter(unit=unit, register=register.slug, signature=sign).first()
    if kept is not None:
        batch.mapping["columns"] = kept.columns
    batch.mapping |= {"macros": book.macros, "rows": len(sheet.rows)}
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


@transaction.atomic
def choose(batch: ImportBatch, *, sheet: str, header: int, columns: Mapping[int, str] | None) -> None:
    """Take the user's word for the sheet, the row of names, and (where given) the columns.

    A column that is to be `adding.NEW_FIELD` becomes an own field of the unit; ValidationError when it may not.
    """
    book = book_of(batch)
    found = next((one for one in book.sheets if one.name == sheet), book.sheets[0])
    header = min(max(header, 0), len(found.rows) - 1)
    register, known = _known(batch)
    if columns is None:
        columns = matching.match(found, header, list(known.values()))
    columns = adding.add_fields(batch, found, header, columns)
    kept_columns = {str(at): name for at, name in columns.items() if name}
    batch.mapping |= {"sheet": found.name, "header": header, "columns": kept_columns, "rows": len(found.rows)}
    batch.save()
    sign = matching.signature(matching.headings(found, header))
    kept = {"columns": batch.mapping["columns"]}
    SheetMapping.objects.update_or_create(unit=batch.unit, register=register.slug, signature=sign, defaults=kept)


def mend(
    batch: ImportBatch,
    *,
    edits: Mapping[int, Mapping[str, str]],
    skip: int | None,
    same: Mapping[int, str],
    names: Mapping[int, str] | None = None,
) -> None:
    """Note what was corrected, skipped and decided in the page."""
    work = work_of(batch)
    for row, cells in edits.items():
        work["edits"].setdefault(str(row), {}).update(cells)
    if skip is not None:
        work["skipped"] = sorted({*work["skipped"], skip})
    work["same"] |= {str(row): key for row, key in same.items()}
    work["names"] |= {str(row): way for row, way in (names or {}).items()}
    batch.work = json.dumps(work)
    batch.save()


def is_long(batch: ImportBatch) -> bool:
    return int(batch.mapping.get("rows", 0)) > LONG


def check(batch: ImportBatch, tell: Tell = quietly) -> None:
    """Try every row and take it all back: what the batch would do, and what is to be mended."""
    if batch.state not in OPEN:
        raise ValidationError(_("这一批正在放，或已经放进去过了。"))
    going = _going(batch, tell)
    _note(going, going.taking.all(keep=False, tell=tell))


def commit(batch: ImportBatch, tell: Tell = quietly) -> ImportBatch | None:
    """Put in what is right; what is still to be mended becomes a batch of its own, which is returned.

    It goes in some rows at a time, so that others can save in between; when it is stopped halfway, what is in
    already is taken back.
    """
    going = _going(batch, tell)
    if not ImportBatch.objects.filter(pk=batch.pk, state=State.CHECKED).update(state=State.PUTTING):
        raise ValidationError(_("这一批已经放进去过了，或还没有看过。"))
    try:
        verdicts = going.taking.all(keep=True, tell=tell)
        return _finish(going, verdicts)
    except Exception:
        undoing.clear(batch)
        raise


@transaction.atomic
def _finish(going: Going, verdicts: list[Verdict]) -> ImportBatch | None:
    batch = going.taking.batch
    _note(going, verdicts)
    rest = _rest(batch, verdicts) if any(one.kind == WRONG for one in verdicts) else None
    batch.state, batch.work = State.DONE, ""
    batch.save()
    transaction.on_commit(lambda: _path(batch).unlink(missing_ok=True))
    return rest


def interrupted() -> QuerySet[ImportBatch]:
    """What was being put in when the server stopped. To be asked before anybody works."""
    return ImportBatch.objects.filter(state=State.PUTTING)


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
    noted = json.loads(batch.work) if batch.work else {}
    return {"edits": {}, "skipped": [], "same": {}, "names": {}, "wrong": [], "kinds": {}} | noted


def _going(batch: ImportBatch, tell: Tell) -> Going:
    register, known = _known(batch)
    work = work_of(batch)
    rows, left = _rows(batch, register, known)
    wanted = {number: cells for number, cells in _mended(rows, work).items() if number not in work["skipped"]}
    same, names = ({int(row): said for row, said in work[what].items()} for what in ("same", "names"))
    taking = ManyPeople if register.model is Person and len(rows) > AT_ONCE else Taking
    going = Going(taking(batch, register, known, batch.by, same, wanted, names), work, left, len(rows) - len(wanted))
    going.taking.sort(tell)
    return going


def rows_of(batch: ImportBatch) -> dict[int, dict[str, str]]:
    """Every row of the table as it stands now, with what was mended in the page."""
    register, known = _known(batch)
    return _mended(_rows(batch, register, known)[0], work_of(batch))


def _mended(rows: Mapping[int, Mapping[str, str]], work: Mapping[str, Any]) -> dict[int, dict[str, str]]:
    return {number: {**cells, **work["edits"].get(str(number), {})} for number, cells in rows.items()}


def _rows(
    batch: ImportBatch, register: Register, known: Mapping[str, SheetColumn]
) -> tuple[dict[int, dict[str, str]], int]:
    book, mapping = book_of(batch), batch.mapping
    sheet = next(one for one in book.sheets if one.name == mapping["sheet"])
    columns = {int(at): name for at, name in mapping["columns"].items() if name in known}
    if not columns:
        raise BadInput(_("还不知道哪一列是什么。请在下面选。"))
    rows, left = matching.rows_of(sheet, matching.Proposal(sheet.name, mapping["header"], columns))
    if not rows:
        raise BadInput(_("列名下面一行也没有。请在 Excel 里填上再放；要是列名认错了行，就在下面改。"))
    most = MOST_PEOPLE if register.model is Person else MOST_ROWS
    if len(rows) > most:
        said = _("这张表有 %(count)d 行，一次最多 %(most)d 行。请分成几个文件。")
        raise BadInput(said % {"count": len(rows), "most": most})
    return rows, left


def _note(going: Going, verdicts: list[Verdict]) -> None:
    batch, known = going.taking.batch, going.taking.columns
    if lacking := _lacking(verdicts, known, set(batch.mapping["columns"].values())):
        raise BadInput(_("还不知道哪一列是%(what)s。请在下面选。") % {"what": "、".join(lacking)})
    going.work["wrong"] = [one.document() for one in verdicts if one.kind == WRONG]
    going.work["kinds"] = {one.row: one.kind for one in verdicts if one.kind not in (NEW, WRONG)}
    batch.counts = {**Counter(one.kind for one in verdicts), "left": going.left, "skipped": going.skipped}
    batch.work, batch.state = json.dumps(going.work), State.CHECKED
    batch.save()


def _lacking(verdicts: list[Verdict], known: Mapping[str, SheetColumn], chosen: set[str]) -> list[str]:
    """What no column was chosen for and each row needs; a form may ask for less by what a row holds."""
    left = [one for one in known.values() if verdicts and one.name not in chosen]
    return [one.label for one in left if all(one.name in each.errors for each in verdicts)]


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
    if batch.state not in OPEN:
        raise ValidationError(_("这一批已经放进去了，请用撤回。"))
    _path(batch).unlink(missing_ok=True)
    batch.delete()


def reopen(batch: ImportBatch) -> None:
    """Back to the columns, before anything is put in."""
    if batch.state == State.CHECKED:
        batch.state = State.UPLOADED
        batch.save()
