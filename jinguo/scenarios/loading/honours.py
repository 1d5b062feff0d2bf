"""Model posts."""

from jinguo.lines.honours.models import ModelPost, PostStep, ReadinessItem
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import honours as told

CONDITIONS = ("服务规范上墙，办事不拖", "一年内没有投诉")
"""What each level asked of a post before it was recognised. Invented: no report tells it."""


def _post(post: ModelPost, one: told.ModelPost, stage: Stage) -> Rows:
    post.name, post.holder = one.name, one.holder
    levels = {step.level: None for step in one.steps if step.what == PostStep.What.CREATED}
    return {
        "steps": [PostStep(what=step.what, level=step.level, on=step.on) for step in one.steps],
        "readiness": [ReadinessItem(level=level, item=item, passed=True) for level in levels for item in CONDITIONS],
    }


FILLERS: Fillers = {told.ModelPost: (ModelPost, _post)}
