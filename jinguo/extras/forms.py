"""Own fields in every form of a record, and the form in which they are declared."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jinguo.extras.models import PREFIX, ExtraField, ExtraKind
from jinguo.extras.queries import fields_for, values_of
from jinguo.ui.forms import ChipChoice, DayField, JgForm, PlainDayInput

NOT_HERE = _("不要写身份证号、病情、家庭矛盾。")
ID_LIKE = re.compile(r"\d{17}[\dXx]", re.ASCII)


class WithExtras(forms.BaseForm):
    """Adds a register's own fields to a form about one record; `cleaned_data["extra"]` is what the record keeps."""

    register_slug: str
    instance: Any = None

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)  # type: ignore[call-arg]  # the form about a record takes it
        self.kept: dict[str, Any] = values_of(self.instance) if self.instance else {}
        self.extra_fields = fields_for(self.register_slug, self.instance.unit_id if self.instance else user.unit_id)
        for field in self.extra_fields:
            kept = self.kept.get(field.name)
            self.fields[field.name] = _form_field(field, kept)
            self.initial[field.name] = _shown(field, kept)

    def extras(self) -> list[forms.BoundField]:
        """For the fold 还有几项, below what the form itself has there."""
        return [self[field.name] for field in self.extra_fields]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        values = dict(self.kept)
        for name in [name for name in data if name.startswith(PREFIX)]:
            given = data.pop(name)
            if not self.fields[name].widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name)):
                values[name] = _stored(given)
        self._refuse_unknown()
        data["extra"] = {name[len(PREFIX) :]: value for name, value in values.items() if value is not None}
        if self.instance is not None:
            self.instance.extra = data["extra"]
        return data

    def _refuse_unknown(self) -> None:
        """What stands in a field that was closed meanwhile shall not vanish without a word."""
        closed = {name for name in self.data if name.startswith(PREFIX)} - set(self.fields)
        for name in sorted(closed):
            value = self.data.get(name)
            if value and str(value) != str(self.kept.get(name)):
                text = _("有一栏刚停用了，里面写的是“%(value)s”。要紧的话请写到别处。")
                self.add_error(None, ValidationError(text, params={"value": value}))


@cache
def with_extras(form: Any, slug: str) -> Any:
    """The form class, with the register's own fields at its end."""
    return type(form)(form.__name__, (WithExtras, form), {"register_slug": slug, "__module__": form.__module__})


class NoIdField(forms.CharField):
    """A short text that holds no ID number: those are kept encrypted, on the person's own page."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if ID_LIKE.search(str(value).replace(" ", "")):
            raise ValidationError(_("这里像是身份证号。身份证号只写在一人一档里，会加密保存。"), code="id")


def _form_field(field: ExtraField, kept: Any) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "required": False}
    match field.kind:
        case ExtraKind.NUMBER:
            widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
            wrong = {"invalid": _("这里要写数字，例如 30、12.5。")}
            return forms.DecimalField(**common, max_digits=14, decimal_places=2, widget=widget, error_messages=wrong)
        case ExtraKind.DAY:
            return DayField(**common, widget=PlainDayInput)
        case ExtraKind.CHOICE:
            offered = [*field.choices, *([kept] if kept and kept not in field.choices else [])]
            choices = [("", _("没填")), *((one, one) for one in offered)]
            return forms.ChoiceField(**common, choices=choices, widget=ChipChoice)
    return NoIdField(**common, max_length=200, help_text=NOT_HERE)


def read(field: ExtraField, text: str) -> Any:
    """A text as the form takes it and the record keeps it. Raises ValidationError."""
    return _stored(_form_field(field, None).clean(text))


def _shown(field: ExtraField, kept: Any) -> Any:
    return date.fromisoformat(kept) if kept and field.kind == ExtraKind.DAY else kept


def _stored(given: Any) -> Any:
    """As JSON keeps it; None for nothing."""
    if given in (None, ""):
        return None
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, Decimal):
        return int(given) if given == given.to_integral_value() else float(given)
    return given


class ExtraFieldForm(JgForm):
    """加一栏: what it is called and what is filled in."""

    label = forms.CharField(label=_("这一栏叫什么"), max_length=20, help_text=NOT_HERE)
    kind = forms.ChoiceField(label=_("填什么"), choices=ExtraKind.choices, initial=ExtraKind.TEXT, widget=ChipChoice)
    choices = forms.CharField(
        label=_("有哪几样"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("“几样里选一样”才要写，一行一样。"),
    )

    def __init__(self, *args: Any, field: ExtraField | None = None, **kwargs: Any) -> None:
        known = {"label": field.label, "choices": "\n".join(field.choices)} if field else {}
        super().__init__(*args, initial=known, **kwargs)
        if field:
            del self.fields["kind"]
        if field and field.kind != ExtraKind.CHOICE:
            del self.fields["choices"]

    def arguments(self) -> Mapping[str, Any]:
        given = dict(self.cleaned_data)
        given["choices"] = given.get("choices", "").splitlines()
        return given
