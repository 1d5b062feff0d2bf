"""Putting a scenario on file, through the same services as everybody else."""

from collections.abc import Iterable

from django.db import transaction

from jinguo.records import services as records
from jinguo.records.models import Record
from jinguo.scenarios.cast import Told
from jinguo.scenarios.loading import activities, care, employment, frame, honours, organisation, situations, training
from jinguo.scenarios.loading.stage import Fillers, Stage, load_people, load_units
from jinguo.scenarios.stories.situations import Situation

__all__ = ["Stage", "load", "load_people", "load_units", "put"]

LINES = (frame, situations, organisation, training, employment, activities, honours, care)
FILLERS: Fillers = {told: filler for line in LINES for told, filler in line.FILLERS.items()}


@transaction.atomic
def load(stage: Stage, told: Iterable[Told]) -> None:
    """Put these on file, the oldest first, so that the newest is what was written down last."""
    each = sorted(told, key=lambda one: (one.day, one.key))
    situations.load_many(stage, (one for one in each if isinstance(one, Situation)))
    for one in each:
        if one.key not in stage.on_file:
            put(stage, one)


@transaction.atomic
def put(stage: Stage, told: Told) -> Record:
    """Put it on file, or make what is on file under its key say what it says."""
    model, fill = FILLERS[type(told)]
    record = stage.on_file.get(told.key) or model()
    if record.pk:
        record.refresh_from_db()
    record.unit = stage.units[told.unit]
    rows = fill(record, told, stage)
    stage.on_file[told.key] = records.save(record, by=stage.by, rows=rows)
    return stage.on_file[told.key]
