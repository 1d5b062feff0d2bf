"""The cousin test: whoever has no part in a case finds no trace of it, anywhere.

Every address is asked twice, with all that one may ask there about a woman: once while she has a case of each
confidential kind, once as her cousin, who has none. The answers are the same, byte for byte. Viewers take turns at
registers and measures that hold no case; those that do are asked by each of them.
"""

import io
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from zipfile import ZipFile

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from jinguo import facts
from jinguo.indicators import Indicator, catalogue
from jinguo.indicators.addresses import unit_text
from jinguo.orgs.models import Role, User
from jinguo.records import registers
from jinguo.records.models import Change, Confidential, Person
from tests.invariants.test_permissions import Browser, browser, collected
from tests.invariants.walk import Address
from tests.invariants.world import World, measures
from tests.make import Making, record_types
from tests.on_file import made_once

pytestmark = pytest.mark.django_db

CASES = [model for model in record_types() if issubclass(model, Confidential)]
VIEWERS: list[tuple[str, str]] = [
    ("own", Role.ADMINISTRATOR),
    ("own", Role.VILLAGE_WORKER),
    ("own", Role.LEADER),
    ("above", Role.COUNTY_STAFF),
]
UNSTEADY = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|id="fig-\d+"|\d\d:\d\d(:\d\d)?')
"""What differs between any two answers to the same question."""

Answers = dict[str, bytes]


def a_case_and_another() -> World:
    """A woman with a record of every type, cases included; somebody else of her town has a case as well, so that
    the town's numbers read "<5" with hers and without."""
    world = World()
    other = Making(world.town, world.by)
    for model in CASES:
        other.new(model, person=other.new(Person))
    return world


made = made_once(a_case_and_another)


@pytest.fixture
def world(made: World) -> World:
    return deepcopy(made)


def without_the_case(world: World) -> None:
    """What she and everybody would see if nobody had ever written it down."""
    for model in CASES:
        case = world.records[model]
        model._default_manager.filter(pk=case.pk).delete()
        Change.objects.filter(source=case.source, record=case.pk).delete()
    facts.rebuild()


def answers(world: World, viewer: User, turn: int = 0, of: int = 1) -> Answers:
    asking, required = browser(viewer), world.required(viewer)
    found: Answers = {}
    for address in world.addresses(turn, of):
        for query in asked(world, viewer, address):
            full = {**required.get(address.path, {}), **query}
            answer = asking.get(address.path, full)
            found[f"{address} {full}"] = _said(answer)
    return found | numbers(world, viewer, asking, turn, of) | workbooks(asking, turn, of)


def asked(world: World, viewer: User, address: Address) -> Iterator[dict[str, Any]]:
    """What one may ask a page about her: by name, by number, by id, by the ids of the cases, within her unit."""
    yield {}
    if address.names:
        return
    her = world.person
    yield {"q": her.name, "unit_text": her.name}
    yield {"q": her.id_number[-4:], "unit": unit_text(her.unit), "u": unit_text(her.unit), "p": str(world.period)}
    yield {"person": her.pk, "people": her.pk, "household": her.household_id}
    if address.path.endswith("/new/"):
        yield from ({"like": pk} for pk in {world.records[model].pk for model in CASES})


def numbers(world: World, viewer: User, asking: Browser, turn: int, of: int) -> Answers:
    """Measures of every unit she may ask about, and what each number opens to, on the page and for programs."""
    period, own = str(world.period), unit_text(viewer.unit)
    asked: list[tuple[str, dict[str, str]]] = [
        ("/api/v1/figures", {"unit": unit_text(unit), "period": period}) for unit in world.places.values()
    ]
    for measure in [*confidential(), *list(catalogue.every())[turn::of]]:
        asked.append((reverse("figure-open"), {"i": measure.code, "u": own, "p": period}))
        asked.append(("/api/v1/figures/open", {"indicator": measure.code, "unit": own, "period": period}))
    asked += [(reverse("figures"), {"i": one.code, "u": own, "p": period}) for one in confidential()]
    return {f"{path} {query}": _said(asking.get(path, query)) for path, query in asked}


def confidential() -> list[Indicator]:
    return [one for one in measures() if facts.is_confidential(*one.reads)]


def workbooks(asking: Browser, turn: int, of: int) -> Answers:
    """Every list as a sheet, with all its columns."""
    found: Answers = {}
    for register in registers.every()[turn::of]:
        path = reverse("record-export", args=[register.slug])
        form = asking.get(path)
        columns = re.findall(r'name="columns" value="([^"]+)"', form.content.decode())
        answer = asking.client.post(path, {"purpose": "keep", "columns": columns})
        found[f"POST {path}"] = _said(answer)
    return found


def _said(answer: Any) -> bytes:
    """The status and what stands there; of files that also hold the moment they were made, what a reader sees.

    A PDF is printed from the Word file beside it, whose text is compared.
    """
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "wordprocessingml" in answer.get("Content-Type", ""):
        content = ZipFile(io.BytesIO(content)).read("word/document.xml")
    if "pdf" in answer.get("Content-Type", ""):
        content = b""
    if "spreadsheet" in answer.get("Content-Type", ""):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
        content = repr(rows).encode()
    return str(answer.status_code).encode() + UNSTEADY.sub(b"", content)


@pytest.mark.parametrize(("place", "role"), VIEWERS)
def test_without_the_case_a_woman_is_as_her_cousin_who_has_none(world: World, place: str, role: str) -> None:
    viewer, turn = world.viewer(place, role), (VIEWERS.index((place, role)), len(VIEWERS))
    with_it = answers(world, viewer, *turn)
    without_the_case(world)
    cousin = answers(world, viewer, *turn)

    assert with_it.keys() == cousin.keys()
    collected([f"GET {where} tells of a case" for where in cousin if with_it[where] != cousin[where]])


def test_who_has_the_case_does_see_it(world: World) -> None:
    """Otherwise the promise above would hold because there never was a case to see."""
    turn = 0, len(registers.every())
    with_it = answers(world, world.by, *turn)
    without_the_case(world)
    cousin = answers(world, world.by, *turn)
    lists = {registers.of_source(model._meta.label_lower).list_url for model in CASES}  # type: ignore[union-attr]

    assert lists
    assert all(with_it[f"{path} {{}}"] != cousin[f"{path} {{}}"] for path in lists)
