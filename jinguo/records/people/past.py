"""What the people part itself knows of someone's past: situations that began and ended, and removals."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.common.lines import line_of
from jinguo.orgs.models import User
from jinguo.records.models import Move, Person, Situation
from jinguo.records.people.timeline import FILLED, RING, TimelineEntry, providers


def situations(person: Person, user: User) -> Iterator[TimelineEntry]:
    """A ring where a situation began and one where it ended; the ending says why."""
    for situation in person.situations.all():
        if situation.voided_at is not None:
            continue
        yield _began(situation)
        if situation.until:
            yield _ended(situation)


def removals(person: Person, user: User) -> Iterator[TimelineEntry]:
    for move in person.moves.all():
        yield TimelineEntry(
            day=move.on, title=_("搬到%(place)s") % {"place": place(str(move.to_unit), move.to_group)},
            hint=_hint(move), kind=_("搬迁"), knot=FILLED,
        )  # fmt: skip


def place(unit: str, group: str) -> str:
    return _("%(unit)s %(group)s") % {"unit": unit, "group": group} if group else unit


def _began(situation: Situation) -> TimelineEntry:
    facts = [situation.evidence, situation.get_recognised_by_display()]
    return TimelineEntry(
        day=situation.start,
        title=_("列为%(situation)s") % {"situation": situation.get_kind_display()},
        hint=line_of(*facts),
        kind=_("情况"),
        url=reverse("situation-change", args=[situation.pk]),
        knot=RING,
    )


def _ended(situation: Situation) -> TimelineEntry:
    assert situation.until is not None
    return TimelineEntry(
        day=situation.until,
        title=_("不再是%(situation)s") % {"situation": situation.get_kind_display()},
        hint=situation.get_end_reason_display(),
        kind=_("情况"),
        url=reverse("situation-change", args=[situation.pk]),
        knot=RING,
    )


def _hint(move: Move) -> str:
    came_from = _("原来在%(place)s") % {"place": place(str(move.from_unit), move.from_group)}
    return line_of(came_from, move.note)


providers += [situations, removals]
