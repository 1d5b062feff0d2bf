"""Forms that hand what was typed to a service, and our own fields and widgets."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import AHEAD, parse_day, say_day, today
from jinguo.common.errors import BadInput
from jinguo.common.numbers import whole_number

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters other than tab and line break, and those that turn the direction of what stands after them."""


PRIVATE = {"data-private": "", "autocomplete": "off"}
"""On a field that no draft and no browser keeps."""

LIMITS: Mapping[str, Any] = {
    "max_value": _("太大了，最多 %(limit_value)s。请对一遍。"),
    "min_value": _("太小了，最少 %(limit_value)s。请对一遍。"),
    "max_length": _("写得太长了：最多 %(limit_value)d 个字，现在有 %(show_value)d 个。"),
    "max_digits": _("这个数太长了，请对一遍。"),
    "max_whole_digits": _("这个数太大了，请对一遍。"),
    "max_decimal_places": _("小数点后面最多 %(max)s 位。"),
}
"""What is said of a value beyond its limits, by the validators' codes."""


class JgRenderer(DjangoTemplates):
    """Draws fields through ui/forms/, so that `{{ form }}` and `as_field_group` look like every other page."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class SubmitMixin(forms.BaseForm):
    """Adds `submit()` to a form, and leaves the telling of what is missing to the page, not to the browser."""

    default_renderer = JgRenderer
    use_required_attribute = False
    result: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
                field.error_messages["required"] = _("请选一个。") if chosen else _("这里还没填。")
            if isinstance(field, forms.IntegerField):
                is_whole = not isinstance(field, forms.DecimalField)
                field.error_messages["invalid"] = (
                    _("这里要写整数，例如 30。") if is_whole else _("这里要写数字，例如 30、12.5。")
                )
            field.error_messages = {**LIMITS, **field.error_messages}

    def full_clean(self) -> None:
        """Every text of every form may be read by others later: it holds nothing that nobody can see."""
        super().full_clean()
        for name, value in list(getattr(self, "cleaned_data", {}).items()):
            if isinstance(value, str) and UNSEEN.search(value) and name in self.fields:
                self.add_error(name, _("里面有看不见的符号，多半是从别处粘贴带来的。请删掉这一格，照着重打一遍。"))

    def submit(self, service: Callable[..., Any], **kwargs: Any) -> bool:
        """Whether the form was sent, is right, and the service took it; what it returned is in `result`.

        The service's ValidationError or BadInput becomes the form's own error, at the field it names.
        """
        if not self.is_bound or not self.is_valid():
            return False
        try:
            self.result = service(**self.arguments(), **kwargs)
        except (ValidationError, BadInput) as refusal:
            self.refuse(refusal)
            return False
        return True

    def arguments(self) -> Mapping[str, Any]:
        """What the service is called with; the cleaned fields unless a form says otherwise."""
        return self.cleaned_data

    def refuse(self, refusal: ValidationError | BadInput) -> None:
        """Show a refusal at the fields it names; what names no field of this form stands above them all."""
        if isinstance(refusal, BadInput):
            refusal = ValidationError(str(refusal))
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        for name, errors in refusal.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class JgForm(SubmitMixin, forms.Form):
    """A form for a service."""


class JgModelForm(SubmitMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A form that takes its fields from a model but still saves through a service."""


class DayInput(forms.Widget):
    """今天 / 昨天 / 选日子: two radios and a text that takes days as people write them."""

    template_name = "ui/forms/day.html"
    use_fieldset = True
    CHOICES = (("今天", _("今天")), ("昨天", _("昨天")))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        text = _day_text(value)
        picked = text if text in dict(self.CHOICES) else ("" if not text else "other")
        context["widget"].update(choices=self.CHOICES, picked=picked, text="" if picked in dict(self.CHOICES) else text)
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:  # noqa: ARG002
        picked = data.get(name) or ""
        return (data.get(f"{name}_text") or "").strip() if picked in ("", "other") else str(picked)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        return name not in data and f"{name}_text" not in data

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        """None: the legend names the group, each radio has its own label."""
        return ""


def _day_text(value: Any) -> str:
    """A day as the widget shows it: 今天 and 昨天 by name, others in full."""
    if not isinstance(value, date):
        return str(value or "")
    ago = (today() - value).days
    return {0: "今天", 1: "昨天"}.get(ago) or say_day(value)


class DayField(forms.Field):
    """A day in any of the ways people write one (`parse_day`): 6.14, 6月14日, 20080614, 今天."""

    widget = DayInput
    default_error_messages = {"required": _("请选是哪天。")}
    ahead = AHEAD

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return parse_day(str(value), near=today(), ahead=self.ahead)
        except BadInput as bad:
            raise ValidationError(str(bad), code="invalid") from bad

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class ComingDayField(DayField):
    """A day by which something is to be done: without a year, the next such day and not the last one."""

    ahead = timedelta(days=364)


class PlainDayInput(forms.TextInput):
    """A day that is seldom today (a birthday, the end of a state): only the text, with the calendar beside it."""

    template_name = "ui/forms/day_text.html"

    def format_value(self, value: Any) -> str | None:
        return say_day(value) if isinstance(value, date) else value


class ChipChoice(forms.RadioSelect):
    """One of a few, as chips that wrap whole."""

    template_name = "ui/forms/chips.html"


class ChipChoices(forms.CheckboxSelectMultiple):
    """Any of a few, as chips that wrap whole."""

    template_name = "ui/forms/chips.html"


class Segmented(forms.RadioSelect):
    """Two or three ways of going on, side by side: 点名字 / 只记人数."""

    template_name = "ui/forms/segmented.html"


class SuggestInput(forms.TextInput):
    """A text with the three or four most used values as chips below it; the browser completes to what is `known`."""

    template_name = "ui/forms/suggest.html"

    def __init__(self, suggestions: Sequence[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions, self.known = suggestions, ()  # type: tuple[Sequence[str], Sequence[str]]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"].update(suggestions=self.suggestions, known=self.known)
        if self.known:
            context["widget"]["attrs"]["list"] = f"{name}-known"
        return context


class NamesInput(forms.Textarea):
    """Names, one a line: of a text, or of the chips that a script adds, one each."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        several = hasattr(data, "getlist")
        return "\n".join(data.getlist(name)) if several else super().value_from_datadict(data, files, name)


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any of the offered rows, by their keys."""

    queryset: Any

    def clean(self, value: Any) -> Any:
        """A key that no database could hold is nobody's."""
        for key in value or ():
            if whole_number(str(key)) is None:
                refusal, told = self.error_messages["invalid_choice"], {"value": key}
                raise ValidationError(refusal, code="invalid_choice", params=told)
        return super().clean(value)


class CountInput(forms.TextInput):
    """A whole number: digits on the phone's keyboard, no little arrows that a wheel turns by accident."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "class": "jg-count", "autocomplete": "off", **(attrs or {})})


class AmountInput(CountInput):
    """An amount of money, hours, hectares: without the zeros that the database adds."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else super().format_value(value)


class TypedSearchInput(forms.Widget):
    """A text whose suggestions come from `url` (called with ?q=); the key of the chosen one travels hidden.

    Posts `name` (key) and `name_text` (what stands in the box); the address answers with ui/parts/options.html.
    """

    template_name = "ui/forms/typed_search.html"

    def __init__(self, url: str | Promise = "", placeholder: str | Promise = "") -> None:
        super().__init__()
        self.url, self.placeholder = url, placeholder
        self.label_of: Callable[[Any], str] = str

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        key, text = value if isinstance(value, tuple) else (value or "", self.label_of(value) if value else "")
        context["widget"].update(key=key, text=text, url=self.url, placeholder=self.placeholder)
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str]:  # noqa: ARG002
        return (data.get(name) or "", (data.get(f"{name}_text") or "").strip())

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        return name not in data and f"{name}_text" not in data


class TypedSearchField(forms.Field):
    """Chooses one of many by typing. Subclasses say how a key, a text and a label go together.

    Without JavaScript only the text arrives; it is enough when it names exactly one.
    """

    widget = TypedSearchInput
    default_error_messages = {
        "required": _("请选一个。"),
        "unknown": _("没有找到“%(text)s”。看看有没有写错字。"),
        "several": _("“%(text)s”有 %(count)s 个，请写全一点。"),
    }

    def __init__(self, *, url: str | Promise = "", placeholder: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(widget=self.widget(url=url, placeholder=placeholder), **kwargs)
        self.widget.label_of = self.label_of_key

    known: Mapping[str, Any] = {}
    """What was looked up for many fields at once: key → the one with it, or None."""

    def among(self) -> Any:
        """Those that the user may choose, as a query set."""
        raise NotImplementedError

    def by_key(self, key: str) -> Any | None:
        """The one with this key, if the user may choose it."""
        return self.known[key] if key in self.known else self.among().filter(pk=whole_number(key) or 0).first()

    def by_text(self, text: str) -> Sequence[Any]:
        """Those that the text names exactly."""
        raise NotImplementedError

    def label_of(self, item: Any) -> str:
        """What stands in the box once the item is chosen."""
        return str(item)

    def label_of_key(self, key: Any) -> str:
        item = self.by_key(str(key))
        return self.label_of(item) if item is not None else ""

    def prepare_value(self, value: Any) -> Any:
        return getattr(value, "pk", value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        key, text = data if isinstance(data, tuple) else (str(data or ""), "")
        kept = str(self.prepare_value(initial) or "")
        return key != kept or text not in ("", self.label_of_key(kept) if kept else "")

    def clean(self, value: Any) -> Any:
        key, text = value if isinstance(value, tuple) else (str(value or ""), "")
        if not text and not key:
            return super().clean(None)
        chosen = self.by_key(key) if key else None
        if chosen is not None and text in ("", self.label_of(chosen)):
            return super().clean(chosen)
        return super().clean(self._named(text))

    def _named(self, text: str) -> Any:
        found = self.by_text(text)
        if len(found) == 1:
            return found[0]
        code = "several" if found else "unknown"
        raise ValidationError(self.error_messages[code], code=code, params={"text": text, "count": len(found)})
