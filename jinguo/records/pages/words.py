"""What is typed as a word: a record that the units above keep for all, a place, whatever is mostly the same."""

from typing import Any

from django import forms
from django.db.models import Count, ForeignKey
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.orgs.models import User
from jinguo.records import queries, registers
from jinguo.records.models import Happening
from jinguo.records.pages.own import OwnField
from jinguo.records.registers import Register, told_fields
from jinguo.tables.wording import field_at
from jinguo.ui.forms import SuggestInput

CHIPS = 4
"""How many of the most used values stand under a field."""


def frequent(model: Any, user: User, column: str) -> list[Any]:
    """What the user's own unit filled in there, most often first."""
    own = model.objects.visible_to(user).live().filter(unit=user.unit).exclude(**{f"{column}__isnull": True})
    counted = own.order_by().values_list(column).annotate(times=Count("pk")).order_by("-times", column)
    return [value for value, _times in counted[: CHIPS + 1] if value != ""][:CHIPS]


class WordField(OwnField, forms.CharField):
    """A text, with the most used ones below it."""

    widget: Any = SuggestInput

    def prepare(self, form: Any, name: str) -> None:
        self.widget.suggestions = self.most_used(form, name)
        form.initial.setdefault(name, self.said(form.instance, name))

    def most_used(self, form: Any, name: str) -> list[str]:
        return frequent(type(form.instance), form.user, name)

    def said(self, record: Any, name: str) -> str:
        return str(getattr(record, name))

    def take(self, form: Any, name: str, data: dict[str, Any]) -> None:
        setattr(form.instance, name, data.get(name, ""))


class WhereField(WordField):
    """Where it happened: a known venue becomes the reference, other words stay words."""

    def most_used(self, form: Any, name: str) -> list[str]:  # noqa: ARG002
        model = type(form.instance)
        venues = (model(venue_id=key).venue for key in frequent(model, form.user, "venue"))
        return [*(str(one) for one in venues if one), *frequent(model, form.user, "place")]

    def take(self, form: Any, name: str, data: dict[str, Any]) -> None:
        record, where = form.instance, data.get(name, "")
        if record.venue is None or str(record.venue) != where:
            venues = registers.of_source(field_at(type(record), "venue").to)  # type: ignore[union-attr]
            found = queries.named(venues, form.user, where) if venues and where else []
            record.venue = found[0] if found else None
        record.place = "" if record.venue else where


class NameField(WordField):
    """A record by its name. A known one is that record; a new one is made with it, once its kind is told."""

    def __init__(self, register: Register, **kwargs: Any) -> None:
        self.register = register
        super().__init__(max_length=_naming(register).max_length, **kwargs)

    def prepare(self, form: Any, name: str) -> None:
        super().prepare(form, name)
        shared = queries.shared(self.register, form.instance.unit)
        self.widget.known = list(dict.fromkeys(map(self.register.name_of, shared)))
        typed = str(form.data.get(name, "")).strip()
        self.named = self._known(form.instance, name, typed)
        for field in (form.fields[f"{name}_{one.name}"] for one in needed(self.register)):
            field.only_if_new = form[name].id_for_label
            field.required = self.named is None and bool(typed or not form.is_bound)
            field.error_messages["required"] = _("“%(name)s”是新的，请选%(label)s。") % {
                "name": typed, "label": field.label
            }  # fmt: skip

    def most_used(self, form: Any, name: str) -> list[str]:
        return frequent(type(form.instance), form.user, f"{name}__{_naming(self.register).name}")

    def said(self, record: Any, name: str) -> str:
        return self.register.name_of(getattr(record, name)) if getattr(record, f"{name}_id") else ""

    def take(self, form: Any, name: str, data: dict[str, Any]) -> None:
        told = {one.name: data.get(f"{name}_{one.name}") for one in needed(self.register)}
        if self.named is None and data.get(name) and all(told.values()):
            told[_naming(self.register).name] = data[name]
            self.named = self.register.model(unit=form.instance.unit, **told)
        if self.named is not None or not data.get(name):
            setattr(form.instance, name, self.named)

    def _known(self, record: Any, name: str, typed: str) -> Any:
        if typed and self.said(record, name) == typed:
            return getattr(record, name)
        naming = _naming(self.register).name
        return queries.shared(self.register, record.unit).filter(**{naming: typed}).first() if typed else None


def by_name(key: Any) -> Register | None:
    """The register whose records this field names by a word."""
    source = key.related_model._meta.label_lower if isinstance(key, ForeignKey) else ""
    found = registers.of_source(source)
    return found if found and found.by_name else None


def filled_in(register: Register, user: User) -> dict[str, Any]:
    """What a new record needs no typing for: what was mostly the same the last time, and the day of what happened."""
    day = {"starts_on": today()} if issubclass(register.model, Happening) else {}
    last = queries.rows(register, user).filter(unit=user.unit).first() if register.usual else None
    return day | {name: getattr(last, name) for name in register.usual if last}


def needed(register: Register) -> list[Any]:
    """What a new record of it must say beside its name."""
    required = (one for one in told_fields(register.model) if not one.blank and not one.has_default())
    return [one for one in required if one.name != register.title_column.name]


def _naming(register: Register) -> Any:
    return field_at(register.model, register.title_column.name)
