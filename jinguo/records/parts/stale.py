"""Two people at the rows of one record: row by row, to take hers or keep one's own."""

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm

from jinguo.records.models import Change
from jinguo.records.pages.stale import Conflict, changes_since, when
from jinguo.records.parts.forms import parts_in


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
                yield Conflict(row.name, str(field.label), theirs.by.display_name, when(theirs), hers, mine)
