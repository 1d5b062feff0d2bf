"""Sessions for tests, with what the test doesn't care about filled in."""

from datetime import date
from typing import Any

from jinguo.lines.care.models import Counselling, CounsellingConfidant
from jinguo.orgs.models import User
from jinguo.records import services
from jinguo.records.models import Person

DAY = date(2026, 3, 5)


def counsel(person: Person, by: User, *, confidants: tuple[User, ...] = (), **told: Any) -> Counselling:
    """One session with a person, written down by one who belongs to her unit or above."""
    kept = {"day": DAY, "form": "face", "topic": "emotion", "counsellor": "校医", **told}
    session = Counselling(unit=by.unit, person=person, **kept)
    rows = [CounsellingConfidant(account=account) for account in confidants]
    return services.save(session, by=by, rows={"confidant_rows": rows})
