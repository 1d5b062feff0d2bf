"""What holds on every main page: it fits, it can be read by everybody, and it says one next step."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from jinguo.records import registers
from jinguo.scenarios.stories.training import Training
from tests.browser.county import County
from tests.browser.visits import Visits

AXE = Path("node_modules/axe-core/axe.min.js")
LARGE = {"name": "jg-type", "value": "large"}
OPEN_TO_ALL = ("sign-in",)
NAMED = (
    *("today", "write", "registers", "figures", "reports", "compare", "report-new", "person-new", "transfers"),
    *("account", "password", "accounts", "account-new", "account-sheet", "units", "help", "explained"),
    *("notices", "notice-new", *OPEN_TO_ALL),
)
WIDTHS = (1280, 390, 360)
SMALLEST = 14

FILLED = """() => [...document.querySelectorAll('.jg-btn-primary')]
    .filter(one => one.getClientRects().length && !one.closest('.jg-tabs, dialog')).map(one => one.innerText)"""
WIDE = """() => document.documentElement.scrollWidth > window.innerWidth + 1
    ? [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
        .slice(-3).map(one => one.outerHTML.slice(0, 160)) : []"""
SMALL = """least => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = new Set();
    while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement, text = texts.currentNode.textContent.trim();
        const unseen = holder.closest('script, style, .visually-hidden, .jg-tabs');
        if (!text || !holder.getClientRects().length || unseen) continue;
        if (parseFloat(getComputedStyle(holder).fontSize) < least) small.add(text);
    }
    return [...small];
}"""
SERIOUS = """async () => (await axe.run()).violations.filter(one => ['serious', 'critical'].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)"""


def pages(county: County) -> list[str]:
    """The main pages, every register with its form, and one of each thing that the walk leads to."""
    lists = [register.list_url for register in registers.every()]
    forms = [register.new_url for register in registers.every() if register.write]
    session = county.stage.on_file[next(iter(county.scenario.of(Training))).key]
    person = next(iter(county.stage.people.values()))
    opened = "/figures/open/?i=training.sessions&u=330226&p=2008H1"
    things = [
        *(reverse(f"record-{door}", args=["training", session.pk]) for door in ("detail", "edit", "void")),
        *(reverse(door, args=[person.pk]) for door in ("person", "person-change", "person-move", "situation-new")),
        reverse("person-reveal", args=[person.pk, "id_number"]),
        reverse("household", args=[person.household_id]),
        reverse("unit", args=[county.unit.pk]),
        *(reverse(door, args=[county.report.pk]) for door in ("report", "report-words", "report-freeze")),
        reverse("search") + "?q=陈",
        reverse("extras", args=["training"]),
        reverse("help-chapter", args=["write"]),
        reverse("explained") + "?i=training.quality.placed_share",
        opened,
        "/no-such-page/",
    ]
    return [*map(reverse, NAMED), *lists, *forms, *things]


def found(visits: Visits, county: County, width: int, look: Any, *, large: bool = False) -> dict[str, Any]:
    """Page → what `look` has to complain of, for every page that has something."""
    window = visits.window(user=county.officer, width=width)
    outside = visits.window(width=width)
    for each in (window, outside):
        if large:
            each.add_cookies([{**LARGE, "url": visits.url}])  # type: ignore[typeddict-item]
    page, door = window.new_page(), outside.new_page()
    complaints = {}
    for path in dict.fromkeys(pages(county)):
        there = door if path == reverse("sign-in") else page
        there.goto(path)
        if wrong := look(there):
            complaints[path] = wrong
    return complaints


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("large", [False, True], ids=["normal", "大字"])
def test_no_page_scrolls_sideways(visits: Visits, county: County, width: int, large: bool) -> None:
    assert found(visits, county, width, lambda page: page.evaluate(WIDE), large=large) == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_has_a_serious_obstacle_for_anybody(visits: Visits, county: County, width: int) -> None:
    axe = AXE.read_text(encoding="utf8")

    def obstacles(page: Page) -> Any:
        page.evaluate(axe)
        return page.evaluate(SERIOUS)

    assert found(visits, county, width, obstacles) == {}


def test_no_page_has_two_filled_buttons(visits: Visits, county: County) -> None:
    def too_many(page: Page) -> list[str]:
        filled = page.evaluate(FILLED)
        return filled if len(filled) > 1 else []

    assert found(visits, county, 1280, too_many) == {}


def test_every_form_has_exactly_one_filled_button(visits: Visits, county: County) -> None:
    def not_one(page: Page) -> list[str]:
        filled = page.evaluate(FILLED)
        return [] if len(filled) == 1 or not page.locator(".jg-sticky").count() else filled or ["none"]

    assert found(visits, county, 390, not_one) == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_written_smaller_than_the_smallest_size(visits: Visits, county: County, width: int) -> None:
    assert found(visits, county, width, lambda page: page.evaluate(SMALL, SMALLEST)) == {}
