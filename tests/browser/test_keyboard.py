"""An officer's day without a mouse: sign in, write a session with its roster, find a woman again."""

from playwright.sync_api import Locator, Page, expect

from jinguo.scenarios.stories.training import Training
from tests.browser.county import PASSWORD, County
from tests.browser.test_numbers import tab_to
from tests.conftest import Visit

ABOVE_THE_BAR = """() => document.activeElement.getBoundingClientRect().bottom
    <= document.querySelector('.jg-sticky').getBoundingClientRect().top"""


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

    page.wait_for_load_state("domcontentloaded")
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


def test_the_keyboard_goes_on_at_the_first_new_row_of_a_list_that_grew(county: County, visit: Visit) -> None:
    page = visit("/registers/people/", user=county.officer)
    rows = page.locator("a.jg-row-link")
    shown = rows.count()

    press_at(page, page.get_by_role("link", name="往下再看"))

    expect(rows.nth(shown)).to_be_focused()


def test_the_menu_gives_the_focus_back_to_the_name_it_hangs_from(county: County, visit: Visit) -> None:
    page = visit("/registers/", user=county.officer)
    name = page.locator(".jg-me summary")
    press_at(page, name)
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    expect(name).to_be_focused()


def test_enter_puts_on_the_roster_and_registers_but_never_sends_the_session(county: County, visit: Visit) -> None:
    woman = county.never_trained()[-2]
    page = visit("/registers/training/new/", user=county.officer)
    search, rows = page.locator("#roster-search"), page.locator("[data-roster-list] [data-person]")
    type_at(page, search, woman.name)
    expect(page.locator("#roster-found [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)

    press_at(page, page.get_by_role("button", name="登记一个新的人"))
    expect(page.locator("[name=newcomer-name]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#newcomer .jg-error").first).to_be_visible()
    press_at(page, page.get_by_role("button", name="不登记了"))
    expect(search).to_be_focused()

    page.keyboard.press("Shift+Tab")
    press_at(page, rows.get_by_role("button", name="去掉"))
    expect(rows).to_have_count(0)
    expect(search).to_be_focused()
    assert page.url.endswith("/registers/training/new/")


def test_arrows_in_a_filter_pass_by_what_is_not_meant(county: County, visit: Visit) -> None:
    page = visit("/figures/", user=county.officer)
    asked = page.url
    kind, period = page.locator("#figures-i"), page.locator("#figures-p")
    tab_to(page, kind)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    meant = kind.input_value()
    assert page.url == asked

    page.keyboard.press("Enter")

    page.wait_for_url(f"**i={meant}&**")
    expect(kind).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    meant = period.input_value()
    page.keyboard.press("Tab")
    page.wait_for_url(f"**p={meant}&**")
    expect(page.locator("#figures-u")).to_be_focused()


def test_what_gets_the_focus_is_not_hidden_behind_the_bar_with_the_button(county: County, visit: Visit) -> None:
    page = visit("/people/new/", user=county.officer)
    more = page.locator("main summary").first

    tab_to(page, more)

    page.wait_for_function(ABOVE_THE_BAR)


def test_a_refused_sign_in_above_a_form_can_be_typed_again_and_left(county: County, visit: Visit) -> None:
    page = visit("/people/new/", user=county.officer)
    save = page.locator(".jg-sticky").get_by_role("button", name="记下")
    page.context.clear_cookies()
    press_at(page, save)
    expect(page.locator("dialog [name=username]")).to_be_focused()
    page.keyboard.type("nobody")
    type_at(page, page.locator("dialog [name=password]"), "wrong")

    page.keyboard.press("Enter")

    expect(page.locator("dialog .jg-error, dialog [role=alert]").first).to_be_visible()
    expect(page.locator("dialog input:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(save).to_be_focused()
