"""Who sees whose units: success and refusal side by side."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from jinguo.orgs import services
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.scope import covers
from jinguo.orgs.tests.make import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_everybody_sees_her_own_branch_and_no_sister_unit(role: str) -> None:
    county = make_unit()
    own, sister = make_unit(parent=county), make_unit(parent=county)
    village, other = make_unit(parent=own), make_unit(parent=sister)
    user = make_user(own, role)
    assert set(Unit.objects.visible_to(user)) == {own, village}
    assert covers(user, own) and covers(user, village.pk)
    assert not covers(user, sister) and not covers(user, other) and not covers(user, county)


def test_who_is_not_signed_in_sees_nothing() -> None:
    unit = make_unit()
    assert not Unit.objects.visible_to(AnonymousUser()).exists()
    assert not covers(AnonymousUser(), unit)


def test_accounts_are_seen_within_the_branch_only() -> None:
    county = make_unit()
    town, sister = make_unit(parent=county), make_unit(parent=county)
    chair, stranger = make_user(town), make_user(sister)
    assert set(User.objects.visible_to(chair)) == {chair}
    assert set(User.objects.visible_to(make_user(county))) >= {chair, stranger}


def test_a_village_that_moved_away_is_seen_by_its_new_town_only() -> None:
    county = make_unit()
    old, new = make_unit(parent=county), make_unit(parent=county)
    village = make_unit(parent=old)
    services.move_unit(unit=village, parent=new, on=date(2008, 6, 1), by=None)
    assert covers(make_user(new), village)
    assert not covers(make_user(old), village)


def test_leaders_read_and_only_administrators_administer() -> None:
    unit = make_unit()
    assert not make_user(unit, Role.LEADER).may_write
    assert make_user(unit, Role.VILLAGE_WORKER).may_write
    assert [role for role in Role.values if make_user(unit, role).may_administer] == [Role.ADMINISTRATOR]
