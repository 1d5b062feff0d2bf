"""Posts and terms: who holds them on a day, and which seats stand empty."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jinguo.common.dates import today
from jinguo.indicators.tests.make import opened, value
from jinguo.lines.organisation.models import CommitteeTerm, Incumbent
from jinguo.lines.organisation.tests.make import MARCH, make_post
from jinguo.orgs.models import Role
from jinguo.orgs.tests.make import House, make_user
from jinguo.records import services
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return House()


def months(code: str, house: House) -> list[object]:
    return [value(code, house.county, f"2026-0{month}") for month in (2, 3, 4, 5)]


def test_a_post_is_vacant_on_the_days_that_nobody_holds_it(house: House) -> None:
    woman = make_person(house.village, name="周玉梅")
    make_post(house.village, Incumbent(person=woman, since=date(2026, 4, 10), until=date(2026, 5, 20)))

    assert months("organisation.vacancies", house) == [0, 1, 0, 1]
    assert months("organisation.incumbents", house) == [0, 0, 1, 0]
    assert opened("organisation.incumbents", house.county, "2026-04") == ["周玉梅"]


def test_each_empty_seat_of_a_committee_is_a_vacancy(house: House) -> None:
    held = [Incumbent(person=make_person(house.village), since=MARCH) for _ in range(2)]
    make_post(house.village, *held, kind="exec_member", seats=5)
    make_post(house.village)

    assert value("organisation.vacancies", house.county, "2026-06") == 4
    assert opened("organisation.vacancies", house.county, "2026-06") == ["主席", "执委"]
    assert value("organisation.vacancies[category=exec_member]", house.county, "2026-06") == 3


def test_a_handover_leaves_no_gap_and_counts_one_seat(house: House) -> None:
    old, new = (make_person(house.village) for _ in range(2))
    handed_over = date(2026, 4, 15)
    make_post(
        house.village, Incumbent(person=old, since=MARCH, until=handed_over), Incumbent(person=new, since=handed_over)
    )

    assert months("organisation.vacancies", house) == [0, 0, 0, 0]
    assert months("organisation.incumbents", house) == [0, 1, 1, 1]


def test_who_holds_two_posts_is_one_person(house: House) -> None:
    woman = make_person(house.village)
    for kind in ("vice_chair", "child_director"):
        make_post(house.village, Incumbent(person=woman, since=MARCH), kind=kind)

    assert value("organisation.incumbents", house.county, "2026-06") == 1


def test_the_newest_term_is_the_units_own_and_is_never_added_up(house: House) -> None:
    by = make_user(house.county)
    for unit, ordinal, since in (
        (house.county, 11, date(2016, 5, 1)),
        (house.county, 12, date(2021, 5, 1)),
        (house.town, 9, date(2022, 5, 1)),
    ):
        services.save(CommitteeTerm(unit=unit, ordinal=ordinal, since=since), by=by)

    assert value("organisation.term", house.county, "2026H1") == 12
    assert value("organisation.term", house.county, "2019") == 11
    assert value("organisation.term", house.town, "2026H1") == 9
    with pytest.raises(ValidationError, match="这一届已经记过了"):
        services.save(CommitteeTerm(unit=house.county, ordinal=12, since=today()), by=by)


def test_the_list_marks_only_posts_with_empty_seats(house: House) -> None:
    make_post(house.village, Incumbent(person=make_person(house.village, name="周玉梅"), since=MARCH))
    make_post(house.village, kind="exec_member", seats=3)

    page = house.browser(house.village, Role.VILLAGE_WORKER).get("/registers/posts/").content.decode()

    assert "周玉梅" in page
    assert page.count("缺 3 人") == 1
    assert "缺 1 人" not in page


def test_another_branch_finds_no_post(house: House) -> None:
    post = make_post(house.village)

    assert house.browser(house.sister, Role.TOWNSHIP_OFFICER).get(f"/registers/posts/{post.pk}/").status_code == 404


def test_what_cannot_be_is_said_in_words(house: House) -> None:
    with pytest.raises(ValidationError, match="不设了的日子要在设的那天之后"):
        make_post(house.village, until=date(2026, 3, 1))
    with pytest.raises(ValidationError, match="1"):
        make_post(house.village, seats=0)
