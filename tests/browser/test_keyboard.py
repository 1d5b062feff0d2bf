"""An officer's day without a mouse: sign in, write a session with its roster, find a woman again."""

from playwright.sync_api import Locator, Page, expect

from jinguo.scenarios.stories.training import Training
from tests.browser.county import PASSWORD, County
from tests.browser.test_numbers import tab_to
from tests.conftest import Visit


def press_at(page: Page, wanted: Locator, key: str = "Enter") -> None:
    tab_to(page, wanted)
    page.keyboard.press(key)


def type_at(page: Page, wanted: Locator, text: str) -> None:
    tab_to(page, wanted)
    page.keyboard.type(text)


def test_a_session_is_written_found_and_opened_with_the_keyboard_alone(county: County, visit: Visit) -> None:
    held = next(one for one in county.scenario.of(Training) if one.course.kind == "practical")
    woman = county.never_trained()[-1]
    page = visit("/")
    type_at(page, page.locator("[name=username]"), county.officer.username)
    type_at(page, page.locator("[name=password]"), PASSWORD)
    page.keyboard.press("Enter")

    press_at(page, page.get_by_role("link", name="记一笔").first)
    press_at(page, page.locator("main a[href^='/registers/training/new/']").first)
    type_at(page, page.get_by_label("教什么"), held.course.name)
    type_at(page, page.get_by_label("在哪里"), "老年食堂")
    type_at(page, page.locator("#roster-search"), woman.name)
    expect(page.locator("#roster-found [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-roster-list] [data-person]")).to_have_count(1)
    press_at(page, page.get_by_role("button", name="记下"))

    saved = page.locator(".jg-alert-success")
    expect(saved).to_be_visible()
    press_at(page, page.locator("main").get_by_role("link", name=woman.name).first)
    expect(page.get_by_role("heading", level=1)).to_contain_text(woman.name)

    page.keyboard.press("/")
    page.keyboard.type(woman.name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=woman.name).first).to_be_visible()


def test_the_first_press_of_tab_leads_past_the_menu(county: County, visit: Visit) -> None:
    page = visit("/registers/training/", user=county.township)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
