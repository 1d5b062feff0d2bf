"""Model posts (巾帼文明岗) on their way from level to level."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from jinguo.scenarios.cast import Told
from jinguo.scenarios.stories.setting import Part, Setting

BELOW = {"province": "city", "city": "county", "county": ""}
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Step:
    what: str
    level: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPost(Told):
    name: str
    holder: str
    steps: tuple[Step, ...]

    @property
    def day(self) -> date:
        """When it took its last step."""
        return self.steps[-1].on

    def on_day(self, day: date) -> Self:
        """As many days between the steps as there were."""
        by = day - self.day
        return replace(self, steps=tuple(replace(step, on=step.on + by) for step in self.steps))


def draw(part: Part, setting: Setting) -> Iterator[ModelPost]:
    """So many new ones of each level, which held the level below for some years; and some that stayed as they were."""
    names = [(holder, name) for holder, own in part["posts"].items() for name in own]
    setting.lot.shuffle(names)
    for level, count in part["new"].items():
        for _number in range(min(setting.total(count), len(names))):
            yield _post(level, *names.pop(), setting)
    for level, count in part["older"].items():
        for _number in range(min(count, len(names))):
            post = _post(level, *names.pop(), setting)
            yield post.on_day(post.day - A_YEAR * setting.lot.randint(2, 3))


def _post(level: str, holder: str, name: str, setting: Setting) -> ModelPost:
    day = setting.calendar.day(setting.lot)
    steps = [Step("created", level, day)]
    if level == "county":
        steps.insert(0, Step("applied", level, day - timedelta(days=40)))
    elif setting.lot.random() < 0.8:
        steps.insert(0, Step("created", BELOW[level], day - A_YEAR * setting.lot.randint(2, 4)))
    return ModelPost(key=setting.key(), unit=setting.some_place().key, name=name, holder=holder, steps=tuple(steps))
