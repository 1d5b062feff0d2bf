"""Noting what holds for many people at once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from jinguo import facts
from jinguo.orgs.tests.make import make_unit
from jinguo.records.models import Change, Person, Situation, SituationKind
from jinguo.records.people.bulk import BadRowsError
from jinguo.records.people.services import start_situations
from jinguo.records.tests.make import make_person, make_situation, make_worker

pytestmark = pytest.mark.django_db


def noted(person: Person, kind: str = SituationKind.LEFT_BEHIND_WOMAN, start: date = date(2024, 3, 1)) -> Situation:
    return Situation(unit=person.unit, person=person, kind=kind, start=start)


def test_what_holds_is_noted_with_its_history_and_counts_once_for_each() -> None:
    village = make_unit()
    worker, one, other = make_worker(village), make_person(village), make_person(village)

    situations = [noted(one), noted(one, SituationKind.LOW_INCOME), noted(other)]
    start_situations(situations, by=worker)

    assert [one.situations.count(), other.situations.count()] == [2, 1]
    assert Change.objects.filter(source=Situation._meta.label_lower).count() == 3
    assert list(facts.verify()) == []


def test_one_row_that_cannot_be_keeps_all_of_them_out_and_is_named() -> None:
    village = make_unit()
    worker, one, other = make_worker(village), make_person(village), make_person(village)
    make_situation(other, kind=SituationKind.LEFT_BEHIND_WOMAN, by=worker)

    with pytest.raises(BadRowsError) as refused:
        start_situations([noted(one), noted(other), noted(one)], by=worker)

    assert sorted(refused.value.rows) == [1, 2]
    assert one.situations.count() == 0


def test_nobody_notes_what_holds_for_people_of_another_village() -> None:
    worker, stranger = make_worker(make_unit()), make_person(make_unit())

    with pytest.raises(PermissionDenied):
        start_situations([noted(stranger)], by=worker)
