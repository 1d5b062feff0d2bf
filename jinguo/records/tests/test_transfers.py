"""Two people decide one request at once: one of them does, the other reads what happened."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_unit
from jinguo.records import services as records
from jinguo.records.models import Person, TransferRequest
from jinguo.records.people import services
from jinguo.records.tests.make import make_person, make_worker

MAY = date(2008, 5, 1)


def asked_for(there: Unit) -> TransferRequest:
    here = make_unit()
    return services.request_transfer(person=make_person(there), to_unit=here, by=make_worker(here))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db(transaction=True)
def test_confirmed_and_refused_at_the_same_moment_only_one_of_them_counts() -> None:
    there = make_unit()
    asked = asked_for(there)
    workers, at_once, told = [make_worker(there), make_worker(there)], Barrier(2), []

    def decide(agree: bool, by: User) -> None:
        mine = TransferRequest.objects.get(pk=asked.pk)
        at_once.wait()
        try:
            if agree:
                services.confirm_transfer(mine, on=MAY, by=by)
            else:
                services.refuse_transfer(mine, note="还住在这里", by=by)
        except ValidationError as refusal:
            told.extend(refusal.messages)
        finally:
            connection.close()

    threads = [Thread(target=decide, args=pair) for pair in zip((True, False), workers, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    asked.refresh_from_db()
    assert len(told) == 1
    assert str(asked.decided_by) in told[0]
    assert (asked.person.unit == asked.to_unit) == (asked.state == "confirmed")


@pytest.mark.django_db
def test_what_was_corrected_while_the_request_was_read_goes_along() -> None:
    asked = asked_for(make_unit())
    giving, before = make_worker(asked.person.unit), asked.person.name
    corrected = Person.objects.get(pk=asked.person_id)
    corrected.name = f"{before}兰"
    records.save(corrected, by=giving)

    moved = services.confirm_transfer(asked, on=MAY, by=giving)

    moved.refresh_from_db()
    assert (moved.name, moved.unit) == (f"{before}兰", asked.to_unit)


@pytest.mark.django_db
@pytest.mark.parametrize("agree", [True, False])
def test_who_comes_second_reads_on_the_page_what_the_first_did(agree: bool) -> None:
    there = make_unit()
    asked = asked_for(there)
    first, second = make_worker(there), make_worker(there)
    url = reverse("transfer", args=[asked.pk])
    second_page = signed_in(second)
    assert second_page.get(url).status_code == 200
    first_says = {"on": str(MAY)} if agree else {"refuse": "1", "note": "还住在这里"}
    assert signed_in(first).post(url, first_says).status_code == 302

    answer = second_page.post(url, {"refuse": "1", "note": "不是她"}, follow=True).content.decode()

    assert f"{first}已经" in answer
    asked.refresh_from_db()
    assert asked.decided_by == first
    assert signed_in(make_worker()).get(url).status_code == 404
