"""Finding people by any part of the name or its initials, the beginning of the pinyin, ID or phone (DOMAIN §3.9)."""

import re

from django.db.models import Min, Q

from jinguo.common import idnumber, pinyin
from jinguo.orgs.crypto import blind_index
from jinguo.orgs.models import User
from jinguo.records.models import Person, PersonKey
from jinguo.records.people import queries
from jinguo.records.people.keys import TAIL, tail_key

_NUMBER = re.compile(r"\d{3,18}[0-9X]")


def find_people(user: User, text: str, *, limit: int = 10) -> list[Person]:
    """Those of the user's branch whom the text may mean, the closest first."""
    number = idnumber.normalise(text)
    if _NUMBER.fullmatch(number):
        people = queries.people(user).filter(_by_number(number), erased_at=None)
        return list(people.order_by("sort_name", "pk")[:limit])
    asked = pinyin.normalise(text)
    return _by_key(user, asked, limit) if asked else []


def _by_number(number: str) -> Q:
    if len(number) == TAIL:
        return Q(id_tail_key=tail_key(number, "id")) | Q(phone_tail_key=tail_key(number, "phone"))
    return Q(id_key=blind_index(number, "id")) | Q(phone_key=blind_index(number, "phone"))


def _by_key(user: User, asked: str, limit: int) -> list[Person]:
    """Shorter keys first, as the index has them: who is called just so stands before who only begins so."""
    visible = Person.objects.visible_to(user).live().filter(erased_at=None)
    keys = PersonKey.objects.filter(key__gte=asked, key__lt=f"{asked}\U0010ffff", person__in=visible)
    found = keys.values("person").annotate(key=Min("key")).order_by("key")[:limit]
    order = {row["person"]: position for position, row in enumerate(found)}
    return sorted(queries.people(user).filter(pk__in=order), key=lambda person: order[person.pk])
