"""Typed searches within what somebody may see: a unit, or anything else of many, is never chosen from a list of all."""

from collections.abc import Sequence
from typing import Any, Self

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from jinguo.orgs import queries
from jinguo.orgs.models import Unit, User
from jinguo.ui.forms import TypedSearchField


class ScopedSearchField(TypedSearchField):
    """Chooses among what a user may see. The form that has the field says who she is: `within(user)`."""

    user: User
    named_by = "name"
    """The lookup by which a text names one exactly."""

    def within(self, user: User) -> Self:
        self.user = user
        self.widget.label_of = self.label_of_key  # a form's copy of the field; its widget still asks the original
        return self

    def by_text(self, text: str) -> Sequence[Any]:
        return list(self.among().filter(**{self.named_by: text})[: queries.SUGGESTED])


class UnitField(ScopedSearchField):
    """An open unit of the user's branch."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(url=reverse_lazy("unit-suggest"), placeholder=_("单位名称"), **kwargs)

    def among(self) -> QuerySet[Unit]:
        return queries.open_units(self.user)
