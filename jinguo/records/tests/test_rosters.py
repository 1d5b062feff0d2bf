"""谁来了: whatever has a turnout is written down by name or by headcount, in one form, one door, one set of words."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.indicators.compute import figures_of
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.orgs.tree import parent_on
from jinguo.records import services
from jinguo.records.models import Person, Sex
from jinguo.records.people.services import move_person
from jinguo.records.tests.make import make_person
from jinguo.records.tests.test_api import send
from jinguo.tables.rows import naming
from tests.boards.models import Play, Show, Spectator

pytestmark = pytest.mark.django_db

PLAYS, HELD, SEATS = (model._default_manager for model in (Play, Show, Spectator))  # type: Any, Any, Any
SHOWS = "/registers/shows/"
NEW = f"{SHOWS}new/"
EFFECT = f"{SHOWS}effect/"


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


def save_show(show: Show, came: Sequence[Person], by: User) -> Any:
    return services.save(show, by=by, rows={"attendances": naming(show, "attendances", "person", came)})


def make_show(by: User, *came: Person, name: str = "五女拜寿", **fields: Any) -> Any:
    play = PLAYS.filter(name=name).first() or Play(unit=by.unit, name=name, kind="opera")
    return save_show(Show(unit=by.unit, play=play, **{"starts_on": today(), "place": "祠堂", **fields}), came, by)


def said(**fields: Any) -> dict[str, Any]:
    given = {"starts_on": "今天", "play": "五女拜寿", "play_kind": "opera", "where": "祠堂", "mode": "roster"}
    return {**given, **fields}


def answer(browser: Client, path: str = NEW, **fields: Any) -> str:
    return browser.post(path, said(**fields), follow=True).content.decode()


def refusal(by: User, came: Sequence[Person] = (), **fields: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        make_show(by, *came, **fields)
    assert not HELD.exists()
    assert not PLAYS.exists()
    return refused.value.message_dict


def test_what_cannot_be_is_refused_in_words_that_tell_what_to_do(village: Unit, worker: User) -> None:
    one, other = make_person(village, name="陈玉兰"), make_person(village)
    yesterday, tomorrow = today() - timedelta(1), today() + timedelta(1)

    assert refusal(worker, [one, one]) == {"people": ["陈玉兰写了 2 次，请留一次。"]}
    assert refusal(worker, [one, other], total=1) == {"total": ["人数比名单少 1。改成 2，或从名单去掉 1 人。"]}
    assert refusal(worker, [one], mode="headcount", women=5) == {"mode": ["只记人数就不点名字。请选一样。"]}
    assert refusal(worker, mode="headcount", women=0) == {"women": ["一个人也没来就不用记。来了几人，请写几人。"]}
    assert refusal(worker, mode="headcount", women=9, total=5) == {"total": ["一共的人数比妇女少。请改其中一个。"]}
    assert refusal(worker, [one], ends_on=yesterday) == {"ends_on": ["最后一天比第一天早。请改其中一个。"]}
    assert refusal(worker, [one], starts_on=tomorrow) == {"starts_on": ["这一天还没到。办完了再来记。"]}


def test_names_are_people_and_a_headcount_never_is(village: Unit, worker: User) -> None:
    one, other = make_person(village), make_person(village)
    make_show(worker, one, other, make_person(village, sex=Sex.MALE))
    make_show(worker, one)
    make_show(worker, mode="headcount", women=18, total=20)

    figures = figures_of(["shows.held", "shows.women", "shows.visits"], worker.unit, Period.half_year(today()))
    assert [figure.value for figure in figures.values()] == [3, 2, 21]
    assert list(facts.verify()) == []


def test_whoever_stays_on_the_roster_keeps_what_stands_beside_her(village: Unit, worker: User) -> None:
    one, other, third = (make_person(village) for _ in range(3))
    show = make_show(worker, one, other)
    SEATS.filter(person=one).update(seat="3 排")

    save_show(show, [one, third], worker)

    assert dict(show.attendances.values_list("person", "seat")) == {one.pk: "3 排", third.pk: ""}


def test_a_name_that_is_new_is_made_with_the_record_once_its_kind_is_told(browser: Client, village: Unit) -> None:
    her = make_person(village)
    assert "“五女拜寿”是新的，请选哪一种。" in answer(browser, people=[her.pk], play_kind="")
    assert not HELD.exists()

    answer(browser, people=[her.pk])

    show = HELD.get()
    assert (show.play.name, show.play.kind, show.play.unit) == ("五女拜寿", "opera", village)
    assert (show.starts_on, show.ends_on, show.place) == (today(), today(), "祠堂")
    assert [row.person for row in show.attendances.all()] == [her]


def test_what_a_unit_above_keeps_is_known_by_its_name(browser: Client, village: Unit) -> None:
    town = parent_on(village, today())
    assert town
    kept = services.save(Play(unit=town, name="五女拜寿", kind="film"), by=make_user(town))
    assert '<option value="五女拜寿">' in browser.get(NEW).content.decode()

    answer(browser, people=[make_person(village).pk], play_kind="")

    show = HELD.get()
    assert show.play == kept


def test_what_a_sister_keeps_is_not_known(browser: Client, village: Unit) -> None:
    sister = make_unit(parent=parent_on(village, today()))
    services.save(Play(unit=sister, name="五女拜寿", kind="film"), by=make_user(sister))

    assert "是新的" in answer(browser, people=[make_person(village).pk], play_kind="")


def test_a_form_begins_with_what_was_the_same_the_last_time(browser: Client, worker: User) -> None:
    for times, troupe in enumerate(("越剧团", "村里的姐妹"), start=1):
        for _time in range(times):
            make_show(worker, make_person(worker.unit), troupe=troupe, starts_on=today() - timedelta(times))

    form = browser.get(NEW).context["form"]

    assert [form[name].value() for name in ("starts_on", "where", "troupe")] == [today(), "祠堂", "越剧团"]
    assert form.fields["troupe"].widget.suggestions == ["村里的姐妹", "越剧团"]
    assert form.fields["play"].widget.suggestions == ["五女拜寿"]


def test_repeating_fills_in_everything_but_the_day_and_who_came(browser: Client, village: Unit, worker: User) -> None:
    before = make_show(worker, make_person(village), total=9)
    make_show(worker, make_person(village), name="孔雀东南飞", troupe="越剧团")

    form = browser.get(f"{NEW}?like={before.pk}").context["form"]

    assert (form["play"].value(), form["troupe"].value(), form["total"].value()) == ("五女拜寿", "", None)
    assert form["people"].lines() == []
    assert [line.person for line in form["people"].last_time()] == [row.person for row in before.attendances.all()]


def test_names_typed_as_text_become_people(browser: Client, village: Unit) -> None:
    women = [make_person(village, name=name) for name in ("陈玉兰", "王秋菊")]

    answer(browser, names="陈玉兰\n王秋菊、")

    assert {row.person for row in SEATS.all()} == set(women)


def test_an_unknown_name_is_said_and_the_others_stay(browser: Client, village: Unit) -> None:
    make_person(village, name="陈玉兰")

    page = answer(browser, names="陈玉兰\n陈玉栏")

    assert "没有找到“陈玉栏”。看看有没有写错字，或先登记她。" in page
    assert "陈玉栏</textarea>" in page


def test_namesakes_are_offered_with_what_tells_them_apart(browser: Client, village: Unit) -> None:
    _one, other = (make_person(village, name="王芳", group_name=group) for group in ("3 组", "5 组"))

    page = answer(browser, names="王芳")
    assert "有 2 个“王芳”，请在名单里给来了的那个打勾。" in page
    assert "河湾村 3 组" in page
    assert "河湾村 5 组" in page

    answer(browser, people=[other.pk])
    assert [row.person for row in SEATS.all()] == [other]


def test_nobody_of_another_village_can_be_put_on_the_roster(browser: Client) -> None:
    for key in (make_person().pk, 10**30, "x"):
        assert "名单里有一个人已经不在册了，或不归您管，请去掉。" in answer(browser, people=[key])
    assert not HELD.exists()


def test_a_roster_of_nobody_and_a_headcount_without_a_number_are_refused(browser: Client) -> None:
    assert "谁来了？请点名字，或改成只记人数。" in answer(browser)
    assert "来了几位妇女？请写个数。" in answer(browser, mode="headcount", women="")

    answer(browser, mode="headcount", women="22")
    assert HELD.values_list("women", flat=True).get() == 22


def test_the_effect_is_told_before_saving_and_nothing_is_saved(browser: Client, village: Unit, worker: User) -> None:
    one, other = make_person(village), make_person(village)
    show = make_show(worker, one)

    told = browser.post(EFFECT, said(play="孔雀东南飞", people=[one.pk, other.pk])).content.decode()
    later = browser.post(f"{SHOWS}{show.pk}/effect/", said(people=[one.pk, other.pk])).content.decode()

    assert "记下后：演出 <strong>1 → 2 场</strong>，看演出的妇女 <strong>+1 人</strong>" in told
    assert "记下后：看演出的妇女 <strong>1 → 2 人</strong>，妇女看演出 <strong>+1 人次</strong>" in later
    assert (HELD.count(), PLAYS.count(), show.attendances.count()) == (1, 1, 1)


def test_an_unfinished_form_has_no_effect_yet(browser: Client) -> None:
    assert browser.post(EFFECT, {"play": "五女拜寿"}).content.decode().strip() == ""


def test_a_new_person_has_an_effect_as_well(browser: Client, worker: User) -> None:
    make_person(worker.unit)
    body = {"name": "陈玉兰", "sex": "2", "no_id_reason": "other", "unit": worker.unit_id, "registered_on": "今天"}

    told = browser.post("/registers/people/effect/", body).content.decode()

    assert "<strong>1 → 2 人</strong>" in told
    assert Person.objects.count() == 1


def test_a_newcomer_is_registered_without_leaving_the_form(browser: Client, village: Unit) -> None:
    page = browser.post("/roster/newcomer/", {"newcomer-name": "李小梅", "newcomer-sex": "2"}).content.decode()

    newcomer = Person.objects.get(name="李小梅")
    assert newcomer.unit == village
    assert f'data-person="{newcomer.pk}"' in page


def test_a_draft_gets_rows_of_those_alone_whom_the_user_may_see(browser: Client, village: Unit) -> None:
    own, stranger = make_person(village), make_person()

    page = browser.get("/roster/rows/", {"people": [str(own.pk), str(stranger.pk), "x"]}).content.decode()

    assert f'data-person="{own.pk}"' in page
    assert f'data-person="{stranger.pk}"' not in page


@pytest.mark.parametrize("path", [EFFECT, "/roster/newcomer/", "/roster/rows/"])
def test_a_stranger_reaches_nothing(client: Client, path: str) -> None:
    assert client.post(path, headers={"HX-Request": "true"}).status_code == 401


def test_the_effect_of_another_villages_record_is_not_there(browser: Client) -> None:
    show = make_show(make_user(make_unit()), mode="headcount", women=5)

    assert browser.post(f"{SHOWS}{show.pk}/effect/", said()).status_code == 404


def test_who_moved_away_is_masked_wherever_she_still_stands(browser: Client, village: Unit, worker: User) -> None:
    her = make_person(village, name="陈玉兰")
    show = make_show(worker, her)
    page = browser.get(f"{SHOWS}{show.pk}/").content.decode()
    assert f'href="/people/{her.pk}/">陈玉兰' in page
    town = parent_on(village, today())
    assert town
    move_person(person=her, to_unit=make_unit(parent=town), on=today(), by=make_user(town))

    for path in (f"{SHOWS}{show.pk}/", NEW, f"{SHOWS}{show.pk}/edit/", f"{SHOWS}{show.pk}/sheet/"):
        assert "陈玉兰" not in browser.get(path).content.decode()
    assert "陈**" in browser.get(f"{SHOWS}{show.pk}/").content.decode()


def test_who_moved_away_stays_on_the_roster_that_is_sent_again(browser: Client, village: Unit, worker: User) -> None:
    her, other = make_person(village), make_person(village)
    show = make_show(worker, her)
    town = parent_on(village, today())
    assert town
    move_person(person=her, to_unit=make_unit(parent=town), on=today(), by=make_user(town))

    answer(browser, f"{SHOWS}{show.pk}/edit/", people=[her.pk, other.pk], version=show.version)

    assert show.attendances.count() == 2


def test_a_list_marks_only_what_is_unusual_and_says_how_many_came(browser: Client, village: Unit, worker: User) -> None:
    make_show(worker, make_person(village))
    make_show(worker, mode="headcount", women=17)
    make_show(worker, make_person(village), total=3)

    rows = browser.get(SHOWS).content.decode().partition("<tbody")[2].partition("</tbody>")[0]

    assert [rows.count(words) for words in ("名单差 2 人", "只记人数", "名单差")] == [1, 1, 1]
    assert re.findall(r"<td class=\"jg-num[^>]*>\s*(\d+)", rows) == ["3", "17", "1"]


def test_units_take_part_but_not_the_own_one(browser: Client, village: Unit, worker: User) -> None:
    sister = make_unit(name="桃源村", parent=parent_on(village, today()))

    answer(browser, people=[make_person(village).pk], with_units=[village.pk])
    assert not HELD.exists()
    answer(browser, people=[make_person(village).pk], with_units=[sister.pk])

    show = HELD.get()
    assert [row.unit for row in show.partner_rows.all()] == [sister]
    assert browser.get(f"{SHOWS}{show.pk}/edit/").context["form"]["with_units"].value() == [sister.pk]


def test_a_program_reads_words_and_writes_them_back(village: Unit) -> None:
    officer = make_user(village)
    her = make_person(village)
    body = {"starts_on": today().isoformat(), "play": "五女拜寿", "play_kind": "opera", "where": "祠堂"}
    status, made = send(officer, "POST", "/api/v1/records/shows", body | {"people": [her.pk]})
    assert status == 201, made
    show = HELD.get()
    assert (made["play"], made["play_id"], made["people"]) == ("五女拜寿", show.play_id, [her.pk])

    status, again = send(officer, "PUT", f"/api/v1/records/shows/{show.pk}", made)

    assert (status, again["play_id"], PLAYS.count()) == (200, show.play_id, 1)
    [listed] = send(officer, "GET", "/api/v1/records/shows")[1]["items"]
    assert (listed["play"], listed["play_id"]) == ("五女拜寿", show.play_id)
