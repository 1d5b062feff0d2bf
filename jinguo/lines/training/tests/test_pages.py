"""The form and the pages, without JavaScript, as the server sees them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jinguo.common.dates import today
from jinguo.indicators import Indicator, When
from jinguo.lines.training.models import Course, Session
from jinguo.lines.training.tests.make import make_course, make_session, make_venue
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.orgs.tree import parent_on
from jinguo.records import services as records
from jinguo.records.people.services import move_person
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db

NEW = "/registers/training/new/"


@pytest.fixture
def village() -> Unit:
    return make_unit(name="河湾村", parent=make_unit(name="越溪乡", parent=make_unit()))


@pytest.fixture
def worker(village: Unit) -> User:
    return make_user(village, role=Role.VILLAGE_WORKER)


@pytest.fixture
def browser(client: Client, worker: User) -> Client:
    client.force_login(worker)
    return client


def said(**fields: Any) -> dict[str, Any]:
    given = {"starts_on": "今天", "course": "刺绣", "course_kind": "practical", "where": "村妇女之家", "mode": "roster"}
    return {**given, **fields}


def answer(browser: Client, path: str = NEW, **fields: Any) -> str:
    return browser.post(path, said(**fields), follow=True).content.decode()


def test_a_new_thing_taught_becomes_a_course(browser: Client, village: Unit) -> None:
    yulan = make_person(village)

    answer(browser, people=[yulan.pk])

    session = Session.objects.get()
    assert (session.course.name, session.course.kind, session.course.unit) == ("刺绣", Course.Kind.PRACTICAL, village)
    assert (session.starts_on, session.ends_on, session.place) == (today(), today(), "村妇女之家")
    assert [row.person for row in session.attendances.all()] == [yulan]


def test_a_new_thing_taught_asks_of_which_kind_it_is(browser: Client, village: Unit) -> None:
    page = answer(browser, people=[make_person(village).pk], course_kind="")

    assert "“刺绣”是新的，请选类别。" in page
    assert not Session.objects.exists()


def test_what_the_county_teaches_is_known_in_the_village(browser: Client, village: Unit) -> None:
    county = make_unit()
    below = make_unit(parent=make_unit(parent=county))
    course, school = make_course(county, name="家政服务"), make_venue(county, name="县职教中心")
    client = Client()
    client.force_login(make_user(below, role=Role.VILLAGE_WORKER))

    answer(client, course="家政服务", course_kind="", where="县职教中心", people=[make_person(below).pk])

    session = Session.objects.get()
    assert (session.course, session.venue, session.place) == (course, school, "")


def test_the_effect_is_told_before_saving_and_nothing_is_saved(browser: Client, village: Unit, worker: User) -> None:
    yulan, qiuju = make_person(village), make_person(village)
    make_session(village, women=[yulan], by=worker)

    page = browser.post(reverse("record-effect", args=["training"]), said(people=[yulan.pk, qiuju.pk])).content.decode()

    assert "记下后：培训 <strong>1 → 2 期</strong>，参训妇女 <strong>+1 人</strong>" in page
    assert Session.objects.count() == 1


def test_outcomes_of_the_whole_roster_are_written_on_one_page(browser: Client, village: Unit, worker: User) -> None:
    session = make_session(village, women=[make_person(village), make_person(village)], by=worker)
    one, other = session.attendances.all()

    path = reverse("record-later", args=["training", session.pk, "attendances"])
    browser.post(path, {"on": "昨天", f"outcome_{one.pk}": "employed", f"outcome_{other.pk}": ""})

    assert [row.outcome for row in session.attendances.all()] == ["employed", ""]


def test_a_session_page_shows_who_came_with_the_way_to_her_file(browser: Client, village: Unit, worker: User) -> None:
    yulan = make_person(village, name="陈玉兰", group_name="3 组")
    session = make_session(village, women=[yulan], by=worker)

    page = browser.get(f"/registers/training/{session.pk}/").content.decode()

    assert "陈玉兰" in page
    assert reverse("person", args=[yulan.pk]) in page
    assert "培训后怎么样了" in page


def test_a_neighbour_on_the_roster_is_masked_for_those_who_do_not_answer_for_her(village: Unit) -> None:
    town = make_unit(parent=make_unit())
    one, other = make_unit(parent=town), make_unit(parent=town)
    session = make_session(one, women=[make_person(other, name="陈玉兰")], by=make_user(one))
    client = Client()
    client.force_login(make_user(one, role=Role.VILLAGE_WORKER))

    page = client.get(f"/registers/training/{session.pk}/").content.decode()

    assert "陈玉兰" not in page
    assert "陈**" in page


def test_the_register_marks_only_what_is_unusual(browser: Client, village: Unit, worker: User) -> None:
    make_session(village, women=[make_person(village)], by=worker)
    make_session(village, headcount=17, by=worker)

    page = browser.get("/registers/training/").content.decode()

    assert "只记人数" in page
    assert "名单差" not in page


def test_another_villages_session_is_not_there(browser: Client) -> None:
    session = make_session(make_unit(), headcount=5)

    assert browser.get(reverse("record-later", args=["training", session.pk, "attendances"])).status_code == 404
    assert browser.post(reverse("record-effect", args=["training", session.pk]), said()).status_code == 404


def test_what_is_taught_most_often_is_one_tap_away(browser: Client, village: Unit, worker: User) -> None:
    for name, times in (("刺绣", 1), ("家政", 3), ("养鸡", 2)):
        course = make_course(village, name=name, by=worker)
        for _time in range(times):
            make_session(village, headcount=5, course=course, by=worker)

    form = browser.get(NEW).context["form"]

    assert form.fields["course"].widget.suggestions == ["家政", "养鸡", "刺绣"]


def test_a_voided_session_can_still_be_read(browser: Client, village: Unit, worker: User) -> None:
    session = make_session(village, women=[make_person(village)], by=worker)
    records.void(session, reason="记重了", by=worker)

    page = browser.get(f"/registers/training/{session.pk}/").content.decode()

    assert "记重了" in page


def test_a_woman_put_on_the_roster_later_keeps_the_others(browser: Client, village: Unit, worker: User) -> None:
    yulan, qiuju = make_person(village), make_person(village)
    session = make_session(village, women=[yulan], by=worker)
    path = f"/registers/training/{session.pk}/edit/"
    assert [line.person for line in browser.get(path).context["form"]["people"].lines()] == [yulan]

    answer(
        browser, path, people=[yulan.pk, qiuju.pk], course=session.course.name, course_kind="", version=session.version
    )

    assert session.attendances.count() == 2


def test_search_finds_ours_among_what_many_other_towns_hold(browser: Client, village: Unit, worker: User) -> None:
    ours = make_session(village, headcount=3, course=make_course(village, name="100%手工"), on=date(2020, 3, 1))
    for _ in range(6):
        elsewhere = make_unit()
        make_session(elsewhere, headcount=3, course=make_course(elsewhere, name="100%手工"))
    near = make_session(village, headcount=3, course=make_course(village, name="1000手工"))

    found = browser.get(reverse("search"), {"q": "100%"}).content.decode()

    assert f"/registers/training/{ours.pk}/" in found
    assert f"/registers/training/{near.pk}/" not in found


def test_a_session_that_somebody_changed_meanwhile_is_not_overwritten(
    browser: Client, village: Unit, worker: User
) -> None:
    session = make_session(village, headcount=5, by=worker)
    session.teacher = "她写的老师"
    records.save(session, by=worker)

    page = browser.post(f"/registers/training/{session.pk}/edit/", said(version="1")).content.decode()

    assert "她写的老师" in page
    session.refresh_from_db()
    assert session.teacher == "她写的老师"


def test_who_moved_away_is_masked_in_the_forms_too(browser: Client, village: Unit, worker: User) -> None:
    yulan = make_person(village, name="陈玉兰")
    session = make_session(village, women=[yulan], by=worker)
    town = parent_on(village, today())
    move_person(person=yulan, to_unit=make_unit(parent=town), on=today(), by=make_user(town))

    for path in (
        NEW,
        f"/registers/training/{session.pk}/edit/",
        reverse("record-later", args=["training", session.pk, "attendances"]),
    ):
        assert "陈玉兰" not in browser.get(path).content.decode()


def test_a_village_is_not_told_on_every_row_that_it_is_itself(village: Unit, worker: User) -> None:
    make_session(village, women=[make_person(village)], by=worker)
    township = make_user(parent_on(village, today()), role=Role.TOWNSHIP_OFFICER)
    for user, told in ((worker, False), (township, True)):
        client = Client()
        client.force_login(user)
        rows = client.get("/registers/training/").content.decode().partition("<tbody")[2]
        assert (village.name in rows.partition("</tbody>")[0]) == told
        latest = client.get("/").context["latest"]
        assert [village.name in each["hint"] for each in latest] == [told]


def test_the_figures_page_begins_with_something_that_is_done_month_by_month(browser: Client) -> None:
    measure = browser.get("/figures/").context["measure"]

    assert isinstance(measure, Indicator)
    assert measure.when is When.DURING


def test_the_sign_in_sheet_names_the_roster_and_is_offered_on_the_session(browser: Client, worker: User) -> None:
    woman = make_person(worker.unit, by=worker, name="演示柳絮飞")
    session = make_session(worker.unit, women=[woman], by=worker)
    sheet = reverse("record-sheet", args=["training", session.pk])
    page = browser.get(f"/registers/training/{session.pk}/").content.decode()
    assert f'href="{sheet}"' in page
    assert f'href="/files/training/{session.pk}/?sign_in=1"' in page
    printed = browser.get(sheet).content.decode()
    assert "演示柳絮飞" in printed
    assert today().isoformat() in printed


def test_the_sign_in_sheet_of_a_sister_branch_is_not_there(browser: Client, village: Unit) -> None:
    session = make_session(make_unit(parent=parent_on(village, today())), headcount=3)
    assert browser.get(reverse("record-sheet", args=["training", session.pk])).status_code == 404
