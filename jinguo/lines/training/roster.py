"""谁来了: names typed as text become people, or a sentence that says which of them to choose."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from django.db.models import QuerySet

from jinguo.records.models import Person

BETWEEN_NAMES = re.compile(r"[\n\r,，、;；]+")


@dataclass
class Named:
    """What became of a text of names."""

    found: list[Person] = field(default_factory=list)
    unclear: list[Person] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def resolve(text: str, among: QuerySet[Person]) -> Named:
    """Find the people of these names. Who shares her name is offered to choose from, never guessed."""
    names = list(dict.fromkeys(name for part in BETWEEN_NAMES.split(text) if (name := part.strip())))
    namesakes: dict[str, list[Person]] = defaultdict(list)
    for person in among.filter(name__in=names) if names else ():
        namesakes[person.name].append(person)
    named = Named()
    for name in names:
        _place(named, name, namesakes[name])
    return named


def _place(named: Named, name: str, people: list[Person]) -> None:
    if len(people) == 1:
        named.found += people
    elif people:
        named.unclear += people
        said = _("有 %(count)d 个%(name)s，请在下面勾来了的那个。")
        named.problems.append(said % {"count": len(people), "name": name})
    else:
        named.left.append(name)
        named.problems.append(_("没有找到“%(name)s”。看看有没有写错字，或先登记她。") % {"name": name})
