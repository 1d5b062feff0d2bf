"""Numbers are doors: opened, left and read by keyboard, on a phone, and in a tab of their own."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.county import County
from tests.conftest import Visit

PHONE = 390
OPEN = ".jg-fig[aria-expanded=true]"
DRAWN = "[...document.querySelectorAll('.jg-chart svg, .jg-chart')].map(one => one.clientWidth).reverse()"
"""How wide a chart is, and the room it has."""


def report(visit: Visit, county: County, width: int = 1280) -> Page:
    return visit(f"/reports/{county.report.pk}/", user=county.officer, width=width)


def drawer(page: Page) -> Locator:
    return page.locator("#jg-drawer")


def numbers(page: Page) -> Locator:
    """Those in sight that open; a gap leads to 记一笔."""
    return page.locator(".jg-paper a.jg-fig:not(.is-unknown):visible")


def tab_to(page: Page, wanted: Locator) -> None:
    for _press in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("Tab never comes to this number")


def test_a_number_is_reached_opened_and_left_with_the_keyboard_alone(county: County, visit: Visit) -> None:
    page = report(visit, county)
    number = page.locator(".jg-paper a.jg-fig:not(.jg-fig-q)[href*='training.practical.sessions&']").first

    tab_to(page, number)
    page.keyboard.press("Enter")

    expect(drawer(page)).to_be_visible()
    expect(drawer(page)).to_be_focused()
    expect(number).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(drawer(page)).to_be_hidden()
    expect(number).to_be_focused()


def test_n_opens_the_next_number_of_the_report(county: County, visit: Visit) -> None:
    page = report(visit, county)
    numbers(page).first.click()
    expect(drawer(page)).to_be_visible()

    page.keyboard.press("n")

    expect(numbers(page).nth(1)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(OPEN)).to_have_count(1)


def test_every_number_of_the_report_opens_to_a_list_that_agrees_with_it(county: County, visit: Visit) -> None:
    page = report(visit, county)

    for number in numbers(page).all():
        number.click()
        expect(number).to_have_attribute("aria-expanded", "true")
        expect(drawer(page).locator(".jg-drawer-foot .jg-error")).to_have_count(0)
        expect(drawer(page).locator(".jg-drawer-body .jg-knot, .jg-drawer-body .jg-row").first).to_be_visible()


def test_arrows_move_inside_the_table_of_figures(county: County, visit: Visit) -> None:
    page = visit("/figures/", user=county.officer)
    table = page.locator(".jg-figtable").first
    cells = table.locator("tbody tr")
    cells.first.locator(".jg-fig").first.focus()

    page.keyboard.press("ArrowRight")
    expect(cells.first.locator(".jg-fig").nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cells.nth(1).locator(".jg-fig").nth(1)).to_be_focused()

    expect(table.locator(".jg-fig[tabindex='0']")).to_have_count(1)


def test_the_chart_is_drawn_anew_in_the_room_that_an_open_number_leaves(county: County, visit: Visit) -> None:
    page = visit("/figures/", user=county.officer)
    page.locator(".jg-chart svg").wait_for()
    whole = page.evaluate(DRAWN)[0]

    page.locator(".jg-figtable .jg-fig:visible").first.click()

    page.wait_for_function(
        f"whole => {{ const [drawn, room] = {DRAWN}; return drawn < whole && drawn === room; }}", arg=whole
    )
    page.keyboard.press("Escape")
    page.wait_for_function(f"whole => {DRAWN}[0] === whole", arg=whole)


def test_the_tapped_number_stays_visible_above_the_sheet_on_a_phone(county: County, visit: Visit) -> None:
    page = report(visit, county, PHONE)
    number = page.locator(".jg-paper a.jg-fig:not(.jg-fig-q)[href*='training.practical.women&']")
    number.evaluate("one => one.scrollIntoView({block: 'end'})")

    number.tap()
    expect(drawer(page).locator(".jg-drawer-foot")).to_be_visible()
    page.wait_for_timeout(250)

    tapped, sheet = number.bounding_box(), drawer(page).bounding_box()
    assert tapped and sheet
    assert 0 < tapped["y"] < tapped["y"] + tapped["height"] <= sheet["y"]


def test_a_figure_tapped_in_the_list_of_units_stays_visible_above_the_sheet(county: County, visit: Visit) -> None:
    page = visit("/figures/", user=county.officer, width=PHONE)
    number = page.locator(".jg-figures-narrow .jg-fig").last

    number.tap()
    expect(drawer(page).locator(".jg-drawer-foot")).to_be_visible()
    page.wait_for_timeout(250)

    tapped, sheet = number.bounding_box(), drawer(page).bounding_box()
    assert tapped and sheet
    assert 0 < tapped["y"] < tapped["y"] + tapped["height"] <= sheet["y"]


def test_a_number_opened_in_a_new_tab_shows_the_same_list_as_a_page(county: County, visit: Visit) -> None:
    page = report(visit, county)
    number = page.locator(".jg-paper a.jg-fig:not(.jg-fig-q)[href*='training.practical.sessions&']").first
    number.click()
    expect(drawer(page).locator(".jg-knot-text").first).to_be_visible()
    listed = drawer(page).locator(".jg-knot-text").all_inner_texts()
    page.keyboard.press("Escape")

    with page.context.expect_page() as opened:
        number.click(modifiers=["Control"])
    tab = opened.value

    expect(tab.get_by_role("main").locator(".jg-drawer-title")).to_be_visible()
    assert listed
    assert tab.locator(".jg-knot-text").all_inner_texts() == listed
    expect(drawer(page)).to_be_hidden()
