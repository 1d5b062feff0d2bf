"""Finding people by any part of the name or its initials, the beginning of the pinyin, ID or phone."""

import re

from django.db.models import Q, QuerySet

from jinguo.common import idnumber, pinyin
from jinguo.orgs.crypto import blind_index
from jinguo.orgs.models import User
from jinguo.orgs.tree import branch_of
from jinguo.records.models import Person, PersonKey
from jinguo.records.people import queries
from jinguo.records.people.keys import TAIL, tail_key

MOST_KEYS = 8
"""Keys of one person that may begin alike: `l` alone finds 李兰兰 three times over."""

MOST_LETTERS = 16

_NUMBER = re.compile(r"\d{3,18}[0-9X]")


def find_people(user: User, text: str, *, limit: int = 10) -> list[Person]:
    """Those of the user's branch whom the text may mean, the closest first."""
    number = idnumber.normalise(text)
    if _NUMBER.fullmatch(number):
        found = list(Person.objects.filter(_by_number(number)).order_by().values_list("pk", flat=True))
        return list(queries.living(user).filter(pk__in=found).order_by("sort_name", "pk")[:limit])
    asked = pinyin.normalise(text)
    return _by_key(user, asked, limit) if asked else []


def meant_by(user: User, text: str) -> Q:
    """Which people these are, however many, for a question about people of the user's branch."""
    number, asked = idnumber.normalise(text), pinyin.normalise(text)
    if _NUMBER.fullmatch(number):
        return _by_number(number)
    return Q(pk__in=_keys(user, asked).values("person")) if asked else Q(pk__in=[])


def _by_number(number: str) -> Q:
    if len(number) == TAIL:
        return Q(id_tail_key=tail_key(number, "id")) | Q(phone_tail_key=tail_key(number, "phone"))
    return Q(id_key=blind_index(number, "id")) | Q(phone_key=blind_index(number, "phone"))


def _by_key(user: User, asked: str, limit: int) -> list[Person]:
    """In the order of the index: who is called just so stands before who only begins so."""
    keys = _keys(user, asked).order_by("key", "unit", "person")
    found = list(dict.fromkeys(keys.values_list("person", flat=True)[: limit * MOST_KEYS]))
    people: list[Person] = []
    # Few of the found are no longer on file: the first lot nearly always does.
    while found and len(people) < limit:
        lot, found = found[:limit], found[limit:]
        people += sorted(queries.found_in_scope(lot), key=lambda person: lot.index(person.pk))
    return people[:limit]


def _keys(user: User, asked: str) -> QuerySet[PersonKey]:
    return PersonKey.objects.filter(key__gte=asked, key__lt=f"{asked}\U0010ffff", unit__in=branch_of(user))


def nearest(user: User, text: str) -> list[Person]:
    """For a name that nobody has: people whose name sounds alike, or else begins alike."""
    readings = sorted(pinyin.search_keys(text), key=len, reverse=True)[:3]
    for asked in [*readings, *_beginnings(pinyin.normalise(text))]:
        if found := _by_key(user, asked, 5):
            return found
    return []


def _beginnings(asked: str) -> list[str]:
    """The family name; of letters what is left without the last ones, down to half of them."""
    if not asked.isascii():
        return [asked[:1]]
    letters = asked[:MOST_LETTERS]
    return [letters[:length] for length in range(len(letters) - 1, len(letters) // 2, -1)]
