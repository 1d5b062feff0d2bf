"""Rows with columns of their own in a form: by hand on the phone, without scripts, and after the page was left."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jinguo.orgs.models import Role, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.tests.make import make_person
from tests.boards.models import Board, Poster
from tests.browser.county import County
from tests.browser.visits import Visits
from tests.conftest import Visit

PHONE = 360
NEW = "/registers/boards/new/"


@pytest.fixture
def worker(county: County) -> User:
    return make_user(make_unit(level=5), role=Role.VILLAGE_WORKER)


def write_board(page: Page) -> None:
    page.get_by_label("叫什么").fill("村口宣传栏")
    page.locator("label", has_text="墙报").click()
    page.locator("label", has_text="今天").click()


def told(worker: User) -> list[Any]:
    return list(Poster._default_manager.filter(board__unit=worker.unit).values_list("title", "person__name"))


def widest(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def test_rows_are_added_chosen_for_and_taken_away_by_touch(worker: User, visit: Visit) -> None:
    make_person(worker.unit, by=worker, name="演示阿秀")
    page = visit(NEW, user=worker, width=PHONE)
    write_board(page)

    page.get_by_label("写的什么").nth(0).fill("防汛")
    page.get_by_role("button", name="再添一行").click()
    added = page.locator("[data-part-row]:visible").nth(1)
    expect(added.get_by_label("写的什么")).to_be_focused()
    added.get_by_label("写的什么").fill("反诈")
    added.get_by_label("谁贴的").press_sequentially("演示阿")
    page.get_by_role("option", name="演示阿秀").click()
    page.get_by_role("button", name="再添一行").click()
    third = page.locator("[data-part-row]:visible").nth(2)
    third.get_by_label("写的什么").fill("写错了的")
    third.get_by_text("去掉", exact=True).click()
    expect(third.get_by_label("写的什么")).to_be_hidden()
    assert widest(page) <= PHONE
    page.get_by_role("button", name="记下").click()

    expect(page.locator(".jg-alert-success")).to_be_visible()
    assert told(worker) == [("防汛", None), ("反诈", "演示阿秀")]
    expect(page.get_by_role("link", name="演示阿秀")).to_be_visible()
    assert widest(page) <= PHONE


def test_rows_are_written_down_without_scripts(worker: User, visits: Visits) -> None:
    make_person(worker.unit, by=worker, name="演示阿秀")
    page = visits.window(user=worker, width=PHONE, scripts=False).new_page()
    page.goto(NEW)
    write_board(page)
    for number, title in enumerate(("防汛", "反诈", "防火")):
        page.get_by_label("写的什么").nth(number).fill(title)
    page.get_by_role("button", name="再添几行").click()
    page.get_by_label("写的什么").nth(3).fill("反家暴")
    page.get_by_label("谁贴的").nth(3).fill("演示阿袖")
    page.get_by_text("去掉", exact=True).nth(2).click()
    page.get_by_role("button", name="记下").click()
    expect(page.locator(".jg-error", has_text="没有找到“演示阿袖”")).to_be_visible()
    assert widest(page) <= PHONE
    page.get_by_label("谁贴的").nth(3).fill("演示阿秀")
    page.get_by_role("button", name="记下").click()

    expect(page.locator(".jg-alert-success")).to_be_visible()
    assert told(worker) == [("防汛", None), ("反诈", None), ("反家暴", "演示阿秀")]


def test_a_draft_brings_back_the_rows_but_no_sensitive_column(worker: User, visit: Visit) -> None:
    page = visit(NEW, user=worker, width=PHONE)
    write_board(page)
    page.get_by_role("button", name="再添一行").click()
    row = page.locator("[data-part-row]:visible").nth(1)
    row.get_by_label("写的什么").fill("反诈")
    row.get_by_label("电话").fill("10012345678")
    row.get_by_label("电话").blur()
    page.wait_for_timeout(500)
    assert "10012345678" not in str(page.evaluate("JSON.stringify(localStorage)"))

    page.goto("/")
    page.goto(NEW)

    row = page.locator("[data-part-row]:visible").nth(1)
    expect(row.get_by_label("写的什么")).to_have_value("反诈")
    expect(row.get_by_label("电话")).to_have_value("")
    assert not Board.objects.filter(unit=worker.unit).exists()
