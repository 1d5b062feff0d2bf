"""Privacy: numbers are never at rest in clear, names never in the trail, and looking leaves a trace."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from jinguo.orgs.models import AuditEntry, Role, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.models import Change, Household, Person
from jinguo.records.people import services as people
from jinguo.records.tests.make import make_id
from tests.make import Making, make_account, make_phone, word

pytestmark = pytest.mark.django_db


def everything_stored() -> Iterator[tuple[str, str]]:
    """Every value of every column of every table, as text: what somebody reads who holds the file."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (the database's own names)
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((f"{table}.{name}", str(value)) for name, value in zip(columns, row, strict=True))


def numbers_of(person: Person) -> set[str]:
    return {str(person.id_number), str(person.phone), str(person.bank_account)} - {""}


@pytest.fixture
def her() -> Person:
    town = make_unit(parent=make_unit())
    return Making(town, make_user(town, role=Role.ADMINISTRATOR)).new(Person)  # type: ignore[no-any-return]


def writer(person: Person) -> User:
    return make_user(person.unit, role=Role.ADMINISTRATOR)


def test_no_number_stands_in_the_database_in_clear(her: Person) -> None:
    """Registered, changed, in bulk, asked for, handed over, voided: neither the old number nor the new one."""
    by, secrets = writer(her), numbers_of(her)
    new: dict[str, Any] = {"id_number": make_id(), "phone": make_phone(), "bank_account": make_account()}
    people.change_person(her, by=by, doubt_reason="对过了", **new)
    many = [{"unit": her.unit, "name": word(), "id_number": make_id(), "phone": make_phone()} for _ in range(3)]
    people.register_people(many, by=by)
    home = people.form_household(unit=her.unit, address=(address := word()), by=by)
    elsewhere = make_unit()
    hers = {"name": word(), "id_number": new["id_number"]}
    asked: Any = people.register_or_ask(by=make_user(elsewhere), unit=elsewhere, **hers)
    people.confirm_transfer(asked, on=her.registered_on.replace(year=2020), by=by)
    services.void(home, reason="写错了", by=by)
    secrets |= {*new.values(), address, *(str(row[name]) for row in many for name in ("id_number", "phone"))}

    clear = {(where, secret) for where, value in everything_stored() for secret in secrets if secret in value}

    assert clear == set()
    assert len(secrets) > 10
    assert Change.objects.filter(source=her.source, record=her.pk).count() >= 3


def test_nobodys_name_stands_in_the_audit_trail(her: Person) -> None:
    by, name = writer(her), her.name
    asked = people.request_transfer(person=her, to_unit=(elsewhere := make_unit()), by=make_user(elsewhere))
    Client().post(reverse("sign-in"), {"username": by.username, "password": "wrong"})
    look(by, her, "phone")
    people.refuse_transfer(asked, note="她还住在这里", by=by)
    people.change_person(her, by=by, name=word(), doubt_reason="对过了")
    people.erase_person(her, reason="本人要求", by=by)

    trail = "".join(f"{entry.action}{entry.target}{entry.detail}" for entry in AuditEntry.objects.all())

    assert AuditEntry.objects.filter(action="person.reveal").exists()
    assert [said for said in (name, her.name, *numbers_of(her)) if said in trail] == []


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def look(user: User, person: Person, name: str) -> Any:
    return signed_in(user).post(reverse("person-reveal", args=[person.pk, name]), {"purpose": "visit"})


@pytest.mark.parametrize("role", Role.values)
def test_her_own_unit_reads_her_file_with_the_numbers_masked(her: Person, role: str) -> None:
    viewer = make_user(her.unit, role=role)
    pages = [reverse("person", args=[her.pk])]
    if viewer.may_write:
        pages.append(reverse("person-change", args=[her.pk]))
    for page in pages:
        answer = signed_in(viewer).get(page)
        assert answer.status_code == 200
        said = answer.content.decode()
        assert [secret for secret in numbers_of(her) if secret in said] == []
    assert her.name in signed_in(viewer).get(pages[0]).content.decode()


@pytest.mark.parametrize("role", Role.values)
def test_elsewhere_her_file_is_not_there(her: Person, role: str) -> None:
    stranger = signed_in(make_user(make_unit(), role=role))
    assert stranger.get(reverse("person", args=[her.pk])).status_code == 404
    assert stranger.post(reverse("person-reveal", args=[her.pk, "phone"]), {"purpose": "visit"}).status_code == 404
    assert not AuditEntry.objects.filter(action="person.reveal").exists()


@pytest.mark.parametrize("name", ["id_number", "phone", "bank_account"])
def test_opening_a_number_shows_it_once_and_leaves_a_trace(her: Person, name: str) -> None:
    viewer = writer(her)

    answer = look(viewer, her, name)

    assert getattr(her, name) in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    entry = AuditEntry.objects.get(action="person.reveal")
    assert (entry.by, entry.detail["field"], entry.target) == (viewer, name, f"records.person:{her.pk}")


def test_every_number_of_a_person_is_an_encrypted_field() -> None:
    """A new column for a number is encrypted from its first migration."""
    telling = ("number", "phone", "account", "address", "mobile", "bank")
    clear = [
        str(field)
        for model in apps.get_models()
        if model in (Person, Household)
        for field in model._meta.concrete_fields
        if any(part in field.name for part in telling) and not field.name.endswith("_key")
        if type(field).__name__ != "EncryptedCharField"
    ]
    assert clear == []
