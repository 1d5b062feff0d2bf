"""What is written down about a person, checked and completed: the same for one form and for ten thousand rows."""

from datetime import date
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jinguo.common import idnumber
from jinguo.common.dates import say_day
from jinguo.common.errors import BadInput
from jinguo.orgs.models import Unit
from jinguo.records.models import Household, Person, Sex
from jinguo.records.people import checks

TIDIED = {
    "name": checks.tidy_name,
    "id_number": checks.tidy_id_number,
    "phone": checks.tidy_phone,
    "bank_account": checks.tidy_account,
}


class PersonFields(TypedDict, total=False):
    """What may be written down about a person."""

    unit: Unit
    name: str
    sex: str
    born_on: date | None
    id_number: str
    no_id_reason: str
    phone: str
    bank_account: str
    hukou_unit: Unit | None
    hukou_place: str
    group_name: str
    household: Household | None
    relation: str
    political: str
    education: str
    ethnicity: str
    occupation: str
    registered_on: date
    extra: dict[str, Any]


def fill(person: Person, fields: PersonFields) -> None:
    """Put the fields into the person, tidied; what the ID number says completes what was left open.

    ValidationError with every wrong field at once.
    """
    errors: dict[str, str] = {}
    for name, value in fields.items():
        try:
            setattr(person, name, TIDIED[name](str(value)) if name in TIDIED else value)
        except BadInput as wrong:
            errors[name] = wrong.message
    if errors:
        raise ValidationError(dict[str, Any](errors))
    _complete(person)


def doubts(person: Person) -> str:
    """What the ID number says otherwise than what was entered; it can be right, so it is only asked about."""
    if not person.id_number:
        return ""
    told = idnumber.parse(person.id_number)
    if told.born_on == person.born_on and told.sex == person.sex:
        return ""
    return _("身份证上是 %(born)s 出生、%(sex)s，和写的不一样。对一遍；要是就是这样，请写一句为什么。") % {
        "born": say_day(told.born_on, near=date.min),
        "sex": Sex(told.sex).label,
    }


def _complete(person: Person) -> None:
    if person.id_number:
        told = idnumber.parse(person.id_number)
        person.no_id_reason = ""
        person.born_on = person.born_on or told.born_on
        if person.sex in ("", Sex.UNKNOWN):
            person.sex = told.sex
    elif not person.no_id_reason:
        raise ValidationError({"no_id_reason": _("没有身份证号的话，请选为什么没有。")})
