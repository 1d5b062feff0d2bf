"""What was written survives: a session that ends while typing, a closed page, and somebody else at the same record."""

import json

from django.contrib.sessions.models import Session as SignedIn
from playwright.sync_api import Page, expect

from jinguo.lines.training.models import Session
from jinguo.lines.training.tests.make import make_session
from jinguo.orgs.models import Role, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Person, Situation
from jinguo.records.tests.make import make_id, make_person
from tests.browser.county import PASSWORD, County
from tests.browser.visits import Visits
from tests.conftest import Visit

PHONE = 360
NEW = "/registers/training/new/"


def sign_in_again(page: Page) -> None:
    dialog = page.get_by_role("dialog", name="请再登录一次")
    expect(dialog).to_be_visible()
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.get_by_role("button", name="登录", exact=True).click()


def write_session(page: Page, course: str, women: str) -> None:
    page.goto(NEW)
    page.get_by_label("教什么").fill(course)
    page.get_by_label("在哪里").focus()
    page.locator("label", has_text="实用技术").click()
    page.get_by_label("在哪里").fill("村文化礼堂")
    page.get_by_text("只记人数", exact=True).click()
    page.locator("[name=women]").fill(women)
    page.locator("[name=women]").blur()


def worker() -> User:
    return make_user(make_unit(level=5), role=Role.VILLAGE_WORKER)


def test_a_session_that_ends_while_typing_asks_above_the_form_and_saves_once(county: County, visit: Visit) -> None:
    page = visit(NEW, user=county.village, width=PHONE)
    write_session(page, "演示编藤", "8")
    SignedIn.objects.all().delete()

    page.get_by_role("button", name="记下").click()
    dialog = page.get_by_role("dialog", name="请再登录一次")
    dialog.locator("[name=username]").fill(county.village.username)
    dialog.locator("[name=password]").fill("wrong-Password-1")
    dialog.get_by_role("button", name="登录", exact=True).click()
    expect(dialog.locator(".jg-error").first).to_be_visible()
    expect(page.get_by_label("教什么")).to_have_value("演示编藤")
    dialog.locator("[name=username]").fill(county.village.username)
    sign_in_again(page)

    expect(page.locator(".jg-alert-success")).to_be_visible()
    assert [one.women for one in Session.objects.filter(course__name="演示编藤")] == [8]


def test_a_situation_is_not_lost_either_when_the_session_ends(county: County, visit: Visit) -> None:
    """Also forms that keep no draft are sent only once the session stands."""
    her = make_person(county.village.unit, name="演示阿秀")
    page = visit(f"/people/{her.pk}/situations/new/", user=county.village, width=PHONE)
    page.get_by_text("低收入", exact=True).click()
    page.locator("main label", has_text="今天").click()
    page.get_by_label("想多说一句").fill("她自己来说的")
    SignedIn.objects.all().delete()

    page.get_by_role("button", name="记下").click()
    page.get_by_role("dialog").locator("[name=username]").fill(county.village.username)
    sign_in_again(page)

    expect(page.locator(".jg-alert-success")).to_be_visible()
    assert [one.note for one in Situation.objects.filter(person=her)] == ["她自己来说的"]


def test_a_closed_page_is_found_again_among_what_is_not_finished(county: County, visits: Visits) -> None:
    window = visits.window(user=county.village, width=PHONE)
    page = window.new_page()
    write_session(page, "演示做醋", "5")
    expect(page.locator("[data-kept]")).to_be_visible()
    page.close()

    page = window.new_page()
    page.goto("/")
    unfinished = page.locator("[data-drafts]")
    expect(unfinished).to_contain_text("没写完的")
    unfinished.locator("li", has_text="记一期培训：演示做醋").get_by_role("link", name="接着写").click()

    expect(page.get_by_label("教什么")).to_have_value("演示做醋")
    expect(page.locator("[name=women]")).to_have_value("5")


def test_what_is_not_finished_goes_when_she_signs_out(county: County, visits: Visits) -> None:
    window = visits.window(user=county.village, width=PHONE)
    page = window.new_page()
    write_session(page, "演示腌菜", "5")
    expect(page.locator("[data-kept]")).to_be_visible()

    page.goto("/account/")
    page.locator("form[data-sign-out] button:visible").first.click()
    page.wait_for_url("**/sign-in/**")

    assert page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('jg-draft'))") == []


def test_what_is_kept_on_the_device_holds_no_number_of_hers(county: County, visit: Visit) -> None:
    page = visit("/people/new/", user=county.village, width=PHONE)
    number, phone = make_id(), "10012345678"
    page.get_by_label("姓名").fill("演示阿珍")
    page.get_by_label("身份证号").fill(number)
    page.get_by_label("手机").fill(phone)
    page.get_by_label("村民小组").fill("5 组")
    page.get_by_label("村民小组").blur()
    page.wait_for_timeout(600)

    kept = json.dumps(page.evaluate("() => ({...localStorage, ...sessionStorage})"), ensure_ascii=False)

    assert "演示阿珍" in kept
    assert number not in kept
    assert phone not in kept
    assert Person.objects.filter(name="演示阿珍").count() == 0


def test_two_people_at_one_record_choose_field_by_field(county: County, visit: Visit) -> None:
    hers = worker()
    mine = make_user(hers.unit, role=Role.VILLAGE_WORKER)
    session = make_session(hers.unit, women=[make_person(hers.unit)], by=hers)
    first = visit(f"/registers/training/{session.pk}/edit/", user=mine)
    second = visit(f"/registers/training/{session.pk}/edit/", user=hers)
    second.get_by_label("在哪里").fill("新礼堂")
    second.get_by_label("想多说一句").fill("她写的")
    second.get_by_role("button", name="记下").click()
    expect(second.locator(".jg-alert-success")).to_be_visible()

    first.get_by_label("在哪里").fill("学校")
    first.get_by_label("想多说一句").fill("我写的")
    first.get_by_role("button", name="记下").click()
    asked = first.locator("fieldset", has_text="用她的")
    expect(asked).to_have_count(2)
    asked.filter(has_text="新礼堂").get_by_text("用她的").click()
    first.get_by_role("button", name="记下").click()

    expect(first.locator(".jg-alert-success")).to_be_visible()
    session.refresh_from_db()
    assert (session.place, session.note) == ("新礼堂", "我写的")
