"""Writing a session down on the phone: few taps, and nothing that was written is lost."""

from datetime import timedelta

from playwright.sync_api import expect

from jinguo.common.dates import today
from jinguo.lines.training.tests.make import make_session, make_venue
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.tests.make import make_person
from tests.browser.county import County
from tests.conftest import Visit

PHONE = 360
UPPERMOST = """(one) => {
  const { x, y } = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(x + 5, y + 5));
}"""
TWENTY, MOST_TAPS = 20, 25


def test_a_session_with_twenty_women_of_last_time_takes_few_taps(county: County, visit: Visit) -> None:
    village = make_unit(parent=make_unit(level=4))
    worker = make_user(village, role=Role.VILLAGE_WORKER)
    women = [make_person(village, by=worker) for _ in range(TWENTY)]
    last_week = today() - timedelta(days=7)
    make_session(village, women=women, venue=make_venue(village, by=worker), on=last_week, by=worker)
    page = visit("/", user=worker, width=PHONE)
    taps = 0

    for button in (
        page.get_by_role("link", name="记一笔").last,
        page.locator(".jg-doing", has_text="培训"),
        page.locator(".jg-suggestions button").first,
        page.locator("[data-roster-add-last]"),
        page.get_by_role("button", name="记下"),
    ):
        button.click()
        taps += 1

    expect(page.locator(".jg-alert-success")).to_be_visible()
    expect(page.locator("a.jg-row-link[href^='/people/']")).to_have_count(TWENTY)
    assert taps <= MOST_TAPS


def test_namesakes_are_put_on_the_roster_one_after_the_other_by_typing_the_same_again(
    county: County, visit: Visit
) -> None:
    village = make_unit(level=5)
    worker = make_user(village, role=Role.VILLAGE_WORKER)
    names = ("欧阳春", "欧阳夏")
    for name in names:
        make_person(village, name=name, by=worker)
    page = visit("/registers/training/new/", user=worker, width=PHONE)
    for name in names:
        page.get_by_label("找人：姓名").press_sequentially("欧")
        page.get_by_role("option", name=name).tap()
    expect(page.locator("[data-roster-list] [data-person]")).to_have_count(2)


def test_what_was_written_is_still_there_after_the_page_was_left(county: County, visit: Visit) -> None:
    worker = make_user(make_unit(level=5), role=Role.VILLAGE_WORKER)
    page = visit("/registers/training/new/", user=worker, width=PHONE)
    page.get_by_label("教什么").fill("刺绣")
    page.get_by_label("在哪里").fill("村妇女之家")
    page.get_by_label("在哪里").blur()
    page.wait_for_timeout(500)

    page.goto("/")
    page.goto("/registers/training/new/")

    expect(page.get_by_label("教什么")).to_have_value("刺绣")
    expect(page.get_by_label("在哪里")).to_have_value("村妇女之家")


def test_a_partner_from_far_away_is_found_by_typing_and_stays_in_the_draft(county: County, visit: Visit) -> None:
    far = make_unit("远山镇", parent=make_unit("远山县"))
    page = visit("/registers/training/new/", user=make_user(make_unit(level=4)), width=PHONE)
    page.get_by_text("还有几项").click()
    search = page.get_by_label("找别的单位")
    search.fill("远山镇")
    found = page.get_by_role("option", name="远山镇")
    found.wait_for()
    assert found.evaluate(UPPERMOST), "neither below the window's edge nor behind the bar"
    found.click()
    expect(search).to_have_value("")
    expect(page.get_by_label("远山镇 远山县")).to_be_checked()
    page.wait_for_timeout(500)

    page.reload()
    page.get_by_text("还有几项").click()
    expect(page.get_by_label("远山县远山镇")).to_be_checked()
    page.get_by_label("教什么").fill("编竹篮")
    page.get_by_text("实用技术").click()
    page.get_by_label("在哪里").fill("文化礼堂")
    page.locator("label", has_text="只记人数").click()
    page.get_by_label("来了几位妇女").fill("12")
    page.get_by_role("button", name="记下").click()

    expect(page.locator(".jg-alert-success")).to_be_visible()
    expect(page.locator("main")).to_contain_text(far.name)
