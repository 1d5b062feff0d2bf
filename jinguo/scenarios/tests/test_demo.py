"""The demo and real work never share a database."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from jinguo.indicators import Period
from jinguo.orgs.models import Unit
from jinguo.orgs.tests.make import make_unit
from jinguo.scenarios import demo

pytestmark = pytest.mark.django_db


def test_the_demo_refuses_a_database_that_holds_something_else(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    make_unit("真实县")

    with pytest.raises(demo.RealDataError):
        demo.ensure(print)

    assert not demo.marker().exists()


def test_the_demo_keeps_what_is_there(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    make_unit("演示县")
    demo.marker().write_text("2026-05-29..2026-11-24", encoding="utf8")

    assert demo.ensure(print) == Period.parse("2026-05-29..2026-11-24")
    assert Unit.objects.count() == 1
