"""What a model post states: the level it holds, the steps on its way, its pact."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from jinguo.facts import Fact, derived_from, kind
from jinguo.lines.honours.models import ModelPost, PostLevel, PostStep, titles

LEVELS = dict(PostLevel.choices)

# Who has no post to recognise has nothing to report: no unit is asked for it.
kind("honours.post", _("巾帼文明岗"), levels=LEVELS, expected=False)
kind("honours.step", _("巾帼文明岗创建"), categories=dict(PostStep.What.choices), levels=LEVELS, expected=False)
kind("honours.pact", _("诚信公约"), expected=False)


@derived_from(ModelPost)
def held(post: ModelPost) -> Iterator[Fact]:
    """A state for each level, until it moves on to another or loses it."""
    for title in titles(post.steps.all()):
        yield Fact(kind="honours.post", unit=post.unit_id, since=title.since, until=title.until, level=title.level)


@derived_from(ModelPost)
def stepped(post: ModelPost) -> Iterator[Fact]:
    """Each step on its day. That it was recognised is told by the state that begins."""
    for step in post.steps.all():
        if step.what != PostStep.What.CREATED:
            yield Fact(kind="honours.step", unit=post.unit_id, since=step.on, category=step.what, level=step.level)


@derived_from(ModelPost)
def signed(post: ModelPost) -> Iterator[Fact]:
    if post.pact_on:
        yield Fact(kind="honours.pact", unit=post.unit_id, since=post.pact_on)
