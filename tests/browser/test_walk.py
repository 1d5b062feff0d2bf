"""The whole walk: a number in a report, the sessions behind it, a woman who came, and today's session on top."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from jinguo.orgs.models import User
from jinguo.scenarios.stories.training import Training
from tests.browser.county import PASSWORD, County
from tests.conftest import DESK, Visit

PHONE = 360
SENTENCE = re.compile(r"共举办实用技术培训班(\d+)期，参加培训妇女(\d+)人")
SESSIONS, WOMEN = "training.practical.sessions", "training.practical.women"


def number(page: Page, code: str) -> Locator:
    """An indicator's number in the report: the county's, which comes before those of towns."""
    return page.locator(f".jg-paper a.jg-fig:not(.jg-fig-q)[href*='i={code}&']").first


def read(page: Page, county: County) -> tuple[int, int]:
    """The sessions and the women of the sentence, as a reader sees them."""
    page.goto(f"/reports/{county.report.pk}/")
    text = "".join(page.locator(".jg-paper p").all_inner_texts())
    for hidden in page.locator(".jg-paper .visually-hidden").all_text_contents():
        text = text.replace(hidden, "")
    found = SENTENCE.search(re.sub(r"\s", "", text))
    assert found, text
    return int(found[1]), int(found[2])


def sign_in(page: Page, user: User) -> None:
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def write_down(page: Page, course: str, place: str, names: list[str]) -> None:
    """Today's session with these women, found by their names."""
    page.goto("/registers/training/new/")
    page.get_by_label("教什么").fill(course)
    page.get_by_label("在哪里").fill(place)
    for name in names:
        page.locator("#roster-search").press_sequentially(name)
        page.locator("#roster-found [role=option]").first.click()
    expect(page.locator("[data-roster-list] [data-person]")).to_have_count(len(names))
    page.get_by_role("button", name="记下").click()
    expect(page.locator(".jg-alert-success")).to_be_visible()


def test_the_report_says_what_an_independent_count_of_the_records_says(county: County, visit: Visit) -> None:
    oracle = county.expected()

    assert read(visit(user=county.officer), county) == tuple(int(oracle[code] or 0) for code in (SESSIONS, WOMEN))


@pytest.mark.parametrize(("width", "start", "place"), [(DESK, 0, "村文化礼堂"), (PHONE, 3, "老年食堂")])
def test_a_stranger_walks_from_a_number_to_a_woman_and_sees_it_move_with_todays_session(
    county: County, visit: Visit, width: int, start: int, place: str
) -> None:
    page = visit("/reports/", width=width)
    sign_in(page, county.officer)
    page.get_by_role("link", name=county.report.title).click()

    before = read(page, county)
    number(page, SESSIONS).click()
    drawer = page.get_by_role("dialog", name="实用技术培训班")
    foot = drawer.locator(".jg-drawer-foot")
    expect(foot).to_contain_text(f"{before[0]} 条合计 {before[0]} 期")
    while drawer.get_by_role("link", name="再看 20 条").count():
        shown = drawer.locator(".jg-knot").count()
        drawer.get_by_role("link", name="再看 20 条").click()
        expect(drawer.locator(".jg-knot")).not_to_have_count(shown)
    expect(drawer.locator(".jg-knot")).to_have_count(before[0])

    drawer.locator("a.jg-knot-title").first.click()
    woman = page.locator("a.jg-row-link[href^='/people/']").first
    name = woman.inner_text()
    woman.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator(".jg-thread .jg-knot").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name=name).first).to_be_visible()

    newcomers = [each.name for each in county.never_trained()[start : start + 3]]
    course = next(held.course.name for held in county.scenario.of(Training) if held.course.kind == "practical")
    write_down(page, course, place, newcomers)
    assert read(page, county) == (before[0] + 1, before[1] + len(newcomers))
