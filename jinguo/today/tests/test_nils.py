"""What 今天 asks of a town or village that has been silent, and when."""

from datetime import date

import pytest
from django.test import Client

from jinguo.indicators import Period
from jinguo.indicators.coverage import happening_families
from jinguo.indicators.services import declare_nil
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.today.nils import silences_on
from tests.make import Making

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2026, 8, 1), date(2026, 11, 26)


def test_near_the_end_of_the_half_year_one_line_names_all_that_is_silent() -> None:
    [task] = silences_on(make_user(make_unit(level=5)), LATE)
    assert str(task.title).startswith("2026年下半年还没有记录：")
    assert "培训" in str(task.title)
    assert task.url == "/figures/nil/?p=2026H2"


def test_nobody_is_asked_early_nor_who_only_reads_nor_the_county() -> None:
    town = make_unit(level=4)
    assert not list(silences_on(make_user(town), EARLY))
    assert not list(silences_on(make_user(town, role=Role.LEADER), LATE))
    assert not list(silences_on(make_user(make_unit()), LATE))


def test_who_said_that_there_was_none_is_not_asked_again() -> None:
    town = make_unit(level=4)
    worker = make_user(town)
    for family in happening_families():
        declare_nil(unit=town, family=family, period=Period.parse("2026H2"), by=worker)
    assert not list(silences_on(worker, LATE))


def test_the_empty_list_leads_to_saying_so_and_the_filled_one_does_not(client: Client) -> None:
    town = make_unit(level=4)
    worker = make_user(town)
    client.force_login(worker, backend="django.contrib.auth.backends.ModelBackend")
    assert "/figures/nil/?f=board" in client.get("/registers/boards/").content.decode()
    Making(town, worker).every()
    assert "/figures/nil/" not in client.get("/registers/boards/").content.decode()
