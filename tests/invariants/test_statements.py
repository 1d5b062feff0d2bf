"""The number of SQL statements never grows with the number of rows: fifty women cost what five do."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cached_property, partial
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jinguo.indicators import Period, catalogue
from jinguo.lines.training.models import Session
from jinguo.lines.training.tests.make import save_session
from jinguo.orgs import staying
from jinguo.orgs.models import Role, Unit
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers
from jinguo.records.models import Household, Person, SituationKind
from jinguo.records.people.services import change_person, form_household, register_people, start_situation
from tests.make import Making, rows_of, word
from tests.on_file import made_once

pytestmark = pytest.mark.django_db

FEW, MANY = 5, 50


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len([query for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))])


class World:
    """A county with a town of one village, and a session in it."""

    def __init__(self) -> None:
        self.town = make_unit(parent=make_unit())
        self.village: Unit = make_unit(parent=self.town)
        self.by = make_user(self.town, role=Role.ADMINISTRATOR)
        self.making = Making(self.village, self.by)
        self.records = self.making.every()

    @cached_property
    def client(self) -> Client:
        client = Client()
        client.force_login(self.by, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def women(self, number: int) -> list[Person]:
        home = word()
        rows = [{"unit": self.village, "name": word(), "sex": "2", "no_id_reason": "other", "home": home}] * number
        return register_people([{**row, "name": word()} for row in rows], by=self.by)

    def get(self, path: str, **query: Any) -> None:
        assert self.client.get(path, query).status_code == 200

    def cost(self, path: str, **query: Any) -> int:
        self.get(path, **query)  # what is only asked once, and kept
        return statements(lambda: self.get(path, **query))


made = made_once(World)


@pytest.fixture(autouse=True)
def no_renewal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every half minute the session says once that she is still there; that is no cost of the page that tells."""
    monkeypatch.setattr(staying, "RENEW_EVERY", 24 * 3600)


@pytest.fixture
def world(made: World) -> World:
    return deepcopy(made)


def session(world: World) -> Session:
    kept = world.records[Session]
    return Session(unit=world.village, course=kept.course, venue=kept.venue, starts_on=world.making.day)  # type: ignore[attr-defined, misc]


def test_writing_down_fifty_women_costs_as_many_statements_as_five(world: World) -> None:
    women = world.women(MANY)
    save_session(session=session(world), roster=women[:2], by=world.by)
    few, many = (
        statements(partial(save_session, session=session(world), roster=women[:size], by=world.by))
        for size in (FEW, MANY)
    )
    assert many == few


def test_changing_a_long_roster_costs_what_a_short_one_does(world: World) -> None:
    women = world.women(MANY + 1)
    costs = []
    for size in (FEW, MANY):
        held = save_session(session=session(world), roster=women[:size], by=world.by)
        costs.append(statements(partial(save_session, session=held, roster=women[1 : size + 1], by=world.by)))
    assert costs[0] == costs[1]


def test_correcting_somebody_who_came_often_costs_what_it_does_for_somebody_who_came_seldom(world: World) -> None:
    seldom, often = world.women(2)
    for number in range(MANY):
        save_session(session=session(world), roster=[often, seldom] if number < FEW else [often], by=world.by)
    few, many = (statements(partial(change_person, one, by=world.by, sex="1")) for one in (seldom, often))
    assert many == few


@pytest.mark.parametrize("register", registers.every(), ids=lambda one: one.slug)
def test_a_long_list_costs_what_a_short_one_does(world: World, register: registers.Register) -> None:
    def make(number: int) -> None:
        for _one in range(number):
            world.making.new(register.model)

    asked = {"rows": 200}
    make(FEW)
    pages = [reverse("record-list", args=[register.slug])]
    pages += [] if register.is_confidential else [f"/api/v1/records/{register.slug}"]
    few = [world.cost(page, **asked) for page in pages]
    make(MANY - FEW)
    assert [world.cost(page, **asked) for page in pages] == few


@pytest.mark.parametrize("register", registers.every(), ids=lambda one: one.slug)
def test_a_record_with_many_rows_costs_what_one_with_few_does(world: World, register: registers.Register) -> None:
    record = world.records[register.model]
    page = register.url("detail", record.pk)
    before = world.cost(page)
    for name, child in rows_of(register.model).items():
        parent = getattr(record, name).field.name
        for n, woman in enumerate(world.women(MANY), start=1):
            row = world.making.row(child, register.model) | {parent: record}
            own = {f: woman for f in row if isinstance(row[f], Person)}
            own |= {f: form_household(unit=world.village, by=world.by) for f in row if isinstance(row[f], Household)}
            child._default_manager.create(**row | own | unlike(child, row, n))
    assert world.cost(page) == before


def unlike(child: type[Model], row: Mapping[str, Any], n: int) -> dict[str, Any]:
    """For the columns that tell rows apart: a choice that nobody took yet, or the n-th going round; its text with n."""
    once = {f for one in child._meta.constraints for f in getattr(one, "fields", ())}
    other: dict[str, Any] = {}
    for field in child._meta.concrete_fields:
        if field.name in once & row.keys() and field.flatchoices:
            codes = [code for code, _label in field.flatchoices]
            taken = set(child._default_manager.values_list(field.name, flat=True))
            other[field.name] = next((code for code in codes if code not in taken), codes[n % len(codes)])
        elif field.name in once & row.keys() and isinstance(field, CharField):
            other[field.name] = f"{row[field.name]}{n}"
    return other


def test_the_file_of_somebody_who_came_often_costs_what_a_short_one_does(world: World) -> None:
    costs = []
    woman = world.women(1)[0]
    for size in (FEW, MANY - FEW):
        for _one in range(size):
            save_session(session=session(world), roster=[woman], by=world.by)
        costs.append(world.cost(reverse("person", args=[woman.pk])))
    assert costs[0] == costs[1]


def test_a_large_family_costs_what_a_small_one_does(world: World) -> None:
    """On the page of the household, on that of somebody who lives in it, and among the changes of both."""
    costs = []
    for size in (FEW, MANY):
        family = world.women(size)
        for one in family:
            start_situation(person=one, kind=SituationKind.LEFT_BEHIND_WOMAN, start=world.making.day, by=world.by)
        pages = reverse("household", args=[family[0].household_id]), reverse("person", args=[family[0].pk])
        costs.append([world.cost(page) for page in pages])
    assert costs[0] == costs[1]


PAGES = ["today", "write", "registers", "search", "transfers", "reports", "figures"]


def test_no_page_grows_with_what_is_recorded(world: World) -> None:
    period = Period(world.making.day, world.making.day)
    pages: list[tuple[str, dict[str, Any]]] = [(reverse(name), {"q": "璎珞", "p": str(period)}) for name in PAGES]
    pages += [(reverse("household", args=[world.records[Person].household_id]), {})]  # type: ignore[attr-defined]
    pages += [(reverse("figure-open"), {"i": one.code, "p": str(period)}) for one in catalogue.every()]
    costs = []
    for size in (FEW, MANY):
        for woman in world.women(size):
            save_session(session=session(world), roster=[woman], by=world.by)
        costs.append({f"{path} {query.get('i', '')}": world.cost(path, **query) for path, query in pages})
    grown = {page: (few, costs[1][page]) for page, few in costs[0].items() if costs[1][page] > few}
    assert grown == {}


SEARCH = 16
"""Statements of 找人、找记录 that finds nothing, whatever the number of registers."""


def test_a_search_does_not_ask_the_registers_one_by_one(world: World) -> None:
    assert world.cost(reverse("search"), q="没有这样的记录") <= SEARCH
