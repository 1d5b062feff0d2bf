"""A report is frozen, records change, and whoever opens the number reads what came and what went."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.lines.training.models import Session
from jinguo.lines.training.tests.make import make_course, make_session
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.reports.models import Report
from jinguo.reports.services import write_report
from jinguo.reports.tests.make import make_template
from tests.browser.county import County
from tests.conftest import DESK, Visit

PHONE = 390
CODE = "training.practical.sessions"
TEXT = "一、工作回顾\n共举办实用技术培训班{{ figure('training.practical.sessions') }}。"


class Town:
    """A town of its own, with two courses of this month and a draft report on it."""

    def __init__(self) -> None:
        self.unit: Unit = make_unit(level=4)
        self.officer: User = make_user(self.unit, Role.TOWNSHIP_OFFICER)
        self.colleague: User = make_user(self.unit, Role.TOWNSHIP_OFFICER)
        self.course = make_course(self.unit, by=self.officer, name="杨梅栽培")
        self.held: list[Session] = [self.hold(1), self.hold(2)]
        month = Period(today() - timedelta(days=29), today())
        self.report: Report = write_report(
            unit=self.unit, template=make_template(TEXT), first=month.first, last=month.last, by=self.officer
        )

    def hold(self, days_ago: int) -> Session:
        on = today() - timedelta(days=days_ago)
        return make_session(self.unit, headcount=20, course=self.course, on=on, by=self.officer)


def number(page: Page) -> Locator:
    return page.locator(f".jg-paper a.jg-fig[href*='i={CODE}&']").first


def freeze(page: Page) -> None:
    page.get_by_role("link", name="定稿").click()
    page.get_by_role("button", name="定稿").click()
    expect(page.locator(".jg-alert-success")).to_contain_text("定稿了")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_record_changed_after_freezing_is_read_beside_the_number(county: County, visit: Visit, width: int) -> None:
    town = Town()
    page = visit(f"/reports/{town.report.pk}/", user=town.officer, width=width)
    freeze(page)
    expect(page.locator(".jg-now")).to_have_count(0)

    page.goto(f"/registers/training/{town.held[0].pk}/void/")
    page.get_by_label("为什么作废").fill("记重了")
    page.get_by_role("button", name="作废").click()
    expect(page.locator(".jg-alert-warning")).to_contain_text("记重了")
    town.hold(3)
    town.hold(4)
    page.goto(f"/reports/{town.report.pk}/")

    expect(number(page)).to_contain_text("2期")
    expect(page.locator(".jg-paper .jg-now")).to_have_text("现 3")
    number(page).click()
    drawer = page.locator("#jg-drawer")
    expect(drawer).to_contain_text("定稿后多了 2 条，少了 1 条")
    expect(drawer).to_contain_text("2 → 3")
    expect(drawer.locator(".jg-knot-warn", has_text="已作废：记重了")).to_have_count(1)
    expect(drawer.locator(".jg-drawer-foot")).to_contain_text("定稿时 2 条合计 2 期")


def test_paper_holds_only_the_frozen_number(county: County, visit: Visit) -> None:
    town = Town()
    page = visit(f"/reports/{town.report.pk}/", user=town.officer)
    freeze(page)
    town.hold(3)
    page.goto(f"/reports/{town.report.pk}/")

    page.emulate_media(media="print")

    expect(page.locator(".jg-paper .jg-now")).to_be_hidden()
    expect(page.locator(".jg-state")).to_be_hidden()
    expect(page.locator(".jg-paper-signed")).to_be_visible()


def test_a_colleague_signs_and_the_report_is_locked(county: County, visit: Visit) -> None:
    town = Town()
    freeze(visit(f"/reports/{town.report.pk}/", user=town.officer))

    page = visit(f"/reports/{town.report.pk}/", user=town.colleague)
    page.get_by_role("link", name="审核").click()
    page.get_by_label("审核人").fill("演示审核人")
    page.get_by_role("button", name="签字锁定").click()

    expect(page.locator(".jg-paper-signed")).to_contain_text("审核人：演示审核人")
    expect(page.get_by_role("link", name="审核")).to_have_count(0)


def test_the_chart_of_a_report_is_drawn_and_a_bar_opens_its_number(county: County, visit: Visit) -> None:
    page = visit(f"/reports/{county.report.pk}/", user=county.officer)

    page.locator(".jg-paper-chart svg path[fill='#86304b' i] >> visible=true").first.click()

    expect(page.locator("#jg-drawer")).to_contain_text("实用技术培训班")
