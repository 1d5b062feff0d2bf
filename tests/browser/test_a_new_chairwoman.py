"""Accounts in one go, the first sign-in with a slip, a handover, and a task from above: as the women do it."""

import re

from playwright.sync_api import Page, expect

from jinguo.orgs.models import Role, User
from jinguo.orgs.tests.make import make_unit, make_user
from tests.browser.county import County
from tests.browser.test_everywhere import WIDE
from tests.browser.visits import Visits

PHONE = 360
OWN_PASSWORD = "Shijiu-2026-taohua"  # noqa: S105


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/sign-in/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def slip(page: Page) -> tuple[str, str]:
    """The account and the password on the only slip of the page."""
    words = page.locator(".jg-slip-words strong")
    expect(words).to_have_count(2)
    username, password = words.all_inner_texts()
    return username, password


def choose_own_password(page: Page, first_time: str) -> None:
    for name, value in (("old", first_time), ("new", OWN_PASSWORD)):
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="改好了").click()
    expect(page.locator(".jg-tabs")).to_be_visible()


def test_a_pasted_list_becomes_accounts_whose_owners_sign_in_with_their_slips(county: County, visits: Visits) -> None:
    village = county.village.unit
    page = visits.open("/accounts/", user=county.township)
    page.get_by_role("link", name="一次开很多").first.click()
    page.locator("[name=pasted]").fill(f"演示阿莲\t{village.name}\tlian-1\t主席\n演示阿梅\t没有这个村\tmei-1\t主席")
    page.get_by_role("button", name="看一遍").click()
    expect(page.get_by_role("alert").first).to_contain_text("有 1 行要改")
    assert not User.objects.filter(username="lian-1").exists()

    page.locator("[name=pasted]").fill(f"演示阿莲\t{village.name}\tlian-1\t主席")
    page.get_by_role("button", name="再看一遍").click()
    page.get_by_role("button", name="开这 1 个账号").click()
    username, first_time = slip(page)
    assert username == "lian-1"

    phone = visits.open("/sign-in/", width=PHONE)
    sign_in(phone, username, first_time)
    choose_own_password(phone, first_time)
    assert phone.evaluate(WIDE) == []
    page.goto("/accounts/")
    expect(page.get_by_role("main")).not_to_contain_text(first_time)


def test_who_leaves_is_out_at_once_and_her_drafts_are_not_her_successors(county: County, visits: Visits) -> None:
    leaving = make_user(make_unit(level=5, parent=county.township.unit), role=Role.VILLAGE_WORKER)
    old = visits.open("/registers/training/new/", user=leaving, width=PHONE)
    old.get_by_label("教什么").fill("演示编竹")
    old.get_by_label("教什么").blur()
    expect(old.get_by_text("已存", exact=True).first).to_be_visible()

    page = visits.open(f"/accounts/{leaving.pk}/", user=county.township)
    page.get_by_role("link", name="换人交接").click()
    page.get_by_label("她的姓名").fill("演示新人")
    page.get_by_role("button", name="交接").click()
    username, first_time = slip(page)

    old.goto("/")
    expect(old).to_have_url(re.compile("/sign-in/"))
    sign_in(old, username, first_time)
    choose_own_password(old, first_time)
    old.goto("/")
    expect(old.get_by_role("main")).not_to_contain_text("演示编竹")
    old.goto("/registers/training/new/")
    expect(old.get_by_label("教什么")).to_have_value("")
    kept = old.evaluate("() => Object.entries(localStorage).filter(([key]) => key.startsWith('jg-draft')).join()")
    assert "演示编竹" not in kept, "not even hidden in her browser"


def test_a_task_from_above_is_done_on_the_phone_and_seen_above(county: County, visits: Visits) -> None:
    page = visits.open("/notices/new/", user=county.township)
    page.get_by_role("button", name="发出去").click()
    expect(page.locator(".jg-error").first).to_be_visible()
    page.get_by_label("什么事").fill("演示看望独居老人")
    page.get_by_label("哪天前办好").fill("12月31日")
    page.get_by_role("button", name="发出去").click()
    expect(page.locator(".jg-alert-success")).to_contain_text("发出去了")

    phone = visits.open("/", user=county.village, width=PHONE)
    phone.get_by_role("main").locator("li", has_text="演示看望独居老人").get_by_role("link").first.tap()
    phone.get_by_label("想多说一句").fill("看了三户")
    assert phone.evaluate(WIDE) == []
    phone.get_by_role("button", name="办好了").tap()
    expect(phone.locator(".jg-alert-success")).to_contain_text("办好了")

    page.reload()
    expect(page.locator("li", has_text=county.village.unit.name)).to_contain_text("看了三户")
