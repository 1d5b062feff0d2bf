"""Names on a list that are not on file: register them, or take the row by its headcount."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinguo.common.lines import names_in
from jinguo.orgs.models import Unit, User
from jinguo.records.models import NoIdReason, Person, Sex
from jinguo.records.people.named import people_named
from jinguo.records.people.queries import is_village
from jinguo.records.people.services import register_person
from jinguo.records.rosters.queries import people


class Way(models.TextChoices):
    REGISTER = "register", _("把没找到的都登记上，住在这个村，别的以后再补")
    COUNT = "count", _("不记名字，只记人数")


def ways(form: Any, unit: Unit) -> list[str]:
    """What can be done about the names that a form has refused."""
    asked = form.fields["people"].named if "people" in form.fields else None
    if asked is None or not asked.problems:
        return []
    registers = asked.unknown and not asked.namesakes and is_village(unit)
    return [*([Way.REGISTER.value] if registers else []), Way.COUNT.value]


def settle(data: dict[str, str], way: str, unit: Unit, by: User) -> list[Person]:
    """Do so, in the row as it is read; the people who were registered for it."""
    if way == Way.COUNT:
        data.setdefault("women", str(len(names_in(data.pop("names", "")))))
        return []
    unknown = people_named(data.get("names", ""), people(by)).unknown
    return [
        register_person(unit=unit, name=name, sex=Sex.FEMALE, no_id_reason=NoIdReason.OTHER, by=by) for name in unknown
    ]
