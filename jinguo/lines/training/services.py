"""Writing down what became of those who came."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from jinguo.lines.training.models import Session
from jinguo.orgs.models import User
from jinguo.records import services as records


@transaction.atomic
def save_outcomes(*, session: Session, outcomes: Mapping[int, str], on: date, by: User) -> Session:
    """Write down what became of the women (attendance id → outcome); `on` dates those that are new or changed."""
    rows = list(session.attendances.all())
    for row in rows:
        outcome = outcomes.get(row.pk, row.outcome)
        if outcome != row.outcome:
            row.outcome, row.outcome_on = outcome, on if outcome else None
    return records.save(session, by=by, rows={"attendances": rows})
