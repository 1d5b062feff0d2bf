"""The product speaks Chinese to everybody, and English to a browser that asks for it."""

import re

import pytest
from django.test import Client

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "zh-CN", "fr", "*"])
def test_the_first_page_is_chinese(client: Client, asked: str) -> None:
    answer = client.get("/", follow=True, headers={"accept-language": asked})
    page = answer.content.decode()
    assert '<html lang="zh-' in page
    assert "登录" in page


@pytest.mark.django_db
def test_a_browser_that_asks_for_english_gets_english(client: Client) -> None:
    page = client.get("/", follow=True, headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en' in page
    assert "登录" not in re.sub(r"<[^>]*>", "", page)
