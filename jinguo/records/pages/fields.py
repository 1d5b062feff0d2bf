"""Choosing a record of another line by typing: what its register searches, within what the user may name."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import lazy

from jinguo.common.numbers import whole_number
from jinguo.orgs.models import User
from jinguo.records import queries, registers
from jinguo.records.registers import Register
from jinguo.ui.forms import TypedSearchField

MOST = 10


class RecordField(TypedSearchField):
    """One record of the type `source`; its register is looked up when all are known."""

    user: User

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

    def by_key(self, key: str) -> Any | None:
        return queries.nameable(self.register, self.user).filter(pk=whole_number(key) or 0).first()

    def by_text(self, text: str) -> Sequence[Any]:
        return queries.named(self.register, self.user, text)[:MOST]

    def label_of(self, item: Any) -> str:
        return self.register.name_of(item)
