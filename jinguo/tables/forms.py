"""Columns in forms: each in the widget that fits it, and what is encrypted not shown again."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.orgs.crypto import EncryptedCharField
from jinguo.ui.forms import PRIVATE, AmountInput, ChipChoice, CountInput, DayField, JgModelForm, PlainDayInput

WIDGETS: tuple[tuple[type, Any], ...] = (
    (models.IntegerField, CountInput),
    (models.DecimalField, AmountInput),
    (EncryptedCharField, forms.TextInput(PRIVATE)),
    (models.TextField, forms.Textarea({"rows": 3})),
)
FEW = 6
"""Up to so many choices stand side by side as chips."""
NOT_CHOSEN = {True: gettext_lazy("没填"), False: gettext_lazy("请选一个")}
"""What a choice says before one is made: whether it may be left open, or not."""


class SealingForm(JgModelForm):
    """A form over a model. What is encrypted is not shown again: left empty, it stays as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._sealed():
            self.initial[name] = ""
            if getattr(self.instance, name):
                self.fields[name].required = False
                self.fields[name].widget.attrs["placeholder"] = _("不改就空着")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        return data | {name: data.get(name) or getattr(self.instance, name) for name in self._sealed()}

    def _sealed(self) -> list[str]:
        columns = self.instance._meta.concrete_fields
        return [f.name for f in columns if isinstance(f, EncryptedCharField) and f.name in self.fields]


def column_field(field: "models.Field[Any, Any]", **kwargs: Any) -> Any:
    """The form's field for a column."""
    if field.flatchoices:
        return _choice(field)
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        seldom_today = field.blank or field.null
        kwargs |= {"form_class": DayField, "widget": PlainDayInput if seldom_today else DayField.widget}
    elif isinstance(field, models.ForeignKey):
        kwargs["empty_label"] = NOT_CHOSEN[field.blank]
    elif widget := next((w for kind, w in WIDGETS if isinstance(field, kind)), None):
        kwargs["widget"] = widget
    return field.formfield(**kwargs)


def _choice(field: "models.Field[Any, Any]") -> Any:
    """No chip says nothing, but where saying nothing is an answer; a list has to begin with something."""
    few = len(field.flatchoices) <= FEW
    made: Any = field.formfield(widget=ChipChoice if few else forms.Select)
    blank = [("", NOT_CHOSEN[field.blank])]
    made.choices = field.get_choices(include_blank=field.blank or not few, blank_choice=blank)
    return made
