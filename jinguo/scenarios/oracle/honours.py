"""The figures of model posts."""

from collections.abc import Iterator
from datetime import date

from jinguo.scenarios.oracle.view import Rule, View, count
from jinguo.scenarios.stories.honours import ModelPost


def _gained(post: ModelPost) -> Iterator[tuple[str, date, date | None]]:
    """Each level that it held, with the day on which it gained it and the day on which another took its place."""
    gains = [step for step in post.steps if step.what == "created"]
    for step, following in zip(gains, [*gains[1:], None], strict=True):
        yield step.level, step.on, following.on if following else None


def _titles(view: View) -> list[tuple[str, date, date | None]]:
    posts = (post for post in view.scenario.of(ModelPost) if post.unit in view.branch)
    return [title for post in posts for title in _gained(post)]


def _new(*levels: str) -> Rule:
    return lambda view: count(
        [since for level, since, _until in _titles(view) if view.within(since) and (not levels or level in levels)]
    )


def _applied(view: View) -> list[date]:
    posts = (post for post in view.scenario.of(ModelPost) if post.unit in view.branch)
    return [step.on for post in posts for step in post.steps if step.what == "applied" and view.within(step.on)]


FIGURES: dict[str, Rule] = {
    "honours.posts.new": _new(),
    **{f"honours.posts.new.{level}": _new(level) for level in ("province", "city", "county")},
    "honours.posts.current": lambda view: count(
        [level for level, since, until in _titles(view) if view.holds(since, until)]
    ),
    "honours.posts.applied": lambda view: count(_applied(view)),
}
