"""The questions of the page: for each row, and the one day for all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.common.lines import line_of
from jinguo.later.services import columns_of
from jinguo.orgs.crypto import EncryptedCharField
from jinguo.orgs.models import User
from jinguo.records import describing
from jinguo.records.models import Record
from jinguo.records.pages.forms import form_field
from jinguo.records.parts.declared import Part
from jinguo.records.veil import veiled
from jinguo.tables.wording import say, value_at
from jinguo.ui.forms import DayField, JgForm

UNKNOWN = _("还不知道")
AT_ONCE = 50
"""So many rows are asked about on one page, unless more are called up."""


@dataclass(frozen=True)
class Asked:
    """One row with its questions."""

    name: str
    hint: str
    fields: list[forms.BoundField]
    said: str
    """What is known of it already."""

    @property
    def is_open(self) -> bool:
        """What is wrong has to be seen."""
        return any(field.errors for field in self.fields)


class LaterForm(JgForm):
    """A few questions for each row, and one day for all that is new or changed."""

    on = DayField(label=_("哪天知道的"))

    def __init__(self, *args: Any, part: Part, record: Record, user: User, size: int = AT_ONCE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part, self.record, self.user = part, record, user
        self.initial["on"] = today()
        every = part.rows(record)
        self.size, self.others = size, max(0, len(every) - size)
        self.rows = veiled(every[:size], user)
        self.columns, _days = columns_of(part, record)
        for row in self.rows:
            for column in self.columns:
                kept = getattr(row, column.name)
                self.fields[f"{column.name}_{row.pk}"] = self._one_of(column, kept) or _question(column, kept)

    def _one_of(self, column: "models.Field[Any, Any]", kept: Any) -> forms.ChoiceField | None:
        """What stands in another part of the record is chosen from there, not typed again."""
        if column.name not in self.part.among:
            return None
        names = [str(row) for row in getattr(self.record, self.part.among[column.name]).all()]
        choices = [("", UNKNOWN), *((name, name) for name in dict.fromkeys([*names, *([kept] if kept else [])]))]
        wrong = {"invalid_choice": _("这里没有“%(value)s”。请从列出的里选，或先在这一条里添上。")}
        return forms.ChoiceField(
            label=column.verbose_name, required=False, choices=choices, initial=kept, error_messages=wrong
        )

    def asked(self) -> list[Asked]:
        first, *others = self.part.columns(type(self.record))
        named = {row: one for row in self.rows if isinstance(one := value_at(row, first), Record)}
        described = describing.describe({(one.source, one.pk) for one in named.values()}, self.user)
        hints = {row: found.hint for row, one in named.items() if (found := described.get((one.source, one.pk)))}
        return [
            Asked(
                say(row, first),
                hints.get(row) or line_of(*(say(row, name) for name in others)),
                [self[f"{column.name}_{row.pk}"] for column in self.columns],
                line_of(*(say(row, name) for name in self.part.later)),
            )
            for row in self.rows
        ]

    def arguments(self) -> Mapping[str, Any]:
        given = {
            row.pk: {c.name: self.cleaned_data[f"{c.name}_{row.pk}"] for c in self.columns if self._answers(c, row)}
            for row in self.rows
        }
        return {"record": self.record, "part": self.part, "given": given, "on": self.cleaned_data["on"]}

    def _answers(self, column: "models.Field[Any, Any]", row: Any) -> bool:
        """Not a question that was not on the page yet, nor an encrypted text that nothing was written over."""
        name = f"{column.name}_{row.pk}"
        kept = isinstance(column, EncryptedCharField) and not self.cleaned_data[name]
        return not kept and not self.fields[name].widget.value_omitted_from_data(self.data, self.files, name)


def _question(column: "models.Field[Any, Any]", kept: Any) -> Any:
    field = form_field(column)
    field.initial, field.required = "" if isinstance(column, EncryptedCharField) else kept, False
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", UNKNOWN), *((code, label) for code, label in column.flatchoices if code)]
    return field
