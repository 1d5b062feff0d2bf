"""Fields of a record's form that are more than one of its columns: words for a reference, partners, a roster."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model


class OwnField(forms.Field):
    """Fills itself in from the record, and answers back into it. `RecordForm` calls these three, in this order.

    `inside`: other fields of the form that its own template draws.
    """

    inside: tuple[str, ...] = ()

    def prepare(self, form: Any, name: str) -> None:
        """Offer what the user may choose, and show what the record says: `form.initial[name]`."""

    def take(self, form: Any, name: str, data: dict[str, Any]) -> None:
        """Put the cleaned answer into `form.instance`; what cannot be is an error of the form."""

    def rows(self, form: Any, name: str) -> dict[str, Sequence[Model]]:  # noqa: ARG002
        """The record's rows that follow from the answer, by their accessor."""
        return {}
