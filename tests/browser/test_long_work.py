"""Long work on its page: it moves on by itself, ends by itself, and leaves her free to go."""

from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import expect

from jinguo.common.dates import today
from jinguo.orgs.jobs import run_waiting
from jinguo.orgs.models import Job, Unit
from jinguo.orgs.services import split_unit
from jinguo.records.models import Person
from tests.browser.county import County
from tests.browser.visits import Visits


def split_village(county: County) -> tuple[Unit, Person]:
    """A village from which a new one was split off a month ago, and somebody of it."""
    person = county.stage.people[county.scenario.country.residents[0].key]
    on = today() - timedelta(days=30)
    return split_unit(unit=person.unit, name="新分的村", on=on, by=None), person


def test_people_are_shared_out_while_the_page_may_be_left(visits: Visits, county: County) -> None:
    new, person = split_village(county)
    page = visits.open(reverse("people-divide", args=[new.pk]), user=county.officer, width=390)
    page.get_by_text(f"{person.group_name} · ").click()
    page.get_by_role("button", name="分过去").click()
    expect(page.locator("#job")).to_contain_text("可以离开这一页")
    left = Job.objects.get(kind="people.divide")

    run_waiting()

    expect(page.locator("#job")).to_contain_text("人分到了新分的村")
    assert page.locator("#job").get_attribute("hx-trigger") is None, "it asks on although it has ended"
    person.refresh_from_db()
    assert person.unit == new
    page.goto(reverse("today"))
    page.get_by_role("link", name="看看").first.click()
    expect(page).to_have_url(reverse("job", args=[left.pk]))
    page.get_by_role("link", name="去看看").click()
    expect(page).to_have_url(reverse("unit", args=[new.pk]))


def test_what_waits_can_be_stopped(visits: Visits, county: County) -> None:
    waiting = Job.objects.create(kind="people.divide", by=county.officer, params={"split": 0, "groups": []})
    page = visits.open(reverse("job", args=[waiting.pk]), user=county.officer)
    page.get_by_role("button", name="停下").click()
    expect(page.locator("#job")).to_contain_text("停下了")
    run_waiting()
    waiting.refresh_from_db()
    assert waiting.state == Job.State.CANCELLED
