"""A county on file once for all tests of a file: the scenario of report 02, smaller, in the 180 days that end today.

Loading it takes seconds, so these tests share what they find; each tells only of what it moved itself.
"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.county import County, load
from tests.browser.visits import Visits
from tests.conftest import Visit


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[County]:
    with django_db_blocker.unblock():
        yield load()
        call_command("flush", verbosity=0, interactive=False)
        connections.close_all()


@pytest.fixture(scope="module")
def server(county: County) -> Iterator[LiveServer]:
    """The product over this file's county; it has to end before the county does."""
    serving = LiveServer("127.0.0.1")
    yield serving
    serving.stop()


@pytest.fixture
def transactional_db(county: County) -> None:
    """pytest-django makes a database only for tests that ask for one; here it isn't emptied between them."""


@pytest.fixture
def visits(browser: Browser, server: LiveServer, transactional_db: None) -> Iterator[Visits]:
    """The windows of a test; in the end none of them may have reached out, complained or broken."""
    opened = Visits(browser, server.url)
    yield opened
    opened.close()
    assert opened.problems == []


@pytest.fixture
def visit(visits: Visits) -> Visit:
    return visits.open
