"""The form that a register has when it brings none: the model's own fields, in our widgets."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import models
from django.forms import modelform_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo.extras import queries as extras
from jinguo.extras.forms import with_extras
from jinguo.orgs.fields import ScopedSearchField, UnitField
from jinguo.orgs.models import Unit, User
from jinguo.records.models import Happening, Household, Person, Turnout
from jinguo.records.pages.chosen import confidant_places
from jinguo.records.pages.fields import RecordField, offer
from jinguo.records.pages.own import OwnField
from jinguo.records.pages.partners import partner_places
from jinguo.records.pages.words import NameField, WhereField, WordField, by_name, needed
from jinguo.records.parts.declared import Part
from jinguo.records.parts.forms import MORE, RowForm, RowsField, parts_in
from jinguo.records.people.fields import HouseholdField, PersonField
from jinguo.records.registers import Register, told_fields
from jinguo.records.rosters.fields import roster_places
from jinguo.tables.forms import SealingForm, column_field
from jinguo.tables.references import ReferenceField
from jinguo.tables.wording import field_at

SEARCHED: dict[Any, type[ScopedSearchField]] = {Person: PersonField, Household: HouseholdField, Unit: UnitField}

WHOM = {"with_units": partner_places, "confidants": confidant_places}


class RecordForm(SealingForm):
    """A form over a record. The unit is the writer's own; references offer what she may see.

    Who asks for more rows of a part has not finished: nothing is wrong yet, and nothing is written.
    """

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for name, field in list(self.fields.items()):
            if isinstance(field, OwnField):
                field.prepare(self, name)
            else:
                self._narrow(name, field)

    def is_valid(self) -> bool:
        return MORE not in self.data and super().is_valid()

    def full_clean(self) -> None:
        super().full_clean()
        if MORE in self.data:
            for form in (self, *(form for field in parts_in(self) for form in field.row_set.forms)):
                form.errors.clear()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, field in self.own_fields().items():
            field.take(self, name, data)
        return data

    def arguments(self) -> Mapping[str, Any]:
        rows: dict[str, Sequence[models.Model]] = {}
        for name, field in self.own_fields().items():
            rows |= field.rows(self, name)
        return {"record": self.instance, "rows": rows}

    def own_fields(self) -> dict[str, OwnField]:
        return {name: field for name, field in self.fields.items() if isinstance(field, OwnField)}

    def _narrow(self, name: str, field: Any) -> None:
        """Offer what the user may see. A reference that she may not see stays as it is, out of her form."""
        if not offer(self.user, field, kept=getattr(self.instance, f"{name}_id", None)):
            del self.fields[name]


def form_class(register: Register) -> Any:
    """The declared form, or one made from the model, with the own fields of the writer's unit."""
    form: Any = register.form or _made(register)
    return with_extras(form, register.slug)


def _rows(part: Part, register: Register) -> RowsField:
    columns = part.columns(register.model)
    row_form: Any = modelform_factory(part.model(register.model), RowForm, columns, formfield_callback=form_field)
    return RowsField(part, register.model, row_form)


@cache
def _made(register: Register) -> Any:
    """Its columns, and in their places the fields that are more than a column."""
    places: dict[str, Any] = {}
    for name in (*(register.fields or _told(register)), *register.folded):
        places |= _places(register, name)
    for part in register.tables:
        places.setdefault(part.name, _rows(part, register))
    own = {name: field for name, field in places.items() if field is not None}
    base: Any = type("RecordForm", (RecordForm,), {**own, "field_order": list(places), "__module__": __name__})
    columns = [name for name in places if name not in own]
    return modelform_factory(register.model, form=base, fields=columns, formfield_callback=form_field)


def _told(register: Register) -> list[str]:
    """What a form asks for unless the register says otherwise, in the order of the model."""
    instead = {"venue": "where", "place": "where"} if issubclass(register.model, Happening) else {}
    instead |= {"mode": "people", "women": "people"} if register.roster else {}
    told = [instead.get(field.name, field.name) for field in told_fields(register.model)]
    rows = [*(["people"] if register.roster else []), *(["confidants"] if register.is_confidential else [])]
    return list(dict.fromkeys([*told, *rows]))


def _places(register: Register, name: str) -> dict[str, Any]:
    """What stands in the form for one name of the register: fields that are more than a column; None for columns."""
    key: Any = field_at(register.model, name)
    if name == "people" and register.roster:
        return roster_places(register)
    if part := register.part(name):
        return {name: _rows(part, register)}
    if name in WHOM:
        return WHOM[name]()
    if name == "where":
        return {name: WhereField(label=_("在哪里"), max_length=100, error_messages={"required": _("请写在哪里办的。")})}
    if named := by_name(key):
        new = {f"{name}_{one.name}": _only_if_new(one) for one in needed(named)}
        return {name: NameField(named, **_said_of(key)), **new}
    return {name: WordField(max_length=key.max_length, **_said_of(key)) if name in register.usual else None}


def _said_of(key: "models.Field[Any, Any]") -> dict[str, Any]:
    return {"label": key.verbose_name, "required": not key.blank, "help_text": key.help_text}


def _only_if_new(field: "models.Field[Any, Any]") -> Any:
    made = form_field(field)
    made.required, made.help_text = False, _("新的才要选。")
    return made


def blank(register: Register, user: User) -> Any:
    """A record to be filled in, of the user's unit."""
    return register.model(unit=user.unit, created_by=user, changed_by=user, changed_at=timezone.now())


def repeated(register: Register, record: Any, user: User) -> Any:
    """照着再记一次: everything but the days, who came and how many."""
    copy = blank(register, user)
    for field in told_fields(register.model):
        if not isinstance(field, models.DateField):
            setattr(copy, field.attname, getattr(record, field.attname))
    if isinstance(copy, Turnout):
        copy.women = copy.total = None
    copy.extra = extras.repeated(record)
    return copy


def form_field(field: "models.Field[Any, Any]", **kwargs: Any) -> Any:
    """A column in a form; what there may be hundreds of thousands of is found by typing."""
    if isinstance(field, ReferenceField):
        return field.target and RecordField(field.to, **_said_of(field))
    if isinstance(field, models.ForeignKey) and field.related_model in SEARCHED:
        return SEARCHED[field.related_model](**_said_of(field))
    return column_field(field, **kwargs)
