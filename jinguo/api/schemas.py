"""What the API takes and gives of a register, generated from its form and its model."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from ninja import Schema
from pydantic import create_model

from jinguo.extras.models import PREFIX
from jinguo.orgs.crypto import EncryptedCharField
from jinguo.orgs.models import User
from jinguo.records.pages.forms import form_class
from jinguo.records.pages.words import by_name
from jinguo.records.parts.forms import RowsField
from jinguo.records.registers import Column, Register, told_fields
from jinguo.records.veil import veiled
from jinguo.ui.forms import DayField, TypedSearchField

KEPT = ("version", "created_at", "changed_at", "voided_at", "void_reason")


class Rejection(Schema):
    """What is wrong, by field; `__all__` for what names none. Sentences for the user."""

    errors: dict[str, list[str]]


class Page(Schema):
    """A page of records; `next` is the offset of the one after, null at the end."""

    count: int
    next: int | None
    items: list[dict[str, Any]]


class Reason(Schema):
    reason: str = ""


def body_schema(register: Register) -> type[Schema]:
    """The body of create and change. Everything is optional here: the form says in Chinese what is missing."""
    own = {"version": (int | None, None), "extra": (dict[str, Any] | None, None), "another": (bool, False)}
    return _body(register.model, form_class(register).base_fields, **own)


def form_data(body: Any) -> QueryDict:
    """The body as a browser would send it, so that one form checks both."""
    data = QueryDict(mutable=True)
    written = body.model_dump(exclude={"version", "extra", "another"}, exclude_none=True)
    own = {f"{PREFIX}{code}": "" if value is None else value for code, value in (body.extra or {}).items()}
    for name, value in {**_flat(written), **own}.items():
        data.setlist(name, [_text(one) for one in value] if isinstance(value, list) else [_text(value)])
    return data


def as_json(register: Register, record: Any) -> dict[str, Any]:
    """A record with its fields by their names; encrypted ones are left out, references are ids.

    What the form takes as a word is a word here, too; its id stands beside it.
    """
    fields = [f for f in told_fields(register.model) if not isinstance(f, EncryptedCharField)]
    told = {f.name: getattr(record, f.attname) for f in fields}
    for field in fields:
        if register.form is None and (named := by_name(field)) and told[field.name]:
            told |= {field.name: named.name_of(getattr(record, field.name)), field.attname: told[field.name]}
    listed = {c.name: _plain(record, c) for c in register.shown if c.name not in {*told, "unit"} and "__" not in c.name}
    kept = {name: getattr(record, name) for name in KEPT}
    return {"id": record.pk, "unit": record.unit_id, **told, **listed, "extra": record.extra, **kept}


def as_written(register: Register, record: Any, user: User) -> dict[str, Any]:
    """The record with what only its form knows (a roster, targets in words): sent back as it is, it changes nothing."""
    told = as_json(register, *veiled([record], user))
    if not is_writable(register):
        return told
    form = form_class(register)(user=user, instance=record)
    columns = {field.name for field in register.model._meta.concrete_fields}
    own = [name for name in form.fields if name not in columns and not name.startswith(PREFIX)]
    return told | {name: form.initial[name] for name in own if name in form.initial}


def is_writable(register: Register) -> bool:
    """Whether there is a form to write through: a declared one, or where nothing has pages of its own."""
    return register.form is not None or not register.doors


def _body(model: type[models.Model], fields: Mapping[str, forms.Field], **own: Any) -> type[Schema]:
    given = {name: ((_rows(f) if isinstance(f, RowsField) else _type(f)) | None, None) for name, f in fields.items()}
    return create_model(f"{model.__name__}In", __base__=Schema, **given, **own)  # type: ignore[call-overload,no-any-return]


def _rows(field: RowsField) -> Any:
    row: Any = _body(field.row_form._meta.model, field.row_form.base_fields, id=(int | None, None))
    return list[row]


def _flat(written: dict[str, Any]) -> dict[str, Any]:
    """Lists of rows as the form takes them, cell by cell: `targets-0-what`; everything else stays."""
    given: dict[str, Any] = {}
    for name, value in written.items():
        if isinstance(value, list) and all(isinstance(row, dict) for row in value):
            given |= {f"{name}-TOTAL_FORMS": len(value), f"{name}-INITIAL_FORMS": 0, f"{name}-whole": True}
            given |= {f"{name}-{n}-{column}": cell for n, row in enumerate(value) for column, cell in row.items()}
        else:
            given[name] = value
    return given


def _type(field: forms.Field) -> Any:
    match field:
        case DayField() | forms.DateField():
            return date
        case forms.BooleanField():
            return bool
        case forms.ModelMultipleChoiceField():
            return list[int]
        case TypedSearchField() | forms.ModelChoiceField() | forms.IntegerField():
            return Decimal if isinstance(field, forms.DecimalField | forms.FloatField) else int
        case forms.MultipleChoiceField():
            return list[str]
    return str


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _plain(record: Any, column: Column) -> Any:
    value = column.value(record) if column.value else getattr(record, column.name, None)
    return value.pk if isinstance(value, models.Model) else value() if callable(value) else value
