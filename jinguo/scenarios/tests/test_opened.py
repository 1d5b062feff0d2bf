"""The proof opens every page behind a list."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jinguo.indicators.opening import Line
from jinguo.indicators.sources import Described
from jinguo.orgs.tests.make import make_unit
from jinguo.records.tests.make import make_person, make_worker
from jinguo.scenarios.opened import Pages

pytestmark = pytest.mark.django_db


def test_a_page_that_cannot_be_read_is_told() -> None:
    village = make_unit()
    person, stranger = make_person(village), make_person(make_unit())
    own, other = (f"/people/{one.pk}/" for one in (person, stranger))

    pages = Pages(make_worker(village), [own, other])

    line = Line("", date(2008, 3, 1), "records.person", person.pk, 1, Decimal(1), Described("", "", own))
    assert pages.wrong([line]) == ""
    assert pages.wrong([line, replace(line, described=Described("", "", other))]) == f"{other}: 404"
    assert "can't be seen" in pages.wrong([replace(line, described=None)])
