"""Writing a post down: recognised only when it is ready, and never against the order of things."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.lines.honours.models import ModelPost, PostLevel, PostStep, ReadinessItem, titles
from jinguo.orgs.models import User
from jinguo.records import services as records

Rows = Mapping[str, Sequence[Any]]


@transaction.atomic
def save_post(*, record: ModelPost, by: User, rows: Rows | None = None, expect_version: int | None = None) -> ModelPost:
    """Write a post down with its steps and conditions. ValidationError when it is recognised before it is ready."""
    known = set(record.steps.values_list("pk", flat=True)) if record.pk else set()
    saved = records.save(record, by=by, rows=rows, expect_version=expect_version)
    steps, readiness = list(saved.steps.all()), list(saved.readiness.all())
    for step in steps:
        if step.what == PostStep.What.CREATED and step.pk not in known:
            _refuse_unready(step, readiness)
    _refuse_disorder(steps)
    return saved


def _refuse_unready(step: PostStep, readiness: Sequence[ReadinessItem]) -> None:
    """成熟一个，拓展一家: every condition of the level is written down, and met."""
    asked = [one for one in readiness if one.level == step.level]
    level = PostLevel(step.level).label
    if not asked:
        said = _("%(level)s要做到哪几条，还没写。先在“够不够条件”里一条条核过，再记新创。")
        raise ValidationError({"readiness": said % {"level": level}})
    if missing := "、".join(one.item for one in asked if not one.passed):
        said = _("%(level)s还差：%(missing)s。都做到了，再记新创。")
        raise ValidationError({"readiness": said % {"level": level, "missing": missing}})


def _refuse_disorder(steps: Sequence[PostStep]) -> None:
    """A level can be kept or lost only while it is held."""
    needs = (PostStep.What.RENEWED, PostStep.What.WITHDRAWN)
    held = list(titles(steps))
    for step in steps:
        if step.what in needs and not any(
            one.level == step.level and one.since <= step.on <= one.until for one in held
        ):
            said = _("那天它还不是%(level)s岗。先记哪天新创的。")
            raise ValidationError({"steps": said % {"level": PostLevel(step.level).label}})
