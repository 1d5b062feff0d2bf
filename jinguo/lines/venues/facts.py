"""What a venue states: that it is open."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from jinguo.facts import FOREVER, Fact, derived_from, kind
from jinguo.lines.venues.models import Venue
from jinguo.records.models import Level

kind("venues.open", _("阵地"), categories=dict(Venue.Kind.choices), levels=dict(Level.choices))


@derived_from(Venue)
def open_venue(venue: Venue) -> Iterator[Fact]:
    """A state: it holds from the first day until the first day it no longer does."""
    yield Fact(
        kind="venues.open",
        unit=venue.unit_id,
        since=venue.opened_on,
        until=venue.closed_on or FOREVER,
        category=venue.kind,
        level=venue.level,
    )
