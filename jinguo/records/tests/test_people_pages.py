"""The people pages: what they show, to whom, and what they refuse."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from jinguo.orgs.models import AuditEntry, Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Person, TransferRequest
from jinguo.records.people import services
from jinguo.records.tests.make import make_id, make_person, make_situation, make_worker

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def worker_of(unit: Unit) -> Client:
    return signed_in(make_worker(unit))


def text_of(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_file_shows_who_she_is_and_hides_her_numbers() -> None:
    town = make_unit("柳溪镇")
    village = make_unit("河湾村", parent=town)
    number = make_id(date(1988, 3, 7))
    person = make_person(village, name="陈玉兰", id_number=number, phone="10012340137", group_name="3 组")

    shown = text_of(worker_of(village), "person", person.pk)

    assert "陈玉兰" in shown and "柳溪镇河湾村 3 组" in shown
    assert number not in shown and "10012340137" not in shown
    assert number[-4:] in shown and "100 •••• 0137" in shown
    assert "1988年3月7日" not in shown


def test_a_file_of_a_sister_unit_is_not_there() -> None:
    person = make_person()
    for name in ("person", "person-change", "person-move", "situation-new"):
        assert worker_of(make_unit()).get(reverse(name, args=[person.pk])).status_code == 404
    assert Client().get(reverse("person", args=[person.pk])).status_code == 302


def test_a_number_is_shown_once_after_saying_what_for_and_leaves_a_trace() -> None:
    village = make_unit()
    number = make_id()
    person, client = make_person(village, id_number=number), worker_of(village)
    url = reverse("person-reveal", args=[person.pk, "id_number"])
    assert number not in client.get(url).content.decode()
    assert number not in client.post(url, {}).content.decode()
    assert not AuditEntry.objects.filter(action="person.reveal").exists()

    assert number in client.post(url, {"purpose": "check"}).content.decode()

    entry = AuditEntry.objects.get(action="person.reveal")
    assert entry.detail == {"field": "id_number", "purpose": "check"}
    admin = signed_in(make_user(village, role=Role.ADMINISTRATOR))
    assert "核对身份" in text_of(admin, "person", person.pk)
    assert "核对身份" not in text_of(client, "person", person.pk)


def test_a_minors_numbers_are_for_her_village_and_township_only() -> None:
    county = make_unit()
    town = make_unit(parent=county)
    village = make_unit(parent=town)
    child = make_person(village, id_number=make_id(date(2016, 5, 1)), registered_on=date(2020, 1, 1))
    url = reverse("person-reveal", args=[child.pk, "id_number"])
    assert worker_of(village).get(url).status_code == 200
    assert worker_of(town).get(url).status_code == 200
    assert worker_of(county).get(url).status_code == 403


def test_registering_keeps_what_was_typed_and_says_what_is_wrong_at_its_field() -> None:
    village = make_unit()
    client = worker_of(village)
    typed = {"name": "陈玉兰", "id_number": "990101199003070028", "unit": village.pk, "unit_text": village.name}
    answer = client.post(reverse("person-new"), typed).content.decode()
    assert "最后一位对不上" in answer and 'value="陈玉兰"' in answer and "990101199003070028" in answer
    assert not Person.objects.exists()


def test_registering_leads_to_her_file() -> None:
    village = make_unit()
    client = worker_of(village)
    typed = {"name": "陈玉兰", "id_number": make_id(), "unit": village.pk, "unit_text": village.name, "relation": "0"}
    answer = client.post(reverse("person-new"), typed)
    person = Person.objects.get()
    assert answer["Location"] == reverse("person", args=[person.pk])
    assert person.household is not None and person.household.head == person


def test_a_doubt_asks_and_is_taken_with_a_reason() -> None:
    village = make_unit()
    client = worker_of(village)
    typed = {
        "name": "陈玉兰", "id_number": make_id(date(1990, 3, 7)), "born_on": "1990-3-8", "unit": village.pk,
        "unit_text": village.name,
    }  # fmt: skip
    assert "1990年3月7日" in client.post(reverse("person-new"), typed).content.decode()
    assert client.post(reverse("person-new"), typed | {"doubt_reason": "派出所写错了"}).status_code == 302


def test_somebody_known_elsewhere_is_asked_for_without_a_word_about_her() -> None:
    here, there = make_unit(), make_unit()
    number = make_id()
    make_person(there, id_number=number, name="不可说")
    client = worker_of(here)
    typed = {"name": "陈玉兰", "id_number": number, "unit": here.pk, "unit_text": here.name}
    answer = client.post(reverse("person-new"), typed, follow=True).content.decode()
    assert "已经在别的地方登记了，已请那边确认转过来" in answer
    assert "不可说" not in answer and there.name not in answer


def test_the_giving_side_hands_her_over_on_its_page() -> None:
    here, there = make_unit(), make_unit()
    person = make_person(there, name="陈玉兰")
    asked = services.request_transfer(person=person, to_unit=here, by=make_worker(here))
    url = reverse("transfer", args=[asked.pk])
    assert worker_of(here).get(url).status_code == 404
    giving = worker_of(there)
    assert "陈玉兰" in giving.get(url).content.decode()
    assert giving.post(url, {"on": "2008-5-1"}).status_code == 302
    assert TransferRequest.objects.get().state == "confirmed"


def test_the_giving_side_may_refuse_with_a_reason() -> None:
    here, there = make_unit(), make_unit()
    asked = services.request_transfer(person=make_person(there), to_unit=here, by=make_worker(here))
    url = reverse("transfer", args=[asked.pk])
    giving = worker_of(there)
    assert giving.post(url, {"refuse": "1", "note": ""}).status_code == 200
    assert giving.post(url, {"refuse": "1", "note": "不是同一个人"}).status_code == 302
    assert TransferRequest.objects.get().state == "refused"


def test_changing_leaves_hidden_numbers_alone_unless_new_ones_are_written() -> None:
    village = make_unit()
    number = make_id()
    person, client = make_person(village, id_number=number, name="陈玉栏"), worker_of(village)
    url = reverse("person-change", args=[person.pk])
    assert number not in client.get(url).content.decode()
    typed = {"name": "陈玉兰", "unit": village.pk, "unit_text": village.name, "version": "1", "sex": "2"}
    typed |= {"born_on": str(person.born_on)}
    assert client.post(url, typed).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.id_number) == ("陈玉兰", number)


def test_a_late_save_says_who_changed_what() -> None:
    village = make_unit()
    person, client = make_person(village, name="陈玉栏"), worker_of(village)
    other = make_worker(village)
    services.change_person(person, by=other, name="陈玉兰")
    typed = {
        "name": "陈小兰",
        "unit": village.pk,
        "unit_text": village.name,
        "version": "1",
        "sex": "2",
        "no_id_reason": "other",
    }
    answer = client.post(reverse("person-change", args=[person.pk]), typed).content.decode()
    assert f"{other.display_name}" in answer and "姓名（陈玉栏 → 陈玉兰）" in answer and "陈小兰" in answer


def test_a_past_day_shows_what_held_then_and_where_she_lived() -> None:
    town = make_unit("柳溪镇")
    old, new = make_unit("河湾村", parent=town), make_unit("桃源村", parent=town)
    worker = make_worker(town)
    person = make_person(old, by=worker)
    make_situation(person, by=worker, start=date(2008, 2, 1))
    services.end_situation(person.situations.get(), until=date(2008, 4, 1), end_reason="returned", by=worker)
    services.move_person(person=person, to_unit=new, on=date(2008, 6, 1), by=worker)
    client = signed_in(worker)

    then = text_of(client, "person", person.pk, on="2008-3-1")
    now = text_of(client, "person", person.pk)

    assert "河湾村" in then and "桃源村" not in then and "那天的情况" in then
    assert "不再是留守妇女" not in then and "不再是留守妇女" in now
    assert "返乡" in now and "搬到桃源村" in now


def test_a_situation_is_noted_corrected_and_ended_on_pages() -> None:
    village = make_unit()
    person, client = make_person(village), worker_of(village)
    begun = {"kind": "left_behind_woman", "start": "2008-3-2", "recognised_by": "self", "evidence": "丈夫在宁波务工"}
    assert client.post(reverse("situation-new", args=[person.pk]), begun).status_code == 302
    situation = person.situations.get()
    page = reverse("situation-change", args=[situation.pk])
    assert client.post(page, begun | {"start": "2008-3-3", "version": "1"}).status_code == 302
    end = reverse("situation-end", args=[situation.pk])
    assert client.post(end, {"until": "2008-5-1"}).status_code == 200
    assert client.post(end, {"until": "2008-5-1", "end_reason": "returned"}).status_code == 302
    situation.refresh_from_db()
    assert (situation.start, situation.until) == (date(2008, 3, 3), date(2008, 5, 1))


def test_a_household_shows_its_members_without_sensitive_situations() -> None:
    village = make_unit()
    worker = make_worker(village)
    head = make_person(village, by=worker, name="林建国", sex="1", relation="0")
    wife = make_person(village, by=worker, name="陈玉兰", relation="1", household=head.household)
    make_situation(wife, by=worker)
    make_situation(wife, by=worker, kind="disabled")
    assert head.household is not None
    shown = text_of(signed_in(worker), "household", head.household.pk)
    assert "林建国" in shown and "陈玉兰" in shown and "留守妇女" in shown and "残疾" not in shown


def test_leaders_read_files_and_change_nothing() -> None:
    village = make_unit()
    person = make_person(village)
    leader = signed_in(make_user(village, role=Role.LEADER))
    assert reverse("person-change", args=[person.pk]) not in text_of(leader, "person", person.pk)
    for name in ("person-change", "person-move", "situation-new"):
        assert leader.get(reverse(name, args=[person.pk])).status_code == 404
    assert leader.get(reverse("person-new")).status_code == 404


def test_the_search_finds_her_and_offers_to_register_whom_it_does_not_find() -> None:
    village = make_unit("河湾村")
    her = make_person(village, name="陈玉兰", group_name="3 组")
    client = worker_of(village)
    assert "河湾村 3 组" in text_of(client, "search", q="cyl")
    assert text_of(client, "search", q="陈玉兰").count(f'href="{reverse("person", args=[her.pk])}"') == 1
    nobody = text_of(client, "search", q="陈玉栏")
    assert "没有找到“陈玉栏”" in nobody and "陈玉兰" in nobody and reverse("person-new") in nobody
    assert "陈玉兰" not in text_of(worker_of(make_unit()), "search", q="cyl")


def test_suggestions_tell_people_of_the_same_name_apart() -> None:
    town = make_unit()
    worker = make_worker(town)
    village = make_unit("河湾村", parent=town)
    head = make_person(village, by=worker, name="林建国", sex="1", relation="0", group_name="3 组")
    home = {"household": head.household, "relation": "1", "group_name": "3 组"}
    make_person(village, by=worker, name="陈玉兰", born_on=date(1988, 3, 7), **home)
    shown = text_of(signed_in(worker), "people-suggest", q="陈玉")
    assert "岁\u00a0· 河湾村 3 组\u00a0· 户主 林建国" in shown


def test_the_head_of_a_household_she_once_lived_in_is_masked_where_he_is_not_the_viewers() -> None:
    county = make_unit()
    there, here = make_unit(parent=county), make_unit(parent=county)
    head = make_person(there, name="林建国", sex="1", relation="0", by=make_worker(county))
    her = make_person(there, household=head.household, relation="1", by=make_worker(county))
    services.move_person(person=her, to_unit=here, on=date(2020, 5, 1), by=make_worker(county))
    then = {"on": "2019-5-1"}
    assert "户主 林建国" in text_of(worker_of(county), "person", her.pk, **then)
    shown = text_of(worker_of(here), "person", her.pk, **then)
    assert "林建国" not in shown
    assert "户主 林**" in shown
