"""Finding people by any part of the name or its initials, the beginning of the pinyin, ID or phone (DOMAIN §3.9)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Min, Q

from jinguo.common import idnumber, pinyin
from jinguo.orgs.crypto import blind_index
from jinguo.orgs.models import User
from jinguo.records.models import Person, PersonKey
from jinguo.records.people import queries
from jinguo.records.people.keys import TAIL, tail_key


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A record that a search found: what stands on its line, and its page."""

    title: str
    hint: str = ""
    url: str = ""
    kind: str = ""


providers: list[Callable[[User, str], Iterable[Hit]]] = []
"""Other parts add what they find, within what the user may see."""

_NUMBER = re.compile(r"\d{3,18}[0-9X]")


def find_people(user: User, text: str, *, limit: int = 10) -> list[Person]:
    """Those of the user's branch whom the text may mean, the closest first."""
    number = idnumber.normalise(text)
    if _NUMBER.fullmatch(number):
        people = queries.living(user).filter(_by_number(number))
        return list(people.order_by("sort_name", "pk")[:limit])
    asked = pinyin.normalise(text)
    return _by_key(user, asked, limit) if asked else []


def _by_number(number: str) -> Q:
    if len(number) == TAIL:
        return Q(id_tail_key=tail_key(number, "id")) | Q(phone_tail_key=tail_key(number, "phone"))
    return Q(id_key=blind_index(number, "id")) | Q(phone_key=blind_index(number, "phone"))


def _by_key(user: User, asked: str, limit: int) -> list[Person]:
    """Shorter keys first, as the index has them: who is called just so stands before who only begins so."""
    visible = queries.living(user)
    keys = PersonKey.objects.filter(key__gte=asked, key__lt=f"{asked}\U0010ffff", person__in=visible)
    found = keys.values("person").annotate(key=Min("key")).order_by("key")[:limit]
    order = {row["person"]: position for position, row in enumerate(found)}
    return sorted(queries.people(user).filter(pk__in=order), key=lambda person: order[person.pk])


def nearest(user: User, text: str) -> list[Person]:
    """For a name that nobody has: people whose name sounds alike, or else begins with the same family name."""
    readings = sorted(pinyin.search_keys(text), key=len, reverse=True)[:3]
    for asked in [*readings, pinyin.normalise(text)[:1]]:
        if found := _by_key(user, asked, 5):
            return found
    return []


def other_hits(user: User, text: str) -> list[Hit]:
    return [hit for provider in providers for hit in provider(user, text)]
