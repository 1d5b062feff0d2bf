"""People whom a user may see, and what is known of them on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from jinguo.common.dates import FOREVER
from jinguo.orgs.models import Unit, UnitLevel, User
from jinguo.records.models import (
    OUTGROWN_AT,
    Household,
    Merge,
    Person,
    Situation,
    SituationKind,
    TransferRequest,
    TransferState,
)

CONFIRMED_FOR = timedelta(days=183)
"""So long a situation counts as known; then somebody who is near should say that it still holds."""
TO_CONFIRM = (
    SituationKind.LEFT_BEHIND_CHILD,
    SituationKind.LEFT_BEHIND_WOMAN,
    SituationKind.MIGRANT_CHILD,
    SituationKind.CHILD_IN_DIFFICULTY,
    SituationKind.SINGLE_PARENT,
)


def people(user: User) -> QuerySet[Person]:
    """Everybody on file in the user's branch, tombstones too, with what stands beside a name."""
    return Person.objects.visible_to(user).live().select_related("unit", "household__head")


def living(user: User) -> QuerySet[Person]:
    """Everybody on file who is a person still: those whom one can choose, find and write about."""
    return people(user).filter(erased_at=None)


def found_in_scope(pks: Iterable[int]) -> QuerySet[Person]:
    """People whose ids a question within the user's branch has just given: asking for the branch again would make
    the database try every pair of a person and a unit."""
    return Person.objects.live().filter(pk__in=list(pks), erased_at=None).select_related("unit", "household__head")


def households(user: User) -> QuerySet[Household]:
    return Household.objects.visible_to(user).live().select_related("unit", "head")


def situations(user: User) -> QuerySet[Situation]:
    return Situation.objects.visible_to(user).live().select_related("person__unit")


def outgrown(user: User, day: date) -> list[Situation]:
    """Situations of children that somebody should say the end of, as the children have grown out of them."""
    grown = Q()
    for kind, age in OUTGROWN_AT.items():
        grown |= Q(kind=kind, person__born_on__year__lte=day.year - age)
    open_ones = situations(user).filter(grown, until=None, person__erased_at=None).order_by("person__born_on", "pk")
    return [each for each in open_ones if each.outgrown_on and each.outgrown_on <= day]


def unconfirmed(user: User, day: date) -> QuerySet[Situation]:
    """Situations that change quietly and that nobody has looked at for half a year, the oldest first."""
    open_ones = situations(user).filter(kind__in=TO_CONFIRM, until=None, person__erased_at=None)
    return open_ones.filter(changed_at__date__lt=day - CONFIRMED_FOR).order_by("changed_at", "pk")


def merges(person: Person) -> QuerySet[Merge]:
    """When files were put together with hers, and by whom. The caller has found the person in the user's scope."""
    return Merge.objects.filter(kept=person, undone_at=None).select_related("by")


def merge_of(user: User, pk: int) -> Merge | None:
    return Merge.objects.filter(pk=pk, kept__in=Person.objects.visible_to(user)).select_related("kept", "gone").first()


def merged_into(user: User, pk: int) -> int | None:
    """The file that a person's file was put together with; for old links."""
    merge = Merge.objects.filter(gone=pk, undone_at=None, kept__in=Person.objects.visible_to(user)).first()
    return merge.kept_id if merge else None


def likely_doubles(person: Person, user: User) -> QuerySet[Person]:
    """Others of her name in the user's branch, born on no other day as far as is known."""
    alike = living(user).filter(name=person.name).exclude(pk=person.pk)
    return alike.filter(Q(born_on=None) | Q(born_on=person.born_on)) if person.born_on else alike


def members(household: Household, user: User) -> list[Person]:
    """Who lives in the household, the head first, each with her situations."""
    return _living_in(household.pk, user, "situations")


def _living_in(household: int, user: User, *fetched: str) -> list[Person]:
    there = Person.objects.visible_to(user).live().filter(household=household).prefetch_related(*fetched)
    return sorted(there.order_by(), key=lambda one: (one.relation, one.born_on or date.min, one.pk))


def person_by_id_key(id_key: str, *, but: int | None = None) -> Person | None:
    """Whoever carries this ID, wherever: only the services ask, to keep one record for one person."""
    found = Person.objects.live().filter(id_key=id_key).select_related("unit")
    return (found if but is None else found.exclude(pk=but)).first()


def transfers_to_decide(user: User) -> QuerySet[TransferRequest]:
    """等您办: somebody asks for a person of the user's branch."""
    return (
        TransferRequest.objects.filter(state=TransferState.ASKED, person__in=Person.objects.visible_to(user).live())
        .select_related("person__unit", "to_unit", "asked_by")
        .order_by("asked_at")
    )


def transfers_given(user: User) -> QuerySet[TransferRequest]:
    """Those to decide, and those that were decided of people who were in the user's branch then."""
    to_decide = transfers_to_decide(user).values("pk")
    decided = Q(from_unit__in=Unit.objects.visible_to(user)) & ~Q(state=TransferState.ASKED)
    return TransferRequest.objects.filter(Q(pk__in=to_decide) | decided).select_related("person__unit", "to_unit")


def transfers_asked(user: User) -> QuerySet[TransferRequest]:
    """What the user's branch asked of others; who it is stays unsaid until they agree."""
    own = Unit.objects.visible_to(user)
    return TransferRequest.objects.filter(to_unit__in=own).select_related("to_unit").order_by("-asked_at")[:50]


@dataclass(frozen=True)
class Home:
    """Where a person lived from `since` (date.min: as long as known) until before `until` (FOREVER: still)."""

    unit: int
    group_name: str
    household: int | None
    since: date
    until: date


def homes(person: Person) -> list[Home]:
    """Everywhere she lived, oldest first, by ids. Reads `moves` prefetched, if they are."""
    found: list[Home] = []
    since = date.min
    for move in sorted(person.moves.all(), key=lambda move: move.on):
        found.append(Home(move.from_unit_id, move.from_group, move.from_household_id, since, move.on))
        since = move.on
    return [*found, Home(person.unit_id, person.group_name, person.household_id, since, FOREVER)]


def home_on(person: Person, day: date) -> Home:
    return next(home for home in homes(person) if day < home.until)


def situations_on(person: Person, day: date) -> list[Situation]:
    """What held for her that day. Reads `situations` prefetched. The caller has found her in the user's scope."""
    held = [one for one in person.situations.all() if one.voided_at is None and one.holds_on(day)]
    return sorted(held, key=lambda one: one.start)


def household_on(person: Person, day: date, user: User) -> list[Person]:
    """The others of the household that she lived in that day, who live there still; [] without a household."""
    household = home_on(person, day).household
    if household is None:
        return []
    return [one for one in _living_in(household, user) if one.pk != person.pk]


def unit_and_head(person: Person, home: Home) -> tuple[Unit, Person | None]:
    """Where that home of hers is, and the head of the household there."""
    if home.until == FOREVER:
        return person.unit, person.household.head if person.household else None
    head = Person.objects.filter(pk__in=Household.objects.filter(pk__in=[home.household]).values("head")).first()
    return Unit.objects.get(pk=home.unit), head


def is_village(unit: Unit) -> bool:
    return unit.level == UnitLevel.VILLAGE
