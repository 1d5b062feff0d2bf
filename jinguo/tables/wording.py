"""How the values of a row read on a page, whatever the field."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DecimalField, Field, FloatField, IntegerField, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import say_day
from jinguo.orgs.crypto import EncryptedCharField
from jinguo.tables.references import ReferenceField, target_of


def field_at(model: type[Model], lookup: str) -> "Field[Any, Any] | None":
    """The field at the end of a lookup; None for a property or an annotation."""
    found: Field[Any, Any] | None = None
    for step in lookup.split("__"):
        try:
            found = model._meta.get_field(step)  # type: ignore[assignment]
        except FieldDoesNotExist:
            return None
        model = target_of(found) or model
    return found


def label_of(model: type[Model], lookup: str) -> Any:
    found = field_at(model, lookup)
    return getattr(found, "verbose_name", lookup)


def is_amount(found: "Field[Any, Any] | None") -> bool:
    numeric = isinstance(found, IntegerField | DecimalField | FloatField) and not isinstance(found, ReferenceField)
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
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list | tuple | set):
        return "、".join(map(said, value))
    return next((words(value) for kind, words in WORDS if isinstance(value, kind)), str(value))


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{say_day(local.date())} {local:%H:%M}"


WORDS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: _("是") if value else _("否")),
    (datetime, _moment),
    (date, say_day),
    (Decimal, lambda value: f"{value.normalize():f}"),
)


def _chosen(holder: Any, name: str, value: Any) -> Any:
    display = getattr(holder, f"get_{name}_display", None)
    return str(display()) if display and value not in (None, "") else value
