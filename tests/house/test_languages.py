"""The product speaks Chinese to everybody, and English to those who choose it."""

import re

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


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
