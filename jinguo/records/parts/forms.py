"""The rows of a part in the form of their record. Works without scripts: some are blank, a button adds more."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import formset_factory, model_to_dict
from django.http import QueryDict
from django.utils.translation import gettext as _

from jinguo.common.lines import line_of
from jinguo.common.numbers import whole_number
from jinguo.orgs.crypto import EncryptedCharField
from jinguo.orgs.fields import ScopedSearchField
from jinguo.orgs.models import User
from jinguo.records.models import Record
from jinguo.records.pages.fields import offer
from jinguo.records.pages.own import OwnField
from jinguo.records.parts.declared import Part
from jinguo.records.veil import veiled
from jinguo.tables.forms import NOT_CHOSEN, SealingForm
from jinguo.tables.rows import identity, unique_beside
from jinguo.tables.wording import label_of, say
from jinguo.ui.forms import CountInput, DayInput, PlainDayInput

MORE = "more_rows"
"""Sent by the button that adds blank rows, with the name of its part."""
SHORT = (CountInput, PlainDayInput, forms.Select)
SPARE = 3
MOST = 1000


@dataclass(frozen=True)
class Cell:
    label: str
    field: forms.BoundField | None
    text: str
    """What stands there, where it is not hers to change."""

    @property
    def is_short(self) -> bool:
        """Whether two of them fit beside each other on a phone."""
        return bool(self.field) and isinstance(self.field.field.widget, SHORT)  # type: ignore[union-attr]


class RowForm(SealingForm):
    """One row, in fields small enough for a table. Somebody whom the user may not see stays in it, masked."""

    def __init__(
        self, *args: Any, user: User, shown: Mapping[int, Any], known: Mapping[str, Mapping[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown.get(self.instance.pk)
        self.columns = list(self.fields)
        for name, field in list(self.fields.items()):
            _make_small(field)
            field.known = known.get(name, {})  # type: ignore[attr-defined]
            if not offer(user, field, kept=getattr(self.instance, f"{name}_id", None)):
                del self.fields[name]

    @property
    def is_gone(self) -> bool:
        return self.is_bound and bool(self["DELETE"].data)

    @property
    def is_blank(self) -> bool:
        return not self.instance.pk and not (self.is_bound and self.has_changed())

    @property
    def is_unsaid(self) -> bool:
        return self.is_gone or self.is_blank

    @property
    def name(self) -> str:
        """What it is called where two people changed it."""
        return f"{self.instance._meta.label_lower}-{self.instance.pk}"

    @property
    def cells(self) -> list[Cell]:
        model = self._meta.model
        return [
            Cell(str(label_of(model, name)), self[name] if name in self.fields else None, self._said(name))
            for name in self.columns
        ]

    def _said(self, name: str) -> str:
        return say(self.shown, name) if self.shown and name not in self.fields else ""

    def says(self, row: Any) -> str:
        """The row in one line, with what is not hers to change as she may read it."""
        return line_of(*(say(row if name in self.fields else self.shown, name) for name in self.columns))

    def sentences(self) -> list[str]:
        """What is wrong, for who sees no fields."""
        labels = {name: str(field.label) for name, field in self.fields.items()}
        told = [(labels.get(name, ""), str(said)) for name, errors in self.errors.items() for said in errors]
        return [_("%(label)s：%(said)s") % {"label": label, "said": said} if label else said for label, said in told]


def _make_small(field: Any) -> None:
    if isinstance(field.widget, forms.RadioSelect):
        unasked = [("", NOT_CHOSEN[False])] if field.required and not field.initial else []
        field.widget = forms.Select(choices=[*unasked, *field.choices])
    elif isinstance(field.widget, DayInput):
        field.widget = PlainDayInput()
    elif isinstance(field.widget, forms.Textarea):
        field.widget = forms.TextInput()


class RowSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """The rows of one record as they stand in its form."""

    def __init__(self, part: Part, record: Any, user: User, data: Any) -> None:
        self.part, self.record = part, record
        self.stored = {row.pk: row for row in getattr(record, part.name).all()} if record.pk else {}
        shown = {row.pk: row for row in veiled(part.rows(record), user)} if self.stored else {}
        self.is_sent = f"{part.name}-TOTAL_FORMS" in data
        super().__init__(
            data if self.is_sent else None,
            prefix=part.name,
            initial=[{} for _row in self.stored],
            form_kwargs={"user": user, "shown": shown, "known": self._known(user)},
            error_messages={
                "missing_management_form": _("这几行没有送全，请重新打开这一页。"),
                "too_many_forms": _("最多写 %(most)d 行。") % {"most": MOST},
            },
        )

    def _known(self, user: User) -> dict[str, dict[str, Any]]:
        """Whom and what the rows name, where the user may see it: one query a column, however many rows."""
        known = {}
        for name, field in deepcopy(self.form.base_fields).items():
            if isinstance(field, ScopedSearchField):
                keys = {key for row in self.stored.values() if (key := getattr(row, f"{name}_id"))}
                found = field.within(user).among().in_bulk(keys)
                known[name] = {str(key): found.get(key) for key in keys}
        return known

    @property
    def heads(self) -> list[str]:
        return [cell.label for cell in self.empty_form.cells]

    def total_form_count(self) -> int:
        asks_for_more = self.is_bound and self.data.get(MORE) == self.part.name
        return super().total_form_count() + (SPARE if asks_for_more else 0)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs = super().get_form_kwargs(index)
        if index is None:
            return kwargs
        keys = [*self.stored, *[None] * SPARE]
        key = whole_number(self.data.get(f"{self.add_prefix(index)}-id", "")) if self.is_bound else keys[index]
        return {**kwargs, "instance": self.stored.get(key), "empty_permitted": True}

    def clean(self) -> None:
        """Two rows that say the same are told at the second."""
        own = self.part.key(type(self.record))
        beside, seen = unique_beside(own), set()
        for form in self.forms:
            says = None if form.is_unsaid or form.errors else identity(form.instance, beside)
            if says is not None and says in seen:
                form.add_error(None, _("和上面的一行写重了，请留一行。"))
            seen.add(says)

    def wanted(self) -> list[Any]:
        """The rows as they shall be: also those that somebody added meanwhile, unless this is said to be all."""
        hers = cast(QueryDict, self.data).getlist("hers")
        sent = [form.shown if form.name in hers else form.instance for form in self.forms if not form.is_unsaid]
        known = {form.instance.pk for form in self.forms}
        added = () if f"{self.prefix}-whole" in self.data else self.stored.items()
        return [*sent, *(row for pk, row in added if pk not in known)]

    @property
    def are_wrong(self) -> bool:
        """Whether what is wrong is said at the rows themselves."""
        return any(form.errors and not form.is_unsaid for form in self.forms)

    def sentences(self) -> list[str]:
        rows = [(number, form) for number, form in enumerate(self.forms, start=1) if not form.is_unsaid]
        told = [_("第 %(number)d 行 %(said)s") % {"number": n, "said": said} for n, f in rows for said in f.sentences()]
        return [*map(str, self.non_form_errors()), *told]


class RowsInput(forms.Widget):
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        """Nothing of its own: the row set reads what was sent."""


class RowsField(OwnField):
    """A part in its record's form. Cleaned: the rows as they shall be, or None where none were sent (a workbook)."""

    def __init__(self, part: Part, of: type[Record], row_form: type[RowForm]) -> None:
        super().__init__(
            label=part.title(of), required=False, widget=RowsInput, template_name="records/rows/field.html"
        )
        self.part, self.row_form = part, row_form

    def prepare(self, form: Any, name: str) -> None:
        row_set: Any = formset_factory(
            self.row_form, RowSet, extra=SPARE, can_delete=True, max_num=MOST, absolute_max=MOST
        )
        self.row_set: RowSet = row_set(self.part, form.instance, form.user, form.data)
        form.initial[name] = [self.as_json(row) for row in self.row_set.stored.values()]

    def rows(self, form: Any, name: str) -> dict[str, Sequence[Model]]:
        sent = form.cleaned_data[name]
        return {} if sent is None else {name: sent}

    def as_json(self, row: Model) -> dict[str, Any]:
        """As programs read it and write it back; encrypted columns are left out."""
        told = [f.name for f in type(row)._meta.concrete_fields if not isinstance(f, EncryptedCharField)]
        return {"id": row.pk, **model_to_dict(row, [name for name in self.row_form.base_fields if name in told])}

    def clean(self, value: Any) -> Any:  # noqa: ARG002
        if not self.row_set.is_sent:
            return None
        if not self.row_set.is_valid():
            raise ValidationError(self.row_set.sentences())
        return self.row_set.wanted()


def parts_in(form: forms.BaseForm) -> list[RowsField]:
    return [field for field in form.fields.values() if isinstance(field, RowsField)]
