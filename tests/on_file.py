"""What the tests of a file share, put on file once: each finds it as it was made, whatever the one before did to it."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

T = TypeVar("T")


def made_once(make: Callable[[], T]) -> Any:
    """A fixture for `make`, in a transaction that ends with the file; each test's own, inside it, is taken back.

    Objects in memory keep what a test did to them: hand each test a deep copy.
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[T]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    return made
