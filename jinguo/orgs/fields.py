"""The typed search for a unit: a unit is never chosen from a list of all."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from jinguo.common.numbers import whole_number
from jinguo.orgs import queries
from jinguo.orgs.models import Unit, User
from jinguo.ui.forms import TypedSearchField


class UnitField(TypedSearchField):
    """An open unit of the user's branch."""

    def __init__(self, *, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(url=reverse_lazy("unit-suggest"), placeholder=_("单位名称"), **kwargs)

    def by_key(self, key: str) -> Unit | None:
        return queries.open_units(self.user).filter(pk=whole_number(key) or 0).first()

    def by_text(self, text: str) -> Sequence[Unit]:
        return list(queries.open_units(self.user).filter(name=text)[: queries.SUGGESTED])
