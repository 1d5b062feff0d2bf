"""Characters that no database stores never break a page: neither in what is asked, nor in what is sent."""

import json

import pytest
from django.test import Client

from jinguo.orgs.accounts import issue_token
from jinguo.orgs.models import Role
from tests.invariants.test_permissions import browser, collected
from tests.invariants.world import World

pytestmark = pytest.mark.django_db

NUL = "\0"
ASKED = dict.fromkeys(("q", "unit", "u", "i", "p", "period", "see", "on", "person", "like", "after"), f"1{NUL}")


def test_no_page_breaks_over_a_nul_in_its_query_or_form() -> None:
    world = World()
    asking, problems = browser(world.viewer("own", Role.ADMINISTRATOR)).client, []
    asking.raise_request_exception = False
    for address in world.addresses():
        typed = {"name": f"演示{NUL}", "note": NUL, "reason": NUL, "unit": NUL, "username": NUL, **ASKED}
        answers = {"GET": asking.get(address.path, ASKED)}
        if not address.path.startswith("/api/"):
            answers["POST"] = asking.post(address.path, typed)
        problems += [f"{way} {address}: {one.status_code}" for way, one in answers.items() if one.status_code >= 500]
    collected(problems)


@pytest.mark.parametrize("path", ["/units/1%00/", "/static/%00.css", "/%00"])
def test_an_address_with_a_nul_is_not_there(path: str) -> None:
    assert Client(raise_request_exception=False).get(path).status_code == 404


def test_a_cookie_with_a_nul_is_nobodys_session() -> None:
    client = Client(raise_request_exception=False)
    client.cookies.load({"sessionid": f"abcdefgh{NUL}ijklmnop"})
    assert client.get("/").status_code == 302


def test_a_program_is_told_that_a_nul_is_no_text() -> None:
    world = World()
    viewer = world.viewer("own", Role.TOWNSHIP_OFFICER)
    token, _expires = issue_token(user=viewer)
    client = Client(raise_request_exception=False)
    for path, body in (
        ("/api/v1/sign-in", {"username": f"a{NUL}", "password": NUL}),
        ("/api/v1/records/venues", {"name": f"成人{NUL}学校"}),
    ):
        answer = client.post(path, json.dumps(body), "application/json", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code in (400, 422), path
        assert answer.json()["errors"]
    told = {"name": r"写着 \u0000 的学校"}  # typed as six letters, it is a text like any other
    answer = client.post(
        "/api/v1/records/schools", json.dumps(told), "application/json", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code != 400
