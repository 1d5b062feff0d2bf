"""What the pages of an import show: the columns as they are understood, the rows to mend, or all rows."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from jinguo.common.lines import line_of
from jinguo.common.masking import mask_id, mask_phone
from jinguo.extras.services import may_define
from jinguo.orgs.models import User
from jinguo.records import queries
from jinguo.records.models import Person
from jinguo.records.people.showing import beside_the_name
from jinguo.records.registers import Register
from jinguo.records.veil import veiled
from jinguo.sheets import matching, services
from jinguo.sheets.adding import NEW_FIELD
from jinguo.sheets.columns import SheetColumn
from jinguo.sheets.models import ImportBatch
from jinguo.sheets.naming import Way
from jinguo.sheets.taking import CHANGED, ELSEWHERE, NEW, SAME, WRONG
from jinguo.tables.wording import said

SHOWN = 50
"""Rows on one page; of those to mend the others follow once these are right."""
TELLING = 5
"""So many columns tell what a row is."""
MASKS = {"id_number": mask_id, "phone": mask_phone, "bank_account": mask_id}
NEVER = ("address",)
"""What no row shows unless it is wrong there."""


def columns(batch: ImportBatch, known: Sequence[SheetColumn], user: User) -> dict[str, Any]:
    """Each column of the sheet with its first cells and the field it is taken for."""
    book = services.book_of(batch)
    sheet = next(one for one in book.sheets if one.name == batch.mapping["sheet"])
    header = batch.mapping["header"]
    below = sheet.rows[header + 1 : header + 4]
    chosen = batch.mapping["columns"]
    lines = [
        (
            at,
            name,
            _samples([row[at] for row in below if at < len(row)], chosen.get(str(at), "")),
            chosen.get(str(at), ""),
        )
        for at, name in enumerate(matching.headings(sheet, header))
        if name or any(at < len(row) and row[at] for row in below)
    ]
    names = [one.name for one in book.sheets]
    new_field = NEW_FIELD if may_define(user) else ""
    return {"sheets": names, "header": header + 1, "lines": lines, "columns": known, "new_field": new_field}


def _samples(cells: Sequence[str], chosen: str) -> list[str]:
    """What looks like a number to be masked is masked, whatever the column is taken for."""
    return [_shown(matching.likely_field([cell], {}) or chosen, cell, {}) for cell in cells if cell.strip()]


def rows_to_mend(batch: ImportBatch, register: Register, known: Sequence[SheetColumn], user: User) -> dict[str, Any]:
    wrong = services.work_of(batch)["wrong"][:SHOWN]
    compared = register.same_event if register.same_event and any(one["alike"] for one in wrong) else ()
    used = list(batch.mapping["columns"].values())
    names = [
        *used[:2],
        *(name for name in compared if name in used),
        *(name for one in wrong for name in one["errors"]),
    ]
    heads = _heads(names, known)
    rows = [_row(one, heads) | _questions(one, heads, register, user) for one in wrong]
    return {"rows": rows, "heads": heads, "span": len(heads) + 2}


def all_rows(batch: ImportBatch, known: Sequence[SheetColumn], first: int) -> dict[str, Any]:
    """A page of the table as it stands now, from the row of that number on, each row with what becomes of it."""
    names = [name for name in batch.mapping["columns"].values() if name not in NEVER][:TELLING]
    heads, work, rows = _heads(names, known), services.work_of(batch), services.rows_of(batch)
    kinds = {one["row"]: WRONG for one in work["wrong"]} | {int(row): kind for row, kind in work["kinds"].items()}
    kinds |= dict.fromkeys(work["skipped"], "skipped")
    told = {WRONG: (_("要改"), "bad"), CHANGED: (_("改册上的"), "info"), SAME: (_("已经有了"), "")}
    told |= {NEW: ("", ""), ELSEWHERE: (_("要转过来"), "info"), "skipped": (_("跳过了"), "")}
    numbers = list(rows)
    start = min(bisect_left(numbers, first), max(0, len(numbers) - 1))
    shown = [
        _row({"row": row, "values": rows[row], "errors": {}}, heads) | {"chip": told[kinds.get(row, NEW)]}
        for row in numbers[start : start + SHOWN]
    ]
    before = numbers[max(0, start - SHOWN)] if start else None
    return {
        "rows": shown,
        "heads": heads,
        "span": len(heads) + 2,
        "before": before,
        "after": next(iter(numbers[start + SHOWN :]), None),
    }


def _heads(names: Sequence[str], known: Sequence[SheetColumn]) -> list[SheetColumn]:
    by_name = {one.name: one for one in known}
    return [by_name[name] for name in dict.fromkeys(names) if name in by_name]


def _row(told: dict[str, Any], heads: Sequence[SheetColumn]) -> dict[str, Any]:
    errors, values = told["errors"], told["values"]
    cells = [(one, _shown(one.name, values.get(one.name, ""), errors), errors.get(one.name, "")) for one in heads]
    title = cells[0][1] if cells and not cells[0][2] else ""
    return {"row": told["row"], "cells": cells, "title": title}


def _shown(name: str, value: str, errors: dict[str, str]) -> str:
    """A number that is right is shown masked, like everywhere else; one to be mended has to be seen."""
    return MASKS[name](value) if name in MASKS and name not in errors else value


def _questions(told: dict[str, Any], heads: Sequence[SheetColumn], register: Register, user: User) -> dict[str, Any]:
    """What is wrong beside the cells, what may be the same on file, and what can be done about names."""
    names = {one.name for one in heads}
    alike = veiled(queries.rows(register, user).filter(pk__in=told["alike"]), user) if told["alike"] else []
    return {
        "other": [text for name, text in told["errors"].items() if name not in names],
        "alike": [(one.pk, _beside(register, one)) for one in alike],
        "about_people": register.model is Person,
        "ways": [Way(way) for way in told["ways"]],
    }


def _beside(register: Register, record: Any) -> str:
    """What tells the record on file apart from others."""
    if isinstance(record, Person):
        return beside_the_name(record)
    day = said(getattr(record, register.day_field)) if register.day_field else ""
    return line_of(register.name_of(record), day, register.hint_of(record))
