"""Places to meet, programmes, and what is quoted of the area."""

from decimal import Decimal

from jinguo.lines.organisation.models import AreaProfile
from jinguo.lines.venues.models import Venue
from jinguo.records.models import Programme, ProgrammeTarget
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import frame as told


def _venue(venue: Venue, one: told.Venue, stage: Stage) -> Rows:
    venue.name, venue.kind, venue.level, venue.seats = one.name, one.kind, one.level, one.seats
    venue.opened_on = one.since
    return {}


def _programme(programme: Programme, one: told.Programme, stage: Stage) -> Rows:
    programme.code, programme.name, programme.theme, programme.since = one.code, one.name, one.theme, one.since
    stage.named["programme", "", one.code] = programme
    targets = [
        ProgrammeTarget(what=each.what, amount=Decimal(each.amount), measure_word=each.measure_word)
        for each in one.targets
    ]
    return {"targets": targets}


def _area(profile: AreaProfile, one: told.Area, stage: Stage) -> Rows:
    profile.as_of, profile.quoted_from = one.as_of, one.quoted_from
    profile.households, profile.population, profile.area = one.households, one.population, Decimal(one.area)
    return {}


FILLERS: Fillers = {
    told.Venue: (Venue, _venue),
    told.Programme: (Programme, _programme),
    told.Area: (AreaProfile, _area),
}
