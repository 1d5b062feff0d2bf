"""Reading training, always from what the user may see."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.common.masking import mask_name
from jinguo.lines.training.models import Attendance, Course, Session
from jinguo.orgs.models import Unit, User
from jinguo.orgs.queries import neighbours
from jinguo.orgs.tree import ancestors_on, branch_ids
from jinguo.records import queries as record_queries
from jinguo.records import registers
from jinguo.records.models import Person, Programme
from jinguo.records.people import queries as people_queries
from jinguo.records.people.showing import beside_the_name

R = TypeVar("R", Course, Programme)

BETWEEN_NAMES = re.compile(r"[\n\r,，、;；]+")

CHIPS = 4
"""How many of the most used values stand under a field."""


def sessions(user: User) -> QuerySet[Session]:
    """Sessions the user may see, newest first, each with how many stand on its roster (`listed`).

    Counted one by one: a page shows ten sessions, a join would count the rosters of all.
    """
    lines = Attendance.objects.filter(session=OuterRef("pk")).order_by().values("session")
    listed = Coalesce(Subquery(lines.annotate(count=Count("pk")).values("count")), 0)
    return (
        Session.objects.visible_to(user)
        .live()
        .select_related("course", "unit", "programme")
        .prefetch_related("venue")  # type: ignore[misc]  # a reference
        .annotate(listed=listed)  # type: ignore[no-redef]  # instead of the property
        .order_by("-starts_on", "-pk")
    )


def own_sessions(user: User) -> QuerySet[Session]:
    """Those that she may change: of her branch, not those that another unit holds with it."""
    return sessions(user).filter(unit__in=branch_ids(user.unit_id, today()))


def possible_partners(session: Session) -> QuerySet[Unit]:
    """With whom a session's unit may hold it, and with whom it is held already."""
    near = neighbours(session.unit).values("pk")
    already = session.partner_rows.values("unit") if session.pk else Unit.objects.none().values("pk")
    return Unit.objects.filter(Q(pk__in=near) | Q(pk__in=already)).order_by("level", "pk")


def last_session(user: User) -> Session | None:
    """The newest session of the user's own unit: the next one is filled in from it."""
    return sessions(user).filter(unit=user.unit).first()


def last_roster(user: User, course: int | None = None) -> list[Person]:
    """Who came to the newest session of the user's own unit that names people; of that course, if there is one."""
    named = sessions(user).filter(unit=user.unit, mode=Session.Mode.ROSTER)
    session = (named.filter(course=course).first() if course else None) or named.first()
    return [line.person for line in attendees(session, user) if line.known] if session else []


def roster(session: Session) -> QuerySet[Attendance]:
    """Who came to a session, with what stands beside a name wherever one is chosen."""
    return session.attendances.select_related("person__unit", "person__household__head")


def people(user: User, *, also: Session | None = None) -> QuerySet[Person]:
    """Who can be put on a roster: the people of the user's branch, and those who stand on it already."""
    seen = Q(pk__in=people_queries.people(user).filter(erased_at=None).values("pk"))
    if also is not None and also.pk:
        seen |= Q(pk__in=also.attendances.values("person"))
    return Person.objects.filter(seen).select_related("unit", "household__head")


@dataclass(frozen=True)
class Line:
    """One person on a roster as the viewer may read her: masked to those who don't answer for her."""

    person: Person
    chosen: bool = True
    known: bool = True
    attendance: Attendance | None = None

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


def attendees(session: Session, user: User) -> list[Line]:
    """Who came, for the viewer's eyes."""
    rows = list(roster(session))
    known = set(people(user).filter(pk__in=[row.person_id for row in rows]).values_list("pk", flat=True))
    return [Line(row.person, known=row.person_id in known, attendance=row) for row in rows]


def courses(unit: Unit) -> QuerySet[Course]:
    """Courses that a session of the unit may name: its own first, then those that the units above keep for all."""
    return _nameable(Course, unit)


def place_named(name: str, user: User) -> Any:
    """The venue of this name that the user's sessions may name; None where it is just words."""
    venues = registers.of_source("venues.venue")
    found = record_queries.named(venues, user, name) if venues and name else []
    return found[0] if found else None


def programmes(unit: Unit) -> QuerySet[Programme]:
    """Programmes that a session of the unit may belong to."""
    return _nameable(Programme, unit)


def most_used(user: User) -> dict[str, list[str]]:
    """What the user's unit teaches, where and by whom, most often first."""
    held = Session.objects.visible_to(user).live().filter(unit=user.unit).order_by()
    return {
        "what": _frequent(held, "course__name"),
        "where": [*_places(held), *_frequent(held.filter(venue=None), "place")],
        "teacher": _frequent(held, "teacher"),
    }


def _places(held: QuerySet[Session]) -> list[str]:
    counted = held.exclude(venue=None).values_list("venue").annotate(times=Count("pk")).order_by("-times", "venue")
    sessions = (Session(venue_id=key) for key, _times in counted[:CHIPS])
    return [str(session.venue) for session in sessions if session.venue]


def _frequent(held: QuerySet[Session], column: str) -> list[str]:
    named = held.exclude(**{f"{column}__isnull": True}).exclude(**{column: ""})
    counted = named.values_list(column).annotate(times=Count("pk")).order_by("-times", column)
    return [value for value, _times in counted[:CHIPS]]


def _nameable(model: type[R], unit: Unit) -> QuerySet[R]:
    shared = [unit.pk, *ancestors_on(unit, today()).values_list("pk", flat=True)]
    own_first = Case(When(unit=unit, then=0), default=1)
    return model.objects.live().filter(unit__in=shared).order_by(own_first, "name", "pk")


@dataclass
class Named:
    """What became of a text of names: people, namesakes to choose from, names that nobody has, and the sentences."""

    found: list[Person] = field(default_factory=list)
    namesakes: list[Person] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def people_named(text: str, among: QuerySet[Person]) -> Named:
    """Find the people of these names. Who shares her name is offered to choose from, never guessed."""
    names = list(dict.fromkeys(name for part in BETWEEN_NAMES.split(text) if (name := part.strip())))
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
