"""Re-posting that is too much for one request: noted beside the change that asks for it, done by long work."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import QuerySet

if TYPE_CHECKING:
    from jinguo.facts.models import Waiting

REPOST = "facts.repost"


def leave(source: str, lots: Iterable[list[int]]) -> None:
    """Note that the facts of these lots of records are to be written anew, and put the work in line."""
    from jinguo.orgs import jobs  # here: the package is imported before any model can be

    posted = apps.get_model("facts", "FactRow")._default_manager.filter(source=source)
    kinds = sorted(posted.order_by().values_list("kind", flat=True).distinct())
    rows().bulk_create(rows().model(source=source, records=some, kinds=kinds) for some in lots)
    jobs.start(REPOST, by=None)


def kinds() -> frozenset[str]:
    """The kinds of fact of which some are still as they were: figures that read them are being worked out anew."""
    return frozenset(kind for some in rows().values_list("kinds", flat=True) for kind in some)


def records() -> dict[str, set[int]]:
    """The records that wait, by source."""
    found: dict[str, set[int]] = defaultdict(set)
    for source, some in rows().values_list("source", "records"):
        found[source].update(some)
    return found


def rows() -> "QuerySet[Waiting]":
    # By name, for the same reason.
    return apps.get_model("facts", "Waiting")._default_manager.order_by("pk")
