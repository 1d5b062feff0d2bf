"""The shell, the parts that pages include, and the pages for when something went wrong."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.views.defaults import page_not_found
from django_htmx.middleware import HtmxMiddleware

from jinguo.ui.errors import csrf_failure, server_error
from jinguo.ui.nav import NavItem, main_items, menu_items
from jinguo.ui.pages import page

LEDGERS = [
    NavItem("培训", "/registers/training/", parent="registers"),
    NavItem("账号", "/accounts/", "users", parent="account"),
]


def provide(request: HttpRequest) -> list[NavItem]:
    return LEDGERS


def request_for(path: str = "/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, **headers)  # type: ignore[arg-type]
    request.user = AnonymousUser()
    HtmxMiddleware(lambda _: None)(request)  # type: ignore[arg-type]
    return request


def part(name: str, **given: Any) -> str:
    return Template(f'{{% include "ui/parts/{name}.html" %}}').render(Context(given))


def test_htmx_gets_the_part_and_the_browser_the_page() -> None:
    context = {"options": [("7", "长街镇", "宁海县")], "query": "长"}
    whole = page(request_for(), "ui/parts/options.html", context)
    asked = page(request_for(HTTP_HX_REQUEST="true"), "ui/parts/options.html", context, part=None)
    assert whole.content == asked.content
    assert "HX-Request" in whole["Vary"]


def test_a_ledger_is_listed_while_its_main_page_is_open(settings: Any) -> None:
    settings.JINGUO_NAV = [f"{__name__}.provide"]
    open_items = {str(item.label): item for item in main_items(request_for("/registers/training/"))}
    assert [str(child.label) for child in open_items["台账"].children] == ["培训"]
    assert open_items["台账"].children[0].active
    closed = {str(item.label): item for item in main_items(request_for("/"))}
    assert not closed["台账"].children


def test_settings_live_under_the_name(settings: Any) -> None:
    settings.JINGUO_NAV = [f"{__name__}.provide"]
    assert [str(item.label) for item in menu_items(request_for())] == ["账号"]


def test_an_empty_page_says_what_it_will_be_good_for() -> None:
    shown = part("empty", title="还没有培训记录", text="记下第一期。", action="记第一期培训", url="/new/")
    assert shown.count("jg-btn-primary") == 1
    assert "还没有培训记录" in shown


def test_a_saved_line_can_be_undone() -> None:
    shown = part("alert", kind="success", text="记下了。", undo_url="/undo/")
    assert 'action="/undo/"' in shown
    assert "撤回" in shown


def test_names_are_never_taken_for_markup() -> None:
    assert "<script>" not in part("page_header", title="<script>alert(1)</script>")
    assert "<script>" not in part("options", options=[("1", "<script>", "<script>")], query="")


@pytest.mark.django_db
def test_a_page_of_others_and_a_missing_one_look_the_same() -> None:
    shown = page_not_found(request_for("/nowhere/"), Http404()).content.decode()
    assert "这里没有这一页，或不归您管" in shown


def test_a_fault_keeps_calm_and_gives_a_code_to_read_aloud(caplog: pytest.LogCaptureFixture) -> None:
    answer = server_error(request_for("/write/"))
    code = re.search(r"<strong>(\S+ \d{4})</strong>", answer.content.decode())
    assert answer.status_code == 500
    assert "您写的都还在" in answer.content.decode()
    assert code
    assert code.group(1) in caplog.text


def test_a_page_that_lay_open_too_long_says_so() -> None:
    answer = csrf_failure(request_for())
    assert answer.status_code == 403
    assert "放得太久" in answer.content.decode()
