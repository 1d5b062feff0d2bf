"""Model posts."""

from jinguo.lines.honours.models import ModelPost, PostStep
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import honours as told


def _post(post: ModelPost, one: told.ModelPost, stage: Stage) -> Rows:
    post.name, post.holder = one.name, one.holder
    return {"steps": [PostStep(what=step.what, level=step.level, on=step.on) for step in one.steps]}


FILLERS: Fillers = {told.ModelPost: (ModelPost, _post)}
