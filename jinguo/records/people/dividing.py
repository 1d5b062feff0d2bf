"""After a village was split: its people go to the new one by 村民小组, from the day of the split on."""

from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.numbers import DIGITS
from jinguo.orgs.jobs import Work, job
from jinguo.orgs.models import Succession, User
from jinguo.records import services
from jinguo.records.models import Household, Person
from jinguo.records.people.moving import move_person


def groups_left(split: Succession) -> list[tuple[str, int]]:
    """The groups of those who are still on file at the old unit, with how many they are, in their own order."""
    groups = _staying(split).order_by("group_name").values_list("group_name").annotate(people=Count("pk"))
    return sorted(groups, key=lambda group: (len(group[0]), [DIGITS.find(sign) for sign in group[0]]))


@job(
    "people.divide",
    title=gettext_lazy("把人分到新单位"),
    progress=gettext_lazy("已分 %(done)s / %(total)s 人"),
    resumes=True,
)
def divide(work: Work, *, split: int, groups: list[str]) -> dict[str, Any]:
    """Move the people of these groups; each by herself, so that the others can go on writing."""
    told = Succession.objects.select_related("predecessor", "successor").get(pk=split)
    going = list(_staying(told).filter(group_name__in=groups).order_by("household", "pk"))
    assert work.job.by is not None
    stayed = 0
    for done, person in enumerate(going):
        work.progress(done, len(going))
        stayed += not _hand_over(person, told, work.job.by)
    return {"url": reverse("unit", args=[told.successor_id]), "text": _said(told, len(going) - stayed, stayed)}


def _said(split: Succession, moved: int, stayed: int) -> str:
    said = _("%(count)d 人分到了%(unit)s。") % {"count": moved, "unit": split.successor}
    if stayed:
        said += _("还有 %(count)d 人在那天以后搬过家，请到他们的页上看一看。") % {"count": stayed}
    return said


@transaction.atomic
def _hand_over(person: Person, split: Succession, by: User) -> bool:
    """Whoever was put on file after the split belonged there from the first; who has moved since is left alone."""
    if person.moves.filter(on__gte=split.on).exists():
        return False
    home = person.household
    if person.registered_on >= split.on:
        person.unit = split.successor
        services.save(person, by=by)
    else:
        move_person(
            person=person, to_unit=split.successor, on=split.on, by=by,
            group_name=person.group_name, household=home, relation=person.relation, note=_("分村"),
        )  # fmt: skip
    if home is not None and not _staying(split).filter(household=home).exists():
        _take_along(home, split, by)
    return True


def _take_along(home: Household, split: Succession, by: User) -> None:
    """The household, once nobody of it stays behind."""
    home.unit = split.successor
    services.save(home, by=by)


def _staying(split: Succession) -> QuerySet[Person]:
    return Person.objects.live().filter(unit=split.predecessor, erased_at=None).select_related("household")
