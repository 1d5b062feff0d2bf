"""What was on file before venues were a line of their own."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jinguo import facts
from jinguo.facts.models import FactRow
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Change

BEFORE, AFTER = [("training", "0003_partners")], [("training", "0004_venues")]


def migrate(target: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return executor.loader.project_state(target).apps


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    """The models as they were."""
    yield migrate(BEFORE)
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes("training"))


def test_schools_become_venues_with_their_sessions_history_and_facts(old: Any) -> None:
    officer = make_user(town := make_unit())
    stamps = {"unit_id": town.pk, "created_by_id": officer.pk, "changed_by_id": officer.pk}
    course = old.get_model("training", "Course").objects.create(name="刺绣", kind="practical", **stamps)
    gone = old.get_model("training", "School").objects.create(name="关了的", level="town", **stamps)
    school = old.get_model("training", "School").objects.create(name="成人学校", level="town", **stamps)
    gone.delete()
    session = old.get_model("training", "Session").objects.create(
        course=course, school=school, starts_on=date(2026, 3, 5), ends_on=date(2026, 3, 5),
        mode="headcount", women=5, **stamps,
    )  # fmt: skip
    for one, fields in ((school, {"name": [None, "成人学校"]}), (session, {"school": [None, school.pk]})):
        Change.objects.create(by=officer, source=one._meta.label_lower, record=one.pk, document={"fields": fields})

    new = migrate(AFTER)
    venue = new.get_model("venues", "Venue").objects.get()

    assert (venue.name, venue.kind, venue.level, venue.opened_on) == ("成人学校", "school", "town", date(2026, 3, 5))
    assert new.get_model("training", "Session").objects.get(pk=session.pk).venue_id == venue.pk
    assert Change.objects.get(source="venues.venue").record == venue.pk
    assert Change.objects.get(source="training.session").document["fields"] == {"venue": [None, venue.pk]}
    assert FactRow.objects.filter(source="venues.venue", record=venue.pk).count() == 1
    assert {drift.source for drift in facts.verify()} <= {"training.session"}
