"""Choosing a record of another line by typing: what its register searches, within what the user may name."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import lazy

from jinguo.orgs.fields import ScopedSearchField
from jinguo.orgs.models import User
from jinguo.records import queries, registers
from jinguo.records.models import Record
from jinguo.records.registers import Register

MOST = 10


class RecordField(ScopedSearchField):
    """One record of the type `source`; its register is looked up when all are known."""

    def __init__(self, source: str, **kwargs: Any) -> None:
        self.source = source
        later: Any = lazy(lambda say: say(self.register), str)
        url, hint = later(lambda register: register.url("suggest")), later(lambda register: str(register.search_hint))
        super().__init__(url=url, placeholder=hint, **kwargs)

    @property
    def register(self) -> Register:
        found = registers.of_source(self.source)
        assert found is not None, f"{self.source} has no register"
        return found

    def among(self) -> Any:
        return queries.nameable(self.register, self.user)

    def by_text(self, text: str) -> Sequence[Any]:
        return queries.named(self.register, self.user, text)[:MOST]

    def label_of(self, item: Any) -> str:
        return self.register.name_of(item)


def offer(user: User, field: Any, *, kept: Any) -> bool:
    """Let a form's field offer what the user may see. Whether what is kept in it is hers to see as well."""
    if isinstance(field, ScopedSearchField):
        field.within(user)
        return not kept or field.by_key(str(kept)) is not None
    model = getattr(getattr(field, "queryset", None), "model", None)
    if model is not None and issubclass(model, Record):
        field.queryset = _offered(model, user)
    return True


def _offered(model: type[Record], user: User) -> Any:
    register = registers.of_source(model._meta.label_lower)
    return queries.nameable(register, user) if register else model.objects.visible_to(user).live()
