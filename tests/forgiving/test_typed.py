"""Whatever is typed into a form, the page answers in words and keeps it; nothing breaks, and nothing typed runs."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from jinguo.orgs.models import Role, User
from tests.forgiving.hostile import MARK, seen, sendable, typed
from tests.invariants.test_permissions import browser
from tests.invariants.world import World

pytestmark = pytest.mark.django_db

TYPED = ("text", "search", "tel", "number", "date", "email")
NOT_KEPT = ("csrfmiddlewaretoken", "q")
"""What no form has to give back: its token, and what was only searched for."""
drawn = settings(
    max_examples=2, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None, derandomize=True
)

Form = Any


def forms(page: str) -> list[Form]:
    """The forms of a page that write something down."""
    found = html.fromstring(page).forms if "<form" in page else []
    return [one for one in found if one.method == "POST" and fields(one)]


def fields(form: Form) -> list[str]:
    """The names of what is typed into it; a row that a script would add is none yet."""
    found = form.xpath(".//input[@name] | .//textarea[@name]")
    names = [one.get("name") for one in found if one.tag == "textarea" or one.get("type", "text") in TYPED]
    return [name for name in names if name not in NOT_KEPT and "__prefix__" not in name]


def as_it_stands(form: Form) -> dict[str, list[str]]:
    """What the form sends by its first button if nothing is typed; where a day can be typed, that is chosen."""
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    days = form.xpath(".//input[@type='radio' and @value='other']")
    buttons = form.xpath(".//button[@name]")[:1]
    return (
        sent | {one.get("name"): ["other"] for one in days} | {one.get("name"): [one.get("value")] for one in buttons}
    )


def lost(page: str, sent: Mapping[str, str]) -> Iterator[str]:
    """What of the typed isn't in the answered page any more."""
    root = html.fromstring(page)
    for name, text in sent.items():
        found = root.xpath("//input[@name=$name][not(@type='checkbox')] | //textarea[@name=$name]", name=name)
        now = found and (found[0].get("value") or found[0].text or "")
        if found and seen(now) != seen(text):
            yield f"keeps {now!r} of {text!r} in {name}"


def answers(client: Client, path: str, form: Form) -> list[str]:
    """What is wrong with how a form answers; nothing that was saved stays."""
    problems: list[str] = []
    target, stands = form.get("action") or path, as_it_stands(form)

    @drawn
    @given(texts=st.fixed_dictionaries(dict.fromkeys(fields(form), typed)))
    def each(texts: dict[str, str]) -> None:
        sent = {name: sendable(text) for name, text in texts.items()}
        with transaction.atomic():
            answer = client.post(target, stands | sent, follow=True)
            transaction.set_rollback(True)
        problems.extend(f"{target} {said}" for said in wrong(answer, sent))

    each()
    return problems


def wrong(answer: Any, sent: Mapping[str, str]) -> list[str]:
    page = answer.content.decode(errors="replace")
    if answer.status_code >= 500 or MARK in page:
        return [f"answers {answer.status_code} to {sent}"]
    return [] if answer.redirect_chain or not is_page(answer) else list(lost(page, sent))


def is_page(answer: Any) -> bool:
    return bool(answer.status_code == 200 and answer["Content-Type"].startswith("text/html"))


def signed_in(user: User) -> Client:
    client = browser(user).client
    client.raise_request_exception = False
    return client


def test_whatever_is_typed_into_any_form_is_answered_and_kept() -> None:
    world = World()
    client = signed_in(world.viewer("own", Role.ADMINISTRATOR))
    asked: set[tuple[str, ...]] = set()
    problems: list[str] = []
    for address in world.addresses():
        answer = client.get(address.path)
        for form in forms(answer.content.decode()) if is_page(answer) else ():
            door = (address.route, form.get("action"), *fields(form))
            if door not in asked:
                asked.add(door)
                problems += answers(client, address.path, form)
    assert problems == []
