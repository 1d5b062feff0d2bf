"""Whatever a program sends, the API answers as its own description says, and never breaks.

Schemathesis draws the requests from the description: some that it allows, some that it forbids. An officer sends them
all; what is allowed is also sent by somebody of another role, or of none.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from jinguo.config.wsgi import application
from jinguo.orgs.accounts import issue_token
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers
from tests.make import Making

CHECKS: list[Callable[..., Any]] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
"""Not among them: that all is taken which the description allows. What is missing is told by the form, in Chinese."""
DRAWN = {GenerationMode.POSITIVE: 1, GenerationMode.NEGATIVE: 1}
"""How many requests of each operation, such as the description allows and such as it forbids."""
RECORDS = "/api/v1/records/"


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests end as those of Django's own test client do: within the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
def test_whatever_a_program_sends_is_answered_as_described() -> None:
    officer = make_user(make_unit(), role=Role.TOWNSHIP_OFFICER)
    making = Making(officer.unit, officer)
    kept = {f"{RECORDS}{one.slug}/{{pk}}": making.one(one.model).pk for one in registers.shared()}
    token, _expires = issue_token(user=officer)
    others = ["out-of-date", *(issue_token(user=make_user(officer.unit, role=role))[0] for role in Role)]
    lot = random.Random(7)  # noqa: S311 (the same every time)

    for found in schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application).get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        known = next((pk for beginning, pk in kept.items() if operation.path.startswith(beginning)), None)
        for mode, examples in DRAWN.items():
            about = {"pk": known} if known and mode is GenerationMode.POSITIVE else None
            drawn = operation.as_strategy(generation_mode=mode, path_parameters=about)
            ask(drawn, examples, token)
            if mode is GenerationMode.POSITIVE:
                ask(drawn, examples, lot.choice(others))


def ask(drawn: Any, examples: int, token: str) -> None:
    @settings(max_examples=examples, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    @given(case=drawn)
    def each(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

    each()
