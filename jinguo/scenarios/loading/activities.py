"""Events, contests and media items."""

from jinguo.lines.activities import models
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import activities as told


def _event(event: models.Event, one: told.Event, stage: Stage) -> Rows:
    event.name, event.kind, event.place, event.partners = one.name, one.kind, one.place, one.partners
    event.starts_on, event.ends_on = one.starts_on, one.ends_on
    event.topics = "、".join(one.topics)
    event.programme = stage.named["programme", "", one.programme] if one.programme else None
    return {
        "attendances": [models.Attendee(person=stage.people[key]) for key in one.roster],
        "guests": [models.Guest(person=stage.people[each.resident], role=each.role) for each in one.guests],
        "materials": [models.Material(what=each.what, number=each.number) for each in one.materials],
    }


def _contest(contest: models.Contest, one: told.Contest, stage: Stage) -> Rows:
    contest.name, contest.edition, contest.place, contest.partners = one.name, one.edition, one.place, one.partners
    contest.starts_on, contest.ends_on = one.starts_on, one.ends_on
    entries = [
        models.Entry(
            person=stage.people[each.resident],
            represents=stage.units[each.town],
            reached=models.Entry.Round.FINAL,
            rank=each.rank,
            prize=each.prize,
        )
        for each in one.entries
    ]
    return {"entries": entries}


def _media(item: models.MediaItem, one: told.MediaItem, stage: Stage) -> Rows:
    item.title, item.medium, item.outlet, item.on = one.title, one.medium, one.outlet, one.since
    return {}


FILLERS: Fillers = {
    told.Event: (models.Event, _event),
    told.Contest: (models.Contest, _contest),
    told.MediaItem: (models.MediaItem, _media),
}
