"""What 今天 proposes when a child has grown out of what is on file: never done by itself."""

from datetime import date

import pytest
from django.urls import reverse

from jinguo.common.dates import today
from jinguo.orgs.tests.make import make_unit
from jinguo.records.models import EndReason, SituationKind
from jinguo.records.tests.make import make_person, make_situation
from jinguo.records.tests.test_growing_up import client_of, worker_of
from jinguo.today.people import grown_up

pytestmark = pytest.mark.django_db

SIXTEEN = date(today().year - 16, 3, 1) if (today().month, today().day) >= (3, 1) else date(today().year - 17, 3, 1)
"""Somebody born that day is 16."""


def test_a_child_who_turned_sixteen_is_proposed_and_ends_only_when_somebody_says_so() -> None:
    village = make_unit(level=5)
    worker = worker_of(village)
    child = make_person(village, name="演示小满", born_on=SIXTEEN, registered_on=today())
    kept = make_situation(child, kind=SituationKind.LEFT_BEHIND_CHILD, start=date(2020, 1, 1))
    make_situation(child, kind=SituationKind.CHILD_IN_DIFFICULTY, start=date(2020, 1, 1))
    client = client_of(worker)

    (task,) = grown_up(worker)
    assert str(task.title) == "演示小满满 16 岁了"
    assert "演示小满满 16 岁了" in client.get(reverse("today")).content.decode()
    kept.refresh_from_db()
    assert kept.until is None

    form = client.get(task.url).context["form"]
    client.post(task.url, {"until": "other", "until_text": str(form.initial["until"]), "end_reason": EndReason.OF_AGE})
    kept.refresh_from_db()
    assert kept.until == SIXTEEN.replace(year=SIXTEEN.year + 16)
    assert kept.end_reason == EndReason.OF_AGE
    assert list(grown_up(worker)) == []


def test_a_child_of_another_village_and_one_still_fifteen_wait_for_nobody() -> None:
    village = make_unit(level=5)
    for unit, born in ((make_unit(level=5), SIXTEEN), (village, today().replace(year=today().year - 15, day=1))):
        child = make_person(unit, born_on=born, registered_on=today())
        make_situation(child, kind=SituationKind.LEFT_BEHIND_CHILD, start=date(2020, 1, 1))

    assert list(grown_up(worker_of(village))) == []
