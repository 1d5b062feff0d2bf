"""A unit that was merged or closed takes nothing new; what it did before can still be added."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from jinguo.common.dates import today
from jinguo.orgs.models import Unit, User
from jinguo.orgs.services import close_unit, merge_unit
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.people.services import change_person, move_person, register_people, start_situation
from jinguo.records.tests.make import make_person
from tests.boards.models import Board

pytestmark = pytest.mark.django_db

CLOSING = today() - timedelta(days=30)
BEFORE, AFTER = CLOSING - timedelta(days=1), CLOSING + timedelta(days=1)


@pytest.fixture
def town() -> Unit:
    return make_unit("大湖镇", parent=make_unit())


@pytest.fixture
def officer(town: Unit) -> User:
    return make_user(town)


@pytest.fixture
def gone(town: Unit, officer: User) -> Unit:
    """A village that went into its neighbour."""
    village, neighbour = make_unit("上徐村", parent=town), make_unit("下徐村", parent=town)
    return merge_unit(unit=village, into=neighbour, on=CLOSING, by=None)


def put_up(unit: Unit, on: date, by: User) -> Board:
    return services.save(Board(unit=unit, name="宣传栏", kind=Board.Kind.WALL, put_up_on=on), by=by)


@pytest.mark.parametrize("on", [CLOSING, AFTER])
def test_what_happened_after_a_merger_is_to_be_written_down_for_the_successor(
    gone: Unit, officer: User, on: date
) -> None:
    with pytest.raises(ValidationError) as refusal:
        put_up(gone, on, officer)
    [told] = refusal.value.message_dict["unit"]
    assert "并入了下徐村" in told
    assert "请记到下徐村" in told


def test_what_happened_before_can_still_be_added_and_corrected(gone: Unit, officer: User) -> None:
    board = put_up(gone, BEFORE, officer)
    board.name = "新宣传栏"
    assert services.save(board, by=officer).version == 2
    board.put_up_on = AFTER
    with pytest.raises(ValidationError):
        services.save(board, by=officer)


def test_a_closed_unit_without_successor_is_told_as_well(town: Unit, officer: User) -> None:
    zone = close_unit(unit=make_unit("工业区", parent=town), on=CLOSING, by=None)
    with pytest.raises(ValidationError, match="撤销了"):
        put_up(zone, AFTER, officer)


def test_people_are_neither_put_on_file_nor_moved_where_nobody_works_any_more(gone: Unit, officer: User) -> None:
    with pytest.raises(ValidationError):
        make_person(gone, by=officer, registered_on=AFTER)
    row = {"unit": gone, "name": "演示", "sex": "2", "no_id_reason": "other", "registered_on": AFTER}
    with pytest.raises(ValidationError, match="并入了下徐村"):
        register_people([row], by=officer)
    person = make_person(make_unit(parent=officer.unit), by=officer)
    with pytest.raises(ValidationError, match="并入了下徐村"):
        move_person(person=person, to_unit=gone, on=AFTER, by=officer)


def test_who_lived_in_a_merged_village_stays_on_file_and_can_be_looked_after(gone: Unit, officer: User) -> None:
    person = make_person(gone, by=officer, registered_on=BEFORE)
    change_person(person, by=officer, occupation="务农")
    start_situation(person=person, kind="left_behind_woman", start=AFTER, by=officer)
