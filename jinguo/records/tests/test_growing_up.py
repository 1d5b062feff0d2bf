"""What may hold for whom, by age and sex, and how a household calls its own."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jinguo.common.dates import today
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.models import Relation, Sex
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db


def worker_of(village: Unit) -> User:
    return make_user(village, role=Role.VILLAGE_WORKER)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("sex", "age", "offered", "not_offered"),
    [
        (Sex.FEMALE, 50, ["留守妇女", "低收入"], ["留守儿童", "孤儿", "困境儿童"]),
        (Sex.MALE, 50, ["低收入", "单亲家庭"], ["留守妇女", "留守儿童"]),
        (Sex.FEMALE, 8, ["留守儿童", "孤儿", "残疾"], ["留守妇女"]),
        (Sex.FEMALE, 17, ["困境儿童", "孤儿"], ["留守儿童", "流动儿童", "留守妇女"]),
    ],
)
def test_only_what_fits_her_age_and_sex_is_offered(
    sex: str, age: int, offered: list[str], not_offered: list[str]
) -> None:
    village = make_unit(level=5)
    born = today().replace(year=today().year - age, day=1) - timedelta(days=1)
    her = make_person(village, sex=sex, born_on=born, registered_on=today())

    page = client_of(worker_of(village)).get(reverse("situation-new", args=[her.pk])).content.decode()

    assert [word for word in offered if word not in page] == []
    assert [word for word in not_offered if word in page] == []


def test_nothing_is_ruled_out_for_somebody_whose_birthday_nobody_knows() -> None:
    village = make_unit(level=5)
    her = make_person(village, born_on=None)

    page = client_of(worker_of(village)).get(reverse("situation-new", args=[her.pk])).content.decode()

    assert "留守儿童" in page
    assert "留守妇女" in page


def test_a_household_names_sons_and_daughters_as_people_do() -> None:
    village = make_unit(level=5)
    head = make_person(village, relation=Relation.HEAD)
    make_person(village, relation=Relation.DAUGHTER, household=head.household)
    make_person(village, relation=Relation.SON, household=head.household)

    page = client_of(worker_of(village)).get(reverse("person", args=[head.pk])).content.decode()

    assert "女儿" in page
    assert "儿子" in page
