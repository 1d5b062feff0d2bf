"""Beginning a survey: its households are listed by the product, not by hand."""

from collections.abc import Mapping, Sequence

from django.db import models, transaction

from jinguo.lines.care import queries
from jinguo.lines.care.models import SurveyedHousehold, SurveyRound
from jinguo.orgs.models import User
from jinguo.records import services as records


@transaction.atomic
def save_round(
    *,
    record: SurveyRound,
    by: User,
    rows: Mapping[str, Sequence[models.Model]] | None = None,
    expect_version: int | None = None,
) -> SurveyRound:
    """Write a round down. A new one without households gets all that are to be surveyed, none of them reached yet."""
    told = dict(rows or {})
    if record.pk is None and not told.get("households"):
        found = queries.to_survey(record).order_by("group_name", "pk").values_list("pk", flat=True)
        told["households"] = [SurveyedHousehold(household_id=pk) for pk in found]
    return records.save(record, by=by, rows=told or None, expect_version=expect_version)
