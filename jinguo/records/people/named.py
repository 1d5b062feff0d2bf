"""People by a text of names."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jinguo.common.lines import names_in
from jinguo.records.models import Person


@dataclass
class Named:
    """What became of a text of names: people, namesakes to choose from, names that nobody has, and the sentences."""

    found: list[Person] = field(default_factory=list)
    namesakes: list[Person] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def people_named(text: str, among: QuerySet[Person]) -> Named:
    """Find the people of these names. Who shares her name is offered to choose from, never guessed."""
    names = list(dict.fromkeys(names_in(text)))
    bearers: dict[str, list[Person]] = defaultdict(list)
    for person in among.filter(name__in=names) if names else ():
        bearers[person.name].append(person)
    named = Named()
    for name in names:
        _settle(named, name, bearers[name])
    return named


def _settle(named: Named, name: str, bearers: list[Person]) -> None:
    if len(bearers) == 1:
        named.found += bearers
    elif bearers:
        named.namesakes += bearers
        said = _("有 %(count)d 个“%(name)s”，请在名单里给来了的那个打勾。")
        named.problems.append(said % {"count": len(bearers), "name": name})
    else:
        named.unknown.append(name)
        named.problems.append(_("没有找到“%(name)s”。看看有没有写错字，或先登记她。") % {"name": name})
