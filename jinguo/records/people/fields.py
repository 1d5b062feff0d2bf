"""Choosing a unit, a person or a household by typing: never from a list of all.

A form that derives from `forms.UserForm` gives its fields the user whose branch they search.
"""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.forms import Field
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from jinguo.orgs import fields
from jinguo.orgs.models import User
from jinguo.records.models import Household, Person
from jinguo.records.people import queries
from jinguo.ui.forms import TypedSearchField

MOST = 10


class UnitField(fields.UnitField):
    """An open unit of the user's branch."""

    user: User

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(user=cast(User, None), **kwargs)


class PersonField(TypedSearchField):
    """Somebody on file in the user's branch."""

    user: User

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(url=reverse_lazy("people-suggest"), placeholder=_("姓名、拼音、身份证后四位"), **kwargs)

    def among(self) -> QuerySet[Person]:
        return queries.living(self.user)

    def by_text(self, text: str) -> Sequence[Person]:
        return list(self.among().filter(name=text)[:MOST])


class HouseholdField(TypedSearchField):
    """A household of the user's branch, found by its head."""

    user: User

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(url=reverse_lazy("households-suggest"), placeholder=_("户主姓名"), **kwargs)

    def among(self) -> QuerySet[Household]:
        return queries.households(self.user)

    def by_text(self, text: str) -> Sequence[Household]:
        return list(self.among().filter(head__name=text)[:MOST])


def search_for(user: User, field: Field) -> None:
    """Let a typed search of a form work within what the user may see."""
    if isinstance(field, TypedSearchField):
        field.user = user  # type: ignore[attr-defined]
        field.widget.label_of = field.label_of_key  # a form's copy of the field; its widget still asks the original
