"""Situations of people, thousands of them at once."""

from collections.abc import Iterable

from jinguo.records.models import EndReason, Situation
from jinguo.records.people.services import start_situations
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import situations as told


def _situation(situation: Situation, one: told.Situation, stage: Stage) -> Rows:
    situation.person, situation.kind = stage.people[one.person], one.kind
    situation.start, situation.until = one.since, one.until
    situation.end_reason = EndReason.RETURNED if one.until else ""
    return {}


def load_many(stage: Stage, some: Iterable[told.Situation]) -> None:
    """The same, with a few statements for all of them."""
    filled: dict[int, Situation] = {}
    for one in some:
        filled[one.key] = Situation(unit=stage.units[one.unit])
        _situation(filled[one.key], one, stage)
    start_situations(filled.values(), by=stage.by)
    stage.on_file |= filled


FILLERS: Fillers = {told.Situation: (Situation, _situation)}
