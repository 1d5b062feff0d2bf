"""Two people at one person's file or at one situation: field by field, and nobody is shut out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_unit
from jinguo.records.people import services
from jinguo.records.tests.make import make_person, make_situation, make_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Unit:
    return make_unit(level=5)


@pytest.fixture
def other(village: Unit) -> User:
    return make_worker(village)


@pytest.fixture
def browser(client: Client, village: Unit) -> Client:
    client.force_login(make_worker(village))
    return client


def opened(browser: Client, url: str) -> dict[str, Any]:
    """What the form held when the page was opened, as a browser would send it back."""
    form = browser.get(url).context["form"]
    return {field.html_name: field.value() for field in form if field.value() not in (None, "")}


def test_a_file_that_somebody_changed_meanwhile_is_settled_field_by_field(
    browser: Client, village: Unit, other: User
) -> None:
    her = make_person(village, group_name="1 组", occupation="")
    url = reverse("person-change", args=[her.pk])
    mine = opened(browser, url) | {"group_name": "3 组", "occupation": "裁缝", "unit_text": village.name}
    services.change_person(her, by=other, group_name="2 组")

    refused = browser.post(url, mine)
    asked = {one.name: (one.hers, one.mine) for one in refused.context["conflicts"]}
    assert asked == {"group_name": ("2 组", "3 组")}
    assert "裁缝" in refused.content.decode()

    mine["version"] = refused.context["form"]["version"].value()
    assert browser.post(url, mine | {"hers": "group_name"}).status_code == 302
    her.refresh_from_db()
    assert (her.group_name, her.occupation) == ("2 组", "裁缝")


def test_ones_own_words_stay_where_nothing_else_was_chosen(browser: Client, village: Unit, other: User) -> None:
    situation = make_situation(make_person(village), note="")
    url = reverse("situation-change", args=[situation.pk])
    mine = opened(browser, url) | {"start": "2008-3-1", "note": "我写的"}
    services.change_situation(situation, by=other, note="她写的")

    refused = browser.post(url, mine)
    assert [(one.hers, one.mine) for one in refused.context["conflicts"]] == [("她写的", "我写的")]

    mine["version"] = refused.context["form"]["version"].value()
    assert browser.post(url, mine).status_code == 302
    situation.refresh_from_db()
    assert situation.note == "我写的"


def test_a_wrong_field_is_mended_before_anything_is_settled(browser: Client, village: Unit, other: User) -> None:
    her = make_person(village, group_name="1 组")
    url = reverse("person-change", args=[her.pk])
    mine = opened(browser, url) | {"group_name": "3 组", "phone": "abc", "unit_text": village.name}
    services.change_person(her, by=other, group_name="2 组")

    refused = browser.post(url, mine)

    assert refused.context["conflicts"] == []
    assert refused.context["form"]["version"].value() == str(mine["version"])
    her.refresh_from_db()
    assert her.group_name == "2 组"
