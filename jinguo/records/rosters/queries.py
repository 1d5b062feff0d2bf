"""Who came, for the viewer's eyes, and whom one may put on a roster."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from jinguo.common.dates import today
from jinguo.common.lines import line_of
from jinguo.common.masking import mask_name
from jinguo.orgs.models import User
from jinguo.records.models import Person
from jinguo.records.people import queries as people_queries
from jinguo.records.people.showing import beside_the_name
from jinguo.tables.wording import say


def people(user: User, *, also: Iterable[int] = ()) -> QuerySet[Person]:
    """Who can be put on a roster: the people of the user's branch, and those who stand there already."""
    seen = Q(pk__in=people_queries.living(user).values("pk")) | Q(pk__in=also)
    return Person.objects.filter(seen).select_related("unit", "household__head")


@dataclass(frozen=True)
class Line:
    """One person on a roster as the viewer may read her: masked to those who don't answer for her."""

    person: Person
    chosen: bool = True
    known: bool = True
    row: Any = None

    @property
    def name(self) -> str:
        person = self.person
        return str(person) if self.known else mask_name(person.name, person.is_minor_on(today()))

    @property
    def hint(self) -> str:
        return beside_the_name(self.person) if self.known else ""

    @property
    def url(self) -> str:
        """Her file, where it is open to the viewer."""
        return reverse("person", args=[self.person.pk]) if self.known else ""

    @property
    def told(self) -> str:
        """What the row says beside who she is."""
        columns = (f for f in self.row._meta.concrete_fields if not f.is_relation and not f.primary_key)
        return line_of(*(say(self.row, column.name) for column in columns)) if self.row else ""


def lines_of(record: Any, roster: str, user: User) -> list[Line]:
    """Who came."""
    rows = list(getattr(record, roster).select_related("person__unit", "person__household__head"))
    known = set(people(user).filter(pk__in=[row.person_id for row in rows]).values_list("pk", flat=True))
    return [Line(row.person, known=row.person_id in known, row=row) for row in rows]
