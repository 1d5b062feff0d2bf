"""What was done last, in the user's branch and by herself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from jinguo.common.dates import today
from jinguo.orgs.models import User
from jinguo.orgs.tree import branch_ids
from jinguo.records.models import Action, Change
from jinguo.records.queries import rows
from jinguo.records.registers import Register
from jinguo.records.veil import veiled

HABIT = 100
"""So many of her last changes tell what she does most."""
LATELY, A_YEAR = timedelta(days=60), timedelta(days=400)
"""How far back it is looked for what was written down last: in the branch, and in her own unit, which does some things
but once a year."""
SPARE = 4
"""Some of what was written down is void by now, or not for her to see."""


def latest(user: User, among: Iterable[Register], size: int, *, own: bool = False) -> list[tuple[Register, Any]]:
    """What was written down last in the user's branch (`own`: for her own unit), newest first, over many registers.

    The history tells where to look: asking each register would cost a query for each.
    """
    known = {register.source: register for register in among}
    units = [user.unit_id] if own else branch_ids(user.unit_id, today())
    since = timezone.now() - (A_YEAR if own else LATELY)
    created = Change.objects.filter(unit__in=units, action=Action.CREATE, source__in=known, at__gte=since)
    named = list(created.order_by("-at", "-pk").values_list("source", "record")[: size * SPARE])
    found = {(source, row.pk): row for source, row in _named_rows(user, known, named)}
    return [(known[pair[0]], found[pair]) for pair in named if pair in found][:size]


def _named_rows(
    user: User, known: Mapping[str, Register], named: Iterable[tuple[str, int]]
) -> Iterator[tuple[str, Any]]:
    by_source: dict[str, list[int]] = defaultdict(list)
    for source, record in named:
        by_source[source].append(record)
    for source, records in by_source.items():
        for row in veiled(rows(known[source], user).filter(pk__in=records), user):
            yield source, row


def habits(user: User) -> Counter[str]:
    """How often the user did something with each kind of record lately: her own order of the tiles."""
    return Counter(Change.objects.filter(by=user).order_by("-at").values_list("source", flat=True)[:HABIT])
