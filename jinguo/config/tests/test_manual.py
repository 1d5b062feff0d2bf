"""使用手册: plain chapters that everybody can open, each page leading to its own."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import get_resolver

from jinguo.orgs.tests.make import make_user
from jinguo.ui.manual.chapters import Chapter, chapter_about, chapters

each_chapter = pytest.mark.parametrize("chapter", chapters().values(), ids=lambda one: one.slug)
TWO_SCREENS = 900
"""Characters of text that fit two screens of a phone, beside a picture."""


@pytest.mark.django_db
@each_chapter
def test_a_chapter_can_be_read_without_signing_in(chapter: Chapter) -> None:
    page = Client().get(f"/help/{chapter.slug}/").content.decode()
    assert f'<h1 class="jg-title">{chapter.title}' in page
    assert "**" not in page
    assert "去登录" in page


@each_chapter
def test_a_chapter_is_short(chapter: Chapter) -> None:
    assert sum(len(line) for block in chapter.blocks for line in block.lines) < TWO_SCREENS


@each_chapter
def test_every_picture_is_there_and_small(chapter: Chapter) -> None:
    for block in chapter.blocks:
        if block.kind == "picture":
            found = finders.find(f"ui/manual/{block.lines[0]}.png")
            assert found, f"{block.lines[0]}: take it with `make screenshots`"
            assert Path(str(found)).stat().st_size < 100_000


@pytest.mark.django_db
def test_the_help_of_a_page_opens_the_chapter_about_it() -> None:
    client = Client()
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    for path, slug in (
        ("/", "today"),
        ("/registers/", "registers"),
        ("/registers/training/new/", "write"),
        ("/figures/", "figures"),
        ("/search/", "registers"),
        ("/people/new/", "person"),
        ("/reports/", "reports"),
        ("/account/", "sign-in"),
    ):
        page = client.get(path).content.decode()
        assert page.count(f'href="/help/{slug}/"') == 2, f"{path}: side bar, and the end of the page on a phone"
    assert "使用手册" in client.get("/help/").content.decode()


def test_no_page_has_two_chapters() -> None:
    names = [name for chapter in chapters().values() for name in chapter.about]
    assert len(names) == len(set(names))


def test_the_chapters_are_about_pages_that_exist() -> None:
    known = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    for space, (_prefix, resolver) in get_resolver().namespace_dict.items():
        known |= {f"{space}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    missing = {name for chapter in chapters().values() for name in chapter.about} - known
    assert not missing, f"{missing}: a page was renamed; say so in jinguo/ui/manual/pages"


def test_an_unknown_page_leads_to_all_chapters() -> None:
    assert chapter_about("nowhere") is None


@pytest.mark.django_db
def test_a_chapter_that_is_not_there_is_a_404() -> None:
    assert Client().get("/help/nothing/").status_code == 404
