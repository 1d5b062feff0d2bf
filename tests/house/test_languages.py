"""The product speaks Chinese to everybody, and English to those who choose it."""

import re

import pytest
from django.conf import settings
from django.test import Client

from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers

pytestmark = pytest.mark.django_db

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("asked", ["", "zh-CN", "en", "fr", "*"])
def test_the_first_page_is_chinese_whatever_the_browser_asks_for(client: Client, asked: str) -> None:
    page = client.get("/", follow=True, headers={"accept-language": asked}).content.decode()
    assert '<html lang="zh-' in page
    assert "登录" in page


def test_who_chose_english_gets_english(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get("/", follow=True).content.decode()
    assert '<html lang="en' in page
    assert "登录" not in re.sub(r"<[^>]*>", "", page)


def test_a_language_that_is_not_there_falls_back_to_chinese(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert '<html lang="zh-' in client.get("/", follow=True).content.decode()


def test_a_form_asks_in_the_language_of_whoever_opens_it(client: Client) -> None:
    """Also after somebody else opened it in Chinese: what a form is made of is kept from one request to the next."""
    client.force_login(make_user(make_unit(level=4)))
    forms = [one.url("new") for one in registers.shared() if one.write and one.model.__module__.startswith("jinguo")]
    chinese = {url: labels(client, url) for url in forms}
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = {url: labels(client, url) for url in forms}

    assert all(map(CHINESE.search, map("".join, chinese.values())))
    assert [label for told in english.values() for label in told if CHINESE.search(label)] == []


def labels(client: Client, url: str) -> list[str]:
    page = client.get(url).content.decode()
    return re.findall(r'<(?:legend|label) class="jg-label"[^>]*>\s*([^<]+)', page)
