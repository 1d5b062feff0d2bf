"""What holds on every main page: it fits, it can be read by everybody, and it says one next step."""

from dataclasses import dataclass
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
WINDOWS = {"desk": (1280,), "phone": (390, 360)}
"""Windows and their widths: a phone's page is the same one when the phone is narrower."""
WIDTHS = sum(WINDOWS.values(), ())
SMALLEST = 14

FILLED = """[...document.querySelectorAll('.jg-btn-primary')]
    .filter(one => one.getClientRects().length && !one.closest('.jg-tabs, dialog')).map(one => one.innerText)"""
TWO_FILLED = f"() => {{ const filled = {FILLED}; return filled.length > 1 ? filled : []; }}"
NOT_ONE_FILLED = f"""() => {{ const filled = {FILLED}, form = document.querySelector('.jg-sticky');
    return form && filled.length !== 1 ? [filled.length, ...filled] : []; }}"""
WIDE = """() => { const wide = document.documentElement.clientWidth + 1;
    return document.documentElement.scrollWidth > wide
        ? [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > wide)
            .slice(-3).map(one => one.outerHTML.slice(0, 160)) : []; }"""
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
SERIOUS = """async () => (await axe.run({resultTypes: ['violations']})).violations
    .filter(one => ['serious', 'critical'].includes(one.impact))
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


@dataclass(frozen=True)
class Look:
    """What a page may not have: `script` finds it. Only some widths need to be looked at, and only in normal type."""

    script: str
    argument: Any = None
    widths: tuple[int, ...] = (1280, 390)
    in_large_type: bool = False
    needs: Path | None = None

    def is_for(self, width: int, large: bool) -> bool:
        return width in self.widths and (self.in_large_type or not large)

    def at(self, page: Page) -> Any:
        if self.needs:
            page.evaluate(self.needs.read_text(encoding="utf8"))
        return page.evaluate(self.script, self.argument)


LOOKS = {
    "something sticks out sideways": Look(WIDE, widths=WIDTHS, in_large_type=True),
    "a serious obstacle for somebody": Look(SERIOUS, needs=AXE),
    "two filled buttons": Look(TWO_FILLED, widths=(1280,)),
    "a form without exactly one filled button": Look(NOT_ONE_FILLED, widths=(390,)),
    "smaller than the smallest size": Look(SMALL, SMALLEST),
}


def turn(page: Page, width: int) -> None:
    """Make its window so wide, and wait until the page has been laid out anew."""
    now = page.viewport_size
    if now and now["width"] != width:
        page.set_viewport_size({"width": width, "height": now["height"]})
        page.evaluate("() => new Promise(requestAnimationFrame)")


@pytest.mark.parametrize("widths", WINDOWS.values(), ids=WINDOWS)
@pytest.mark.parametrize("large", [False, True], ids=["normal", "大字"])
def test_every_page_fits_is_legible_and_says_one_next_step(
    visits: Visits, county: County, widths: tuple[int, ...], large: bool
) -> None:
    """Each page is opened once in each window and size of type, and looked at in every way that is asked there."""
    window = visits.window(user=county.officer, width=widths[0])
    outside = visits.window(width=widths[0])
    if large:
        for each in (window, outside):
            each.add_cookies([{**LARGE, "url": visits.url}])  # type: ignore[typeddict-item]
    page, door = window.new_page(), outside.new_page()
    complaints: dict[tuple[str, int, str], Any] = {}
    for path in dict.fromkeys(pages(county)):
        there = door if path == reverse("sign-in") else page
        turn(there, widths[0])
        there.goto(path)
        for width in widths:
            turn(there, width)
            found = {what: one.at(there) for what, one in LOOKS.items() if one.is_for(width, large)}
            complaints |= {(path, width, what): wrong for what, wrong in found.items() if wrong}
    assert complaints == {}
