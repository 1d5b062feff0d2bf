"""The whole walk where scripts are off: links, forms and lists as pages."""

import re

from playwright.sync_api import Page, expect

from jinguo.lines.training.models import Session
from jinguo.orgs.models import AuditEntry
from jinguo.records.tests.make import make_id, make_person
from tests.browser.county import PASSWORD, County
from tests.browser.visits import Visits

PHONE = 390


def signed_in(visits: Visits, county: County) -> Page:
    page = visits.window(width=PHONE, scripts=False).new_page()
    page.goto("/reports/")
    page.fill("[name=username]", county.officer.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    return page


def test_a_number_leads_to_its_records_and_to_a_woman(county: County, visits: Visits) -> None:
    page = signed_in(visits, county)
    page.get_by_role("link", name=county.report.title).click()
    number = page.locator(".jg-paper a.jg-fig:not(.jg-fig-q)[href*='i=training.practical.sessions&']").first
    said = re.search(r"\d+", number.inner_text())
    assert said

    number.click()
    expect(page.get_by_role("main")).to_contain_text(f"{said[0]} 条合计 {said[0]} 期")
    shown = page.locator(".jg-knot").count()
    if int(said[0]) > shown:
        page.get_by_role("link", name=re.compile("再看")).click()
    page.locator("a.jg-knot-title").first.click()
    woman = page.locator("a.jg-row-link[href^='/people/']").first
    name = woman.inner_text()
    woman.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_session_is_written_down_with_typed_names(county: County, visits: Visits) -> None:
    page = signed_in(visits, county)
    names = [each.name for each in county.never_trained()[6:9]]

    page.goto("/registers/training/new/")
    page.get_by_label("教什么").fill("演示无脚本")
    page.locator("label", has_text="实用技术").click()
    page.get_by_label("在哪里").fill("村文化礼堂")
    page.get_by_label("来的人，一行写一个名字").fill("\n".join([*names, "查无此人"]))
    page.get_by_role("button", name="记下").click()
    expect(page.locator(".jg-error", has_text="查无此人").first).to_be_visible()
    expect(page.get_by_label("来的人，一行写一个名字")).to_have_value("查无此人")
    expect(page.get_by_label("教什么")).to_have_value("演示无脚本")
    page.get_by_label("来的人，一行写一个名字").fill("")
    page.get_by_role("button", name="记下").click()

    expect(page.locator(".jg-alert-success")).to_be_visible()
    session = Session.objects.get(course__name="演示无脚本")
    assert sorted(session.attendances.values_list("person__name", flat=True)) == sorted(names)


def test_a_hidden_number_is_shown_in_full_after_saying_what_for(county: County, visits: Visits) -> None:
    number = make_id()
    her = make_person(county.village.unit, id_number=number)
    page = signed_in(visits, county)

    page.goto(f"/people/{her.pk}/")
    expect(page.get_by_role("main")).not_to_contain_text(number)
    page.locator("div", has=page.get_by_text("身份证号", exact=True)).last.get_by_role("link", name="看全").click()
    page.locator("label", has_text="核对身份").click()
    page.get_by_role("button", name="看全").click()

    expect(page.get_by_role("main")).to_contain_text(number)
    (trace,) = AuditEntry.objects.filter(action="person.reveal", target=f"records.person:{her.pk}")
    assert trace.by == county.officer
    assert number not in str(trace.detail)
