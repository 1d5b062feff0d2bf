"""Choosing a person or a household by typing: never from a list of all."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.fields import ScopedSearchField
from jinguo.records.models import Household, Person
from jinguo.records.people import queries


class PersonField(ScopedSearchField):
    """Somebody on file in the user's branch."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(url=reverse_lazy("people-suggest"), placeholder=_("姓名、拼音、身份证后四位"), **kwargs)

    def among(self) -> QuerySet[Person]:
        return queries.living(self.user)


class HouseholdField(ScopedSearchField):
    """A household of the user's branch, found by its head."""

    named_by = "head__name"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(url=reverse_lazy("households-suggest"), placeholder=_("户主姓名"), **kwargs)

    def among(self) -> QuerySet[Household]:
        return queries.households(self.user)
