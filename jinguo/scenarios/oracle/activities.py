"""The figures of events, contests and the media."""

from decimal import Decimal

from jinguo.scenarios.oracle.view import Rule, Value, View, count, total
from jinguo.scenarios.stories.activities import Contest, Event, MediaItem


def _guests(role: str) -> Rule:
    def guests(view: View) -> Value:
        rows = (row for event in view.held(Event) for row in event.guests)
        return count({row.resident for row in rows if row.role == role})

    return guests


def _topics(view: View) -> Value:
    return count({topic for event in view.held(Event) if event.kind == "science" for topic in event.topics})


def _edition(view: View) -> Value:
    return max((Decimal(contest.edition) for contest in view.held(Contest)), default=None)


FIGURES: dict[str, Rule] = {
    "activities.events": lambda view: count(view.held(Event)),
    "activities.attendances": lambda view: total(len(view.women & set(event.roster)) for event in view.held(Event)),
    "activities.experts": _guests("expert"),
    "activities.skilled": _guests("skilled"),
    "activities.topics": _topics,
    "activities.materials": lambda view: total(each.number for event in view.held(Event) for each in event.materials),
    "activities.contests": lambda view: count(view.held(Contest)),
    "activities.contest.edition": _edition,
    "activities.contest.entrants": lambda view: count(
        {entry.resident for contest in view.held(Contest) for entry in contest.entries}
    ),
    "activities.media": lambda view: count(view.begun(MediaItem)),
}
