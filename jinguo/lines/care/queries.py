"""Reading care: what a user may see of it, and what is overdue in her own unit."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from jinguo.common.dates import today
from jinguo.lines.care.models import Pairing, SurveyedHousehold, SurveyRound, Visit
from jinguo.orgs.models import User
from jinguo.orgs.tree import branch_ids
from jinguo.records.models import Household, Situation
from jinguo.records.people.indicators import CLASSES


@dataclass(frozen=True)
class Due:
    """Somebody to look in on, since which day, and the visit or pairing that promised it."""

    whom: str
    day: date
    promise: Visit | Pairing


def visits(user: User) -> QuerySet[Any]:
    """With `followed`: whether somebody has been there again since."""
    again = Visit.objects.live().filter(_same_whom(), visited_on__gt=OuterRef("visited_on"))
    seen = Visit.objects.visible_to(user).live().select_related("unit", "person", "household__head")
    return seen.annotate(followed=Exists(again))


def rounds(user: User) -> QuerySet[Any]:
    """With how many households each has, and how many of them were reached."""
    reached = Count("households", filter=Q(households__state=SurveyedHousehold.State.REACHED))
    seen = SurveyRound.objects.visible_to(user).live().select_related("unit")
    return seen.annotate(to_survey=Count("households"), reached=reached)  # type: ignore[no-redef]


def open_rounds(user: User, day: date) -> QuerySet[Any]:
    """Rounds of the user's own unit whose last day has come, with households that nobody reached."""
    own = rounds(user).filter(unit=user.unit_id, until__lte=day)
    return own.filter(reached__lt=F("to_survey")).order_by("until", "pk")


def due(user: User, day: date, most: int) -> list[Due]:
    """What the user's own unit promised and is late with, the longest first: next visits, and pairings' turns."""
    promised = visits(user).filter(unit=user.unit_id, followed=False, next_on__lt=day).order_by("next_on", "pk")[:most]
    found = [Due(visit.whom, visit.next_on, visit) for visit in promised if visit.next_on]
    listed = {visit.person_id for visit in promised}
    found += [one for one in _turns(user, day) if one.promise.person_id not in listed]
    return sorted(found, key=lambda one: one.day)[:most]


def _turns(user: User, day: date) -> list[Due]:
    """Pairings whose last visit, or beginning, lies further back than they said."""
    own = Pairing.objects.visible_to(user).live().filter(unit=user.unit_id, until=None, since__lte=day)
    pairings = list(own.exclude(every=None).select_related("person"))
    last = dict(
        Visit.objects.live().filter(person__in=[one.person_id for one in pairings])
        .order_by().values_list("person").annotate(last=Max("visited_on"))
    )  # fmt: skip
    turns = (
        Due(str(one.person), max(one.since, last.get(one.person_id, one.since)) + timedelta(days=one.every or 0), one)
        for one in pairings
    )
    return [one for one in turns if one.day < day]


def to_survey(survey: SurveyRound) -> QuerySet[Household]:
    """The households of the round's area: all, or those where on its first day something held that asks for care."""
    branch = branch_ids(survey.unit_id, min(survey.since, today()))
    there = Household.objects.live().filter(unit__in=branch)
    if survey.whom == SurveyRound.Whom.ALL:
        return there
    day = survey.since
    held = Situation.objects.live().filter(Q(until=None) | Q(until__gt=day), kind__in=CLASSES, start__lte=day)
    return there.filter(pk__in=held.values("person__household"))


def _same_whom() -> Q:
    hers = Q(person__isnull=False, person=OuterRef("person"))
    theirs = Q(household__isnull=False, household=OuterRef("household"))
    return hers | theirs
