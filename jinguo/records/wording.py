"""How a record's values read on a page, whatever the field."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DecimalField, Field, FloatField, IntegerField, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import say_day, today
from jinguo.orgs.crypto import EncryptedCharField


def field_at(model: type[Model], lookup: str) -> "Field[Any, Any] | None":
    """The field at the end of a lookup; None for a property or an annotation."""
    found: Field[Any, Any] | None = None
    for step in lookup.split("__"):
        try:
            found = model._meta.get_field(step)  # type: ignore[assignment]
        except FieldDoesNotExist:
            return None
        model = getattr(found, "related_model", None) or model
    return found


def label_of(model: type[Model], lookup: str) -> Any:
    found = field_at(model, lookup)
    return getattr(found, "verbose_name", lookup)


def is_amount(found: "Field[Any, Any] | None") -> bool:
    numeric = isinstance(found, IntegerField | DecimalField | FloatField)
    return numeric and not found.is_relation and not found.flatchoices  # type: ignore[union-attr]


def value_at(record: Any, lookup: str) -> Any:
    for step in lookup.split("__"):
        if record is None:
            return None
        holder, record = record, getattr(record, step)
    return record() if callable(record) else _chosen(holder, step, record)


def say(record: Any, lookup: str) -> str:
    """The value in words; empty where nothing is filled in. Encrypted fields are never said here."""
    if isinstance(field_at(type(record), lookup), EncryptedCharField):
        return _("（内容不显示）") if value_at(record, lookup) else ""
    return said(value_at(record, lookup))


def said(value: Any) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return _("是") if value else _("否")
        case datetime():
            local = timezone.localtime(value)
            return f"{say_day(local.date())} {local:%H:%M}"
        case date():
            return say_day(value, near=today())
        case Decimal():
            return f"{value.normalize():f}"
        case str():
            return value
        case Iterable():
            return "、".join(map(said, value))
    return str(value)


def _chosen(holder: Any, name: str, value: Any) -> Any:
    display = getattr(holder, f"get_{name}_display", None)
    return str(display()) if display and value not in (None, "") else value
