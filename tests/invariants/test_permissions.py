"""Scope: whoever asks for any address of the product sees her unit and what is below it, and nothing else.

The walk is made from the URL configuration, the records from the installed models: a new page is tested by itself.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Sum
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from jinguo.common.dates import today
from jinguo.extras.services import DEFINERS
from jinguo.indicators import Indicator, catalogue
from jinguo.indicators.addresses import unit_text
from jinguo.orgs.accounts import issue_token
from jinguo.orgs.models import Role, User
from jinguo.records import registers
from jinguo.records.models import Record
from jinguo.records.people.services import move_person
from tests.invariants.walk import Address, routes
from tests.invariants.world import World, measures
from tests.make import WORD
from tests.on_file import made_once

pytestmark = pytest.mark.django_db

PUBLIC = {
    "sign-in/": "the door itself",
    "account/language/": "the sign-in page, too, can be read in English",
    "account/type/": "the sign-in page, too, can be read in large type",
    "help/": "whoever can't sign in needs the manual most; it holds no record",
    "help/<slug:slug>/": "a chapter of it",
    "api/v1/openapi.json": "describes the addresses, holds no record",
    "api/v1/sign-in": "the programs' door",
}
"""Routes that answer whoever isn't signed in, and why."""

HELPERS = frozenset({Role.TOWNSHIP_OFFICER, Role.COUNTY_STAFF, Role.ADMINISTRATOR})
"""Who looks after the accounts of others."""

ONLY_FOR: dict[str, frozenset[str]] = {
    "registers/<slug:slug>/extras/": DEFINERS,
    "extras/<int:pk>/": DEFINERS,
    "units/<int:pk>/<slug:what>/": frozenset({Role.ADMINISTRATOR}),
    **{route: HELPERS for route in routes() if route.startswith("accounts/")},
    "notices/new/": HELPERS,
    "notices/<int:pk>/withdraw/": HELPERS,
    "reports/<int:pk>/words/": frozenset({Role.ADMINISTRATOR, Role.COUNTY_STAFF}),
    # Long work is only for whoever asked for it.
    "jobs/<int:pk>/": frozenset(),
    "jobs/<int:pk>/stop/": frozenset(),
    "registers/<slug:slug>/imports/<int:pk>/": frozenset(),
    "registers/<slug:slug>/imports/<int:pk>/wrong/": frozenset(),
    "registers/<slug:slug>/template/": frozenset(Role) - {Role.LEADER},
    "write/": frozenset(Role) - {Role.LEADER},
    "people/divide/<int:pk>/": frozenset(Role) - {Role.LEADER},
    "figures/nil/": frozenset(Role) - {Role.LEADER},
}
"""Routes that not everybody who writes may open."""

ONLY_HER_OWN = {f"reports/<int:pk>/{what}/" for what in ("freeze", "approve", "return", "figure")}
ONLY_HER_OWN |= {"reports/compare/publish/"}
"""What a unit does for itself, and only while a report is so far: refused to others, or not there yet."""

LAID_OPEN = {"reports/published/<int:pk>/"}
"""What a unit lays open to those below it: they read it."""

OWN_DOORS = {"sign-in/", "sign-out/", "account/password/", "account/type/", "account/language/", "api/v1/sign-in"}
OWN_DOORS |= {"first-days/<slug:slug>/"}
"""Where everybody posts about herself alone."""


LEAD_ELSEWHERE = {"api/v1/": "the root of the API is no page", "account/language/": "leads back to where one was"}
"""Routes that answer nobody's GET with a page of their own, and why."""

REFUSED = (403, 404, 405)
TURN = {role: (turn, len(Role.values)) for turn, role in enumerate(Role.values)}
"""Which registers a role walks where every role walks some: as `World.addresses` takes it."""
each_role = pytest.mark.parametrize("role", Role.values)


made = made_once(World)


@pytest.fixture
def world(made: World) -> World:
    return deepcopy(made)


@dataclass
class Browser:
    """Asks as a user; a program's token goes along where the API is asked to write."""

    client: Client
    token: str = ""

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        return self.client.get(path, query or {}, headers=headers)  # type: ignore[return-value]

    def write(self, method: str, path: str) -> HttpResponse:
        if path.startswith("/api/"):
            headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
            return self.client.generic(method, path, "{}", "application/json", headers=headers)  # type: ignore[return-value]
        return self.client.generic(method, path, headers={})  # type: ignore[return-value]


def browser(user: User | None = None) -> Browser:
    client = Client()
    if user is None:
        return Browser(client)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    token, _expires = issue_token(user=user)
    return Browser(client, token)


def methods(address: Address) -> list[str]:
    """How one can write there: an API is asked in every way, a page's forms only post."""
    return ["POST", "PUT", "PATCH", "DELETE"] if address.path.startswith("/api/") else ["POST"]


def text(response: HttpResponse) -> str:
    return response.content.decode(errors="replace")


def traces(response: HttpResponse, secrets: set[str]) -> set[str]:
    said = set(re.findall(rf"{WORD}\d+|\d{{11,19}}[\dX]?", text(response)))
    return said & secrets


def state() -> dict[str, Any]:
    """What a write would change: how many rows there are, and the versions of records."""
    ours = [m for m in apps.get_models() if m.__module__.startswith(("jinguo.", "tests."))]
    rows = {m._meta.label: m._default_manager.count() for m in ours}
    versions = {m._meta.label + ".version": _versions(m) for m in ours if issubclass(m, Record)}
    return rows | versions


def _versions(model: type[models.Model]) -> int | None:
    versions: int | None = model._default_manager.aggregate(all=Sum("version"))["all"]
    return versions


def collected(problems: list[str]) -> None:
    assert not problems, "\n".join(["", *problems])


def test_who_is_not_signed_in_is_asked_to_sign_in_and_sees_nothing(world: World) -> None:
    nobody, secrets, before, problems = browser(), world.secrets(), state(), []
    for address in world.addresses():
        ways = [("GET", nobody.get(address.path)), ("htmx", nobody.get(address.path, HX_Request="true"))]
        ways += [(method, nobody.write(method, address.path)) for method in methods(address)]
        for way, response in ways:
            led_to_the_door = response.status_code == 302 and response["Location"].startswith(reverse("sign-in"))
            told = response.status_code in (401, 404, 405)
            if traces(response, secrets) or not (led_to_the_door or told or address.route in PUBLIC):
                problems.append(f"{way} {address} answers {response.status_code} to somebody who isn't signed in")
    assert state() == before
    collected(problems)


@each_role
@pytest.mark.parametrize("place", ["own", "above"])
def test_all_of_ones_branch_can_be_read(world: World, place: str, role: str) -> None:
    viewer = world.viewer(place, role)
    mine, theirs = browser(viewer), browser(world.viewer(place, Role.ADMINISTRATOR))
    required, problems = world.required(viewer), []
    for address in world.addresses(*TURN[role]):
        status = mine.get(address.path, required.get(address.path)).status_code
        if status in (200, 405) or address.route in LEAD_ELSEWHERE or address.route in ONLY_HER_OWN:
            continue
        if status == 404 and _is_of_a_case(address):
            continue
        kept_from = role not in ONLY_FOR.get(address.route, Role.values)
        form_for_writers = role == Role.LEADER and _is_form(theirs.get(address.path))
        if status not in REFUSED or not (kept_from or form_for_writers):
            problems.append(f"GET {address} answers {status}: if rightly so, say for whom it is in ONLY_FOR")
    collected(problems)


def _is_of_a_case(address: Address) -> bool:
    """What is confidential has no sheets and no API, and is only there for whoever has a part in it."""
    slugs = {one.slug for one in registers.every()} - {one.slug for one in registers.shared()}
    return bool(slugs & set(address.path.split("/")))


def _is_form(response: HttpResponse) -> bool:
    """Whether the page is there to be sent off; the doors of the name menu stand on every page."""
    actions = re.findall(r'<form[^>]*(?:method|hx-)="?post[^>]*>', text(response))
    doors = [reverse(name) for name in ("sign-out", "type-size", "set_language")]
    sent = any(not any(f'action="{door}"' in action for door in doors) for action in actions)
    return sent or "hx-post" in text(response) or response.status_code == 405


@each_role
@pytest.mark.parametrize("place", ["own", "above"])
def test_what_is_for_administrators_refuses_others(world: World, place: str, role: str) -> None:
    asking, problems = browser(world.viewer(place, role)), []
    for address in world.addresses(*TURN[role]):
        if role not in ONLY_FOR.get(address.route, Role.values):
            answers = [asking.get(address.path), *(asking.write(method, address.path) for method in methods(address))]
            problems += [f"{address} answers {one.status_code}" for one in answers if one.status_code not in REFUSED]
    collected(problems)


STRANGERS = [(place, role) for place in ("sister", "below") for role in Role.values]


@pytest.mark.parametrize(("place", "role"), [*STRANGERS, ("sister's village", Role.VILLAGE_WORKER)])
def test_a_record_of_another_unit_is_not_there(world: World, place: str, role: str) -> None:
    stranger, problems = browser(world.viewer(place, role)), []
    secrets, before = world.secrets(below=place == "below"), state()
    for address in world.addresses(*TURN[role]):
        answers = [("GET", stranger.get(address.path))]
        if address.names:
            answers += [(method, stranger.write(method, address.path)) for method in methods(address)]
        for way, response in answers:
            is_hers = place == "below" and way == "GET" and address.route in LAID_OPEN
            if address.names and response.status_code not in REFUSED and not is_hers:
                problems.append(f"{way} {address} answers {response.status_code} instead of 404")
            if found := traces(response, secrets):
                problems.append(f"{way} {address} tells {found}")
    assert state() == before
    collected(problems)


@pytest.mark.parametrize("role", [Role.VILLAGE_WORKER, Role.ADMINISTRATOR])
def test_no_list_search_or_drawer_tells_a_sister_unit_of_it(world: World, role: str) -> None:
    viewer = world.viewer("sister", role)
    stranger, secrets, problems = browser(viewer), world.secrets(), []
    for address in world.addresses(role == Role.ADMINISTRATOR, of=2):
        for query in () if address.names else questions(world, viewer, address):
            headers = {"HX_Request": "true"} if "q" in query else {}
            if found := traces(stranger.get(address.path, query, **headers), secrets - _typed(query)):
                problems.append(f"GET {address} with {query} tells {found}")
    collected(problems)


def questions(world: World, viewer: User, address: Address) -> Iterator[dict[str, Any]]:
    """What a curious neighbour may ask a list: her words, her numbers, the ids of everything, the other unit."""
    person = world.person
    yield {"q": WORD, "unit_text": WORD}
    yield {"q": person.name[:-1]}
    yield {"q": person.id_number[-4:]}
    yield {"q": person.phone}
    yield {"people": person.pk, "household": person.household_id, "keeper": person.pk, "course": 1, "person": person.pk}
    if address.path.endswith("/new/"):
        yield from ({"like": pk} for pk in sorted({one.pk for one in world.records.values()}))
    here = {"period": str(world.period), "p": str(world.period)}
    yield {"u": unit_text(world.town), "unit": unit_text(world.town), **here}
    yield {"u": unit_text(world.county), "unit": unit_text(world.county), "indicator": measures()[0].code, **here}


def _typed(query: dict[str, Any]) -> set[str]:
    """What is asked for comes back as the question."""
    return {str(value) for value in query.values()}


@pytest.mark.parametrize("place", ["above", "sister", "below"])
def test_an_opened_figure_names_only_what_the_viewer_may_see(world: World, place: str) -> None:
    """Her own figures always open; those of another branch aren't there."""
    viewer = world.viewer(place, Role.COUNTY_STAFF)
    asking, own, problems = browser(viewer), viewer.unit, []
    hidden = set() if place == "above" else world.secrets()
    for measure in catalogue.every():
        for unit in dict.fromkeys((own, world.town, world.county)):
            query = {"i": measure.code, "u": unit_text(unit), "p": str(world.period)}
            told = {"indicator": measure.code, "unit": unit_text(unit), "period": str(world.period)}
            asked = [(reverse("figure-open"), query), (reverse("figures"), query), ("/api/v1/figures", told)]
            asked += [("/api/v1/figures/open", told)] if isinstance(measure, Indicator) else []
            status = 200 if unit == own or place == "above" else 404
            for path, parameters in asked:
                answer = asking.get(path, parameters)
                if answer.status_code != status or traces(answer, hidden):
                    problems.append(f"{path} {query}: {answer.status_code} {traces(answer, hidden)}")
    collected(problems)


@pytest.mark.parametrize("place", ["own", "above"])
def test_a_leader_writes_nothing(world: World, place: str) -> None:
    """What answers her all the same is a page that she may read and that takes nothing."""
    leader, before, problems = browser(world.viewer(place, Role.LEADER)), state(), []
    for address in world.addresses(place == "above", of=2):
        if address.route not in OWN_DOORS:
            for method in methods(address):
                response = leader.write(method, address.path)
                reads = response.status_code == 200 and address.route not in ONLY_FOR and not _may_be_sent(address)
                if response.status_code not in REFUSED and not reads:
                    problems.append(f"{method} {address} answers {response.status_code} to a leader")
    assert state() == before
    collected(problems)


def _may_be_sent(address: Address) -> bool:
    """Whether a page's own name says that something is done there; the rest must leave every table as it is."""
    doing = {
        "new",
        "edit",
        "void",
        "undo",
        "move",
        "end",
        "words",
        "outcomes",
        "newcomer",
        "effect",
        "reset",
        "stop",
        "answer",
    }
    return bool(doing & set(address.path.strip("/").split("/")))


@pytest.mark.parametrize("role", [Role.TOWNSHIP_OFFICER, Role.LEADER])
def test_who_moved_away_has_no_name_where_she_was(world: World, role: str) -> None:
    """Her old unit keeps its records and counts; her file and her name belong to the new one (masked on rosters)."""
    move_person(person=world.person, to_unit=world.sister, on=today(), by=world.by)
    viewer = world.viewer("own", role)
    asking, required, problems = browser(viewer), world.required(viewer), []
    for address in world.addresses(role == Role.LEADER, of=2):
        for query in ({},) if address.names else ({}, {"q": world.person.name[:-1]}):
            if traces(asking.get(address.path, {**required.get(address.path, {}), **query}), {world.person.name}):
                problems.append(f"GET {address} with {query} tells her name")
    collected(problems)
