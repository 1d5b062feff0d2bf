"""The typed search for a unit: a unit is never chosen from a list of all."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from jinguo.orgs import queries
from jinguo.orgs.models import Unit, User
from jinguo.ui.forms import TypedSearchField


class UnitField(TypedSearchField):
    """An open unit of the user's branch."""

    def __init__(self, *, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(url=reverse_lazy("unit-suggest"), placeholder=_("单位名称"), **kwargs)

    def among(self) -> QuerySet[Unit]:
        return queries.open_units(self.user)

    def by_text(self, text: str) -> Sequence[Unit]:
        return list(self.among().filter(name=text)[: queries.SUGGESTED])
