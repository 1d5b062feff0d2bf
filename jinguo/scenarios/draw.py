"""A report's scenario drawn from a seed, story by story."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from jinguo.scenarios.cast import Country, Scenario, Told
from jinguo.scenarios.country import draw_country
from jinguo.scenarios.stories import activities, care, employment, frame, honours, organisation, situations, training
from jinguo.scenarios.stories.setting import DATA, Calendar, Part, Setting, dice, read

REPORTS = tuple(sorted(path.stem for path in DATA.glob("[0-9][0-9].json")))
"""The sample reports that have a scenario."""

STORIES: Mapping[str, Callable[[Part, Setting], Iterator[Told]]] = {
    "situations": situations.draw,
    "training": training.draw,
    "care": care.draw,
    "employment": employment.draw,
    "activities": activities.draw,
    "honours": honours.draw,
    "organisation": organisation.draw,
}
"""By the name of their part in a report's data file."""


def draw(report: str, first: date, last: date, *, country: Country | None = None, seed: int = 0) -> Scenario:
    """The scenario of a report in a period. Seed 0 comes to the report's totals, any other to its own."""
    data = read(report)
    country = country or draw_country(data["country"], last)
    numbers = count(1)
    standing = tuple(frame.draw(data["frame"], country, first, numbers))
    calendar = Calendar(first, last, data["by_sixth"])
    setting = Setting(country, calendar, dice(seed), numbers, list(standing), redrawn=bool(seed))
    for name, part in data["stories"].items():
        _tell(name, part, setting)
    return Scenario(country, first, last, standing, tuple(setting.told[len(standing) :]))


def _tell(name: str, part: Part, setting: Setting) -> None:
    """What happened in the period, then what had happened in the same days of the year before."""
    setting.told.extend(STORIES[name](part, setting))
    if "year_before" in part:
        before = replace(setting, calendar=setting.calendar.year_before())
        setting.told.extend(STORIES[name](_merged(part, part["year_before"]), before))


def _merged(part: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The part with what the other one says differently; None takes away (a JSON merge patch)."""
    merged = dict(part)
    for name, value in other.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merged(merged[name], value) if isinstance(value, dict) else value
    return merged
