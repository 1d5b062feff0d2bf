"""What a village's worker does with people on her phone, at its two usual widths."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from jinguo.orgs.models import AuditEntry, Role
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import EndReason, Person, Situation
from jinguo.records.tests.make import make_id, make_person
from tests.browser.county import County
from tests.browser.test_everywhere import LARGE, WIDE
from tests.browser.visits import Visits
from tests.conftest import Visit

WIDTHS = pytest.mark.parametrize("width", [360, 390])


def choose(page: Page, words: str) -> None:
    page.locator("main label", has_text=words).first.tap()


@WIDTHS
def test_a_number_in_full_wants_a_purpose_and_leaves_a_trace(county: County, visit: Visit, width: int) -> None:
    number = make_id()
    her = make_person(county.village.unit, id_number=number)
    page = visit(f"/people/{her.pk}/", user=county.village, width=width)
    field = page.locator("#reveal-id_number")
    expect(field).not_to_contain_text(number)

    field.get_by_text("看全").tap()
    field.get_by_role("button", name="看全").tap()
    expect(field.locator(".jg-error")).to_contain_text("请选用途")
    assert not AuditEntry.objects.filter(action="person.reveal", target=f"records.person:{her.pk}").exists()
    field.locator("label", has_text="替她办申请").tap()
    field.get_by_role("button", name="看全").tap()

    expect(field).to_contain_text(number)
    trace = AuditEntry.objects.get(action="person.reveal", target=f"records.person:{her.pk}")
    assert trace.by == county.village
    page.reload()
    expect(page.locator("#reveal-id_number")).not_to_contain_text(number)


@WIDTHS
def test_a_woman_who_moved_in_is_asked_for_and_handed_over(county: County, visit: Visit, width: int) -> None:
    here, there = county.village, make_user(make_unit(level=5), role=Role.VILLAGE_WORKER)
    number = make_id()
    her = make_person(there.unit, name=f"演示搬来{width}", id_number=number, by=there)
    asking = visit("/people/new/", user=here, width=width)
    asking.get_by_label("姓名").fill(her.name)
    asking.get_by_label("身份证号").fill(number)
    asking.get_by_role("button", name="记下").tap()
    expect(asking.get_by_role("main")).to_contain_text("已请那边确认转过来")
    expect(asking.get_by_role("main")).not_to_contain_text(there.unit.name)

    deciding = visit("/", user=there, width=width)
    deciding.locator("li", has_text="请您转一个人").get_by_role("link").last.tap()
    expect(deciding.get_by_role("main")).to_contain_text(her.name)
    deciding.get_by_role("button", name="转过去").tap()
    expect(deciding.locator(".jg-alert-success")).to_be_visible()

    assert Person.objects.get(pk=her.pk).unit == here.unit
    asking.goto(f"/people/{her.pk}/")
    expect(asking.get_by_role("heading", level=1)).to_contain_text(her.name)
    deciding.goto(f"/people/{her.pk}/")
    expect(deciding.get_by_role("main")).to_contain_text("这里没有这一页")


@WIDTHS
def test_a_situation_begins_and_ends(county: County, visit: Visit, width: int) -> None:
    her = make_person(county.village.unit, born_on=date(1980, 1, 1), registered_on=date(2020, 1, 1))
    page = visit(f"/people/{her.pk}/", user=county.village, width=width)

    page.locator("section", has_text="现在的情况").get_by_role("link", name="记一个").last.tap()
    choose(page, "留守妇女")
    choose(page, "昨天")
    page.get_by_role("button", name="记下").tap()
    expect(page.locator(".jg-alert-success")).to_contain_text("留守妇女")
    page.get_by_role("link", name="留守妇女").first.tap()
    page.get_by_role("link", name="不再是了").tap()
    choose(page, "今天")
    choose(page, "返乡")
    page.get_by_role("button", name="记下").tap()

    expect(page.locator(".jg-alert-success")).to_contain_text("不再是留守妇女")
    situation = Situation.objects.get(person=her)
    assert situation.end_reason == EndReason.RETURNED
    expect(page.locator(".jg-thread")).to_contain_text("返乡")


def test_large_type_holds_on_a_small_phone_from_page_to_page(county: County, visits: Visits) -> None:
    """By her own tap, not by the address; nothing falls off the edge, and the button stays under the thumb."""
    page = visits.open("/", user=county.village, width=360)
    page.get_by_role("button", name="大字").first.tap()
    expect(page.locator("html")).to_have_attribute(LARGE["name"].replace("jg-", "data-"), "large")

    for path in (
        "/",
        "/registers/training/new/",
        "/registers/training/",
        f"/people/{next(iter(county.stage.people.values())).pk}/",
    ):
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("data-type", "large")
        assert page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 20
        assert page.evaluate(WIDE) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_below_another_has_one_way_back(county: County, visit: Visit, width: int) -> None:
    page = visit(reverse("help"), user=county.village, width=width)
    page.locator("main .jg-row-link").first.click()
    on_the_phone = width < 768
    expect(page.locator(".jg-bar").get_by_role("link", name="返回")).to_have_count(1 if on_the_phone else 0)
    expect(page.locator("main .jg-back a")).to_be_visible(visible=not on_the_phone)
