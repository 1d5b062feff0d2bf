"""Registering, changing, moving and erasing people."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jinguo import facts
from jinguo.facts.models import FactRow
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services as door
from jinguo.records.models import Change, Person, PersonKey, Sex, Situation, TransferRequest
from jinguo.records.people import services
from jinguo.records.people.filling import PersonFields
from jinguo.records.tests.make import make_id, make_person, make_situation, make_worker

pytestmark = pytest.mark.django_db


def agrees() -> bool:
    return list(facts.verify()) == []


def test_an_id_number_fills_in_sex_and_birth() -> None:
    village = make_unit()
    person = services.register_person(
        by=make_worker(village), unit=village, name="陈玉兰", id_number=make_id(date(1990, 3, 7), Sex.FEMALE)
    )
    assert (person.sex, person.born_on) == (Sex.FEMALE, date(1990, 3, 7))
    assert agrees()


def test_numbers_are_unreadable_in_the_database() -> None:
    person = make_person(id_number=make_id(), phone="10012340137")
    row = Person.objects.filter(pk=person.pk).values("id_number", "phone").get()
    assert row["id_number"].startswith("sm4.") and row["phone"].startswith("sm4.")
    stored = Person.objects.get(pk=person.pk)
    assert (stored.id_number, stored.phone) == (person.id_number, "10012340137")


def test_an_id_that_contradicts_the_birth_date_asks_for_a_reason_and_takes_it() -> None:
    village = make_unit()
    worker, number = make_worker(village), make_id(date(1990, 3, 7))
    wanted: PersonFields = {"unit": village, "name": "陈玉兰", "id_number": number, "born_on": date(1990, 3, 8)}
    with pytest.raises(ValidationError) as refused:
        services.register_person(by=worker, **wanted)
    assert list(refused.value.message_dict) == ["doubt_reason"]

    person = services.register_person(by=worker, doubt_reason="上户口时写错了", **wanted)
    assert person.born_on == date(1990, 3, 8)
    assert Change.objects.get(source=person.source, record=person.pk).reason == "上户口时写错了"


def test_what_was_asked_about_an_id_is_not_asked_again_when_something_else_is_corrected() -> None:
    worker = make_worker()
    told: PersonFields = {"id_number": make_id(date(1990, 3, 7)), "sex": "2", "born_on": date(1990, 3, 8)}
    new: PersonFields = {"unit": worker.unit, "name": "陈玉兰", **told}
    person = services.register_person(by=worker, doubt_reason="上户口时写错了", **new)

    corrected: PersonFields = {**told, "phone": "10012345678"}
    services.change_person(person, by=worker, **corrected)

    with pytest.raises(ValidationError) as refused:
        services.change_person(person, by=worker, born_on=date(1990, 3, 9))
    assert list(refused.value.message_dict) == ["doubt_reason"]


def test_without_an_id_somebody_says_why() -> None:
    village = make_unit()
    with pytest.raises(ValidationError) as refused:
        services.register_person(by=make_worker(village), unit=village, name="林小满")
    assert list(refused.value.message_dict) == ["no_id_reason"]


@pytest.mark.parametrize("name", ["欧阳·阿依古丽", "𠮷田", "王 小 明"])
def test_names_stay_as_they_are_written(name: str) -> None:
    assert make_person(name=name).name == name


@pytest.mark.parametrize("name", ["", "陈\u200b玉兰", "陈\n玉兰", "陈" * 51])
def test_names_that_cannot_be_are_refused(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        make_person(name=name)
    assert list(refused.value.message_dict) == ["name"]


def test_the_same_id_in_another_branch_becomes_a_request_that_tells_nothing() -> None:
    here, there = make_unit(), make_unit()
    number = make_id()
    known = make_person(there, id_number=number, name="秘密")
    before = Person.objects.count()

    asked = services.register_or_ask(by=make_worker(here), unit=here, name="陈玉兰", id_number=number)

    assert isinstance(asked, TransferRequest)
    assert (asked.person, asked.to_unit, Person.objects.count()) == (known, here, before)


def test_the_same_id_in_ones_own_branch_says_who_it_is() -> None:
    village = make_unit()
    number = make_id()
    make_person(village, id_number=number, name="陈玉兰")
    with pytest.raises(ValidationError, match="陈玉兰"):
        make_person(village, id_number=number, name="陈玉兰")


def test_a_transfer_is_confirmed_by_the_giving_side_only() -> None:
    here, there = make_unit(), make_unit()
    person = make_person(there)
    asking, giving = make_worker(here), make_worker(there)
    request = services.request_transfer(person=person, to_unit=here, by=asking)
    with pytest.raises(PermissionDenied):
        services.confirm_transfer(request, on=date(2008, 5, 1), by=asking)

    services.confirm_transfer(request, on=date(2008, 5, 1), by=giving)

    assert Person.objects.get(pk=person.pk).unit == here
    assert Person.objects.visible_to(asking).filter(pk=person.pk).exists()
    assert not Person.objects.visible_to(giving).filter(pk=person.pk).exists()
    assert agrees()


def test_a_transfer_is_refused_with_a_reason() -> None:
    here, there = make_unit(), make_unit()
    request = services.request_transfer(person=make_person(there), to_unit=here, by=make_worker(here))
    with pytest.raises(ValidationError):
        services.refuse_transfer(request, note=" ", by=make_worker(there))
    assert services.refuse_transfer(request, note="不是同一个人", by=make_worker(there)).state == "refused"


def test_what_held_before_a_move_keeps_counting_at_the_old_place() -> None:
    town = make_unit()
    old, new = make_unit(parent=town), make_unit(parent=town)
    worker = make_worker(town)
    person = make_person(old, by=worker)
    make_situation(person, by=worker, start=date(2008, 2, 1))

    services.move_person(person=person, to_unit=new, on=date(2008, 6, 1), by=worker)

    posted = facts_of(person, "person.situation")
    assert posted == [(old.pk, date(2008, 2, 1), date(2008, 6, 1)), (new.pk, date(2008, 6, 1), facts.FOREVER)]
    assert agrees()


def facts_of(person: Person, kind: str) -> list[tuple[int, date, date]]:
    rows = FactRow.objects.filter(kind=kind, person=person.pk).order_by("since")
    return list(rows.values_list("unit", "since", "until"))


def test_a_move_cannot_go_where_one_has_no_say() -> None:
    here = make_unit()
    person = make_person(here)
    with pytest.raises(PermissionDenied):
        services.move_person(person=person, to_unit=make_unit(), on=date(2008, 6, 1), by=make_worker(here))


def test_moves_only_go_forward() -> None:
    town = make_unit()
    person, worker = make_person(town), make_worker(town)
    village = make_unit(parent=town)
    with pytest.raises(ValidationError) as refused:
        services.move_person(person=person, to_unit=village, on=date(2007, 6, 1), by=worker)
    assert list(refused.value.message_dict) == ["on"]


def test_a_head_founds_a_household_and_leaves_it_when_she_moves() -> None:
    town = make_unit()
    worker = make_worker(town)
    head = make_person(town, by=worker, relation="0")
    household = head.household
    assert household is not None and household.head == head

    services.move_person(person=head, to_unit=make_unit(parent=town), on=date(2008, 6, 1), by=worker)

    household.refresh_from_db()
    assert household.head is None
    assert Person.objects.get(pk=head.pk).household is None


def test_who_moves_as_a_head_founds_a_household_there() -> None:
    town = make_unit()
    worker, there = make_worker(town), make_unit(parent=town)
    person = make_person(town, by=worker)

    services.move_person(person=person, to_unit=there, on=date(2008, 6, 1), by=worker, group_name="2 组", relation="0")

    person = Person.objects.get(pk=person.pk)
    assert person.household is not None
    assert (person.household.unit, person.household.group_name, person.household.head) == (there, "2 组", person)
    assert person.moves.get().to_household == person.household
    assert agrees()


def test_who_moves_into_a_household_as_its_head_heads_it() -> None:
    town = make_unit()
    worker, there = make_worker(town), make_unit(parent=town)
    home, person = services.form_household(unit=there, by=worker), make_person(town, by=worker)

    services.move_person(person=person, to_unit=there, on=date(2008, 6, 1), by=worker, household=home, relation="0")

    home.refresh_from_db()
    assert home.head == person


def test_a_head_put_into_another_household_no_longer_heads_the_one_that_she_was_in() -> None:
    worker = make_worker()
    head, other = (make_person(worker.unit, by=worker, relation="0") for _one in range(2))
    home = head.household

    services.change_person(head, by=worker, household=other.household, relation="1")

    assert home is not None
    home.refresh_from_db()
    other.refresh_from_db()
    assert home.head is None
    assert other.household is not None
    assert other.household.head == other


def test_those_who_only_read_register_nobody() -> None:
    village = make_unit()
    leader = make_user(village, role=Role.LEADER)
    with pytest.raises(PermissionDenied):
        services.register_person(by=leader, unit=village, name="陈玉兰", no_id_reason="other")


def test_nobody_registers_in_a_sister_unit() -> None:
    town = make_unit()
    with pytest.raises(PermissionDenied):
        make_person(make_unit(parent=town), by=make_worker(make_unit(parent=town)))


def test_a_situation_ends_with_a_reason() -> None:
    situation = make_situation(make_person())
    worker = make_worker(situation.person.unit)
    with pytest.raises(ValidationError):
        services.end_situation(situation, until=date(2008, 6, 1), end_reason="", by=worker)
    services.end_situation(situation, until=date(2008, 6, 1), end_reason="returned", by=worker)
    assert facts_of(situation.person, "person.situation")[0][2] == date(2008, 6, 1)
    assert agrees()


def test_a_situation_does_not_end_before_it_begins() -> None:
    situation = make_situation(make_person(), start=date(2008, 3, 1))
    with pytest.raises(ValidationError, match="结束的日子要在开始之后"):
        services.end_situation(
            situation, until=date(2008, 2, 1), end_reason="returned", by=make_worker(situation.person.unit)
        )


def test_the_same_situation_is_not_open_twice() -> None:
    person = make_person()
    make_situation(person)
    with pytest.raises(ValidationError, match="已经有这个情况"):
        make_situation(person, start=date(2008, 5, 1))


def test_an_erased_person_is_a_tombstone_and_every_count_stands() -> None:
    village = make_unit()
    number = make_id()
    person = make_person(village, name="陈玉兰", id_number=number)
    make_situation(person, evidence="丈夫在宁波务工")
    ended = make_situation(person, kind="low_income", note="陈玉兰家屋漏")
    door.void(ended, reason="陈玉兰说不用了", by=make_worker(village))
    services.change_person(person, by=make_worker(village), doubt_reason="陈玉兰本人说的", occupation="务农")
    counted = facts_of(person, "person.situation")
    with pytest.raises(PermissionDenied):
        services.erase_person(person, reason="本人要求", by=make_worker(village))

    services.erase_person(person, reason="本人要求", by=make_user(village, role=Role.ADMINISTRATOR))

    stone = Person.objects.get(pk=person.pk)
    assert (stone.id_number, stone.id_key, stone.phone, stone.born_on) == ("", "", "", date(int(number[6:10]), 1, 1))
    assert str(stone) == "已删除人员"
    assert facts_of(person, "person.situation") == counted
    assert not PersonKey.objects.filter(person=person, key__startswith="陈").exists()
    kept = [*Change.objects.values_list("document", "reason"), *Situation.objects.values_list("note", "void_reason")]
    assert "陈玉兰" not in str(kept)
    assert "丈夫在宁波务工" not in str(kept)
    assert "本人要求" in str(kept)
    assert agrees()
