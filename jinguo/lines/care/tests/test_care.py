"""What is promised of visits, pairings, needs, help and surveys, in the words of those who go from house to house."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from jinguo import facts
from jinguo.common.dates import today
from jinguo.finding.queries import happened
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.lines.care import queries
from jinguo.lines.care.models import Help, Need, NeedStep, Pairing, SurveyedHousehold, SurveyRound, Visit
from jinguo.lines.care.services import save_round
from jinguo.notices.services import To, send_notice
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.models import Person, SituationKind
from jinguo.records.people.services import end_situation, move_person
from jinguo.records.tests.make import make_person, make_situation

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 5)


@pytest.fixture
def town() -> Unit:
    return make_unit("柳溪镇", make_unit("临海县", code="990101"), code="990101100")


@pytest.fixture
def village(town: Unit) -> Unit:
    return make_unit("河湾村", town)


@pytest.fixture
def worker(village: Unit) -> User:
    return make_user(village, role=Role.VILLAGE_WORKER)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def value(code: str, unit: Unit, period: str = "2026H1") -> Decimal | None:
    span = Period.parse(period)
    return compute([code], unit=unit, periods=[span])[code, unit, span].value


def visit(by: User, person: Person | None, **told: Any) -> Visit:
    kept = {"visited_on": DAY, "kind": "home", **told}
    return services.save(Visit(unit=by.unit, person=person, **kept), by=by)


def give(by: User, person: Person | None, **told: Any) -> Help:
    return services.save(Help(unit=by.unit, person=person, **{"given_on": DAY, "kind": "money", **told}), by=by)


def pair(by: User, person: Person, **told: Any) -> Pairing:
    kept = {"helper_name": "村支书", "helper_kind": "cadre", "since": DAY, **told}
    return services.save(Pairing(unit=by.unit, person=person, **kept), by=by)


def need(by: User, person: Person, **told: Any) -> Need:
    return services.save(Need(unit=by.unit, person=person, **{"kind": "money", "opened_on": DAY, **told}), by=by)


def make_home(village: Unit) -> Person:
    """A head with a household of her own."""
    return make_person(village, relation="0")


def test_visiting_somebody_twice_is_two_visits_to_one_person(town: Unit, village: Unit, worker: User) -> None:
    her, home = make_home(village), make_home(village)
    visit(worker, her)
    visit(worker, her, kind="phone")
    visit(worker, None, household=home.household, kind="festival")

    counted = [value(f"care.{code}", town) for code in ("visits", "visited_people", "visited_households")]
    assert counted == [3, 1, 2]


def test_a_village_goes_first_to_whom_a_pairing_has_kept_waiting_and_finds_her_name_in_the_form(
    village: Unit, worker: User
) -> None:
    her = make_person(village, name="演示兰")
    pair(worker, her, since=today() - timedelta(days=40), every=30)
    client = signed_in(worker)
    assert "该去看看演示兰了" in client.get(reverse("today")).content.decode()
    form = client.get(f"/registers/visits/new/?person={her.pk}").content.decode()
    assert f'name="person" value="{her.pk}"' in form
    stranger = make_person(make_unit("别的村"), name="演示远客")
    assert stranger.name not in client.get(f"/registers/visits/new/?person={stranger.pk}").content.decode()


def test_a_visit_to_the_household_stands_in_the_thread_of_all_who_lived_there_then(village: Unit, worker: User) -> None:
    head = make_home(village)
    her = make_person(village, household=head.household)
    stranger, leaving = make_home(village), make_person(village, household=head.household)
    move_person(person=leaving, to_unit=village, on=DAY, by=worker, household=stranger.household)
    visit(worker, None, household=head.household)
    give(worker, None, household=head.household, kind="goods", what="棉被")

    threads = [[entry.kind for entry in happened(one, worker)] for one in (head, her, leaving, stranger)]
    assert threads == [["走访", "帮扶"], ["走访", "帮扶"], [], []]


def test_a_visit_is_to_somebody_and_the_next_one_comes_later(village: Unit, worker: User) -> None:
    with pytest.raises(ValidationError, match="是谁、哪一户"):
        visit(worker, None)
    with pytest.raises(ValidationError, match="再去的日子要在这次之后"):
        visit(worker, make_person(village), next_on=DAY)
    with pytest.raises(ValidationError, match="这一天还没到"):
        visit(worker, make_person(village), visited_on=today() + timedelta(days=1))


def test_many_visits_that_wait_do_not_hide_what_the_town_asks(village: Unit, town: Unit, worker: User) -> None:
    for name in ("甲", "乙", "丙", "丁", "戊", "己"):
        pair(worker, make_person(village, name=f"演示{name}"), since=today() - timedelta(days=40), every=30)
    send_notice(
        title="报一下留守儿童人数", text="", due_on=today() + timedelta(days=7), register="", to=To.CHILDREN,
        chosen=[], by=make_user(town),
    )  # fmt: skip
    page = signed_in(worker).get(reverse("today")).content.decode()
    assert "报一下留守儿童人数" in page and "去看看演示" in page


def test_who_was_promised_another_visit_stands_on_today_until_somebody_has_been_there(
    village: Unit, worker: User
) -> None:
    her, day = make_person(village, name="演示兰"), today()
    visit(worker, her, visited_on=day - timedelta(days=40), next_on=day - timedelta(days=10))
    page = signed_in(worker).get(reverse("today")).content.decode()
    assert "去看看演示兰" in page
    assert "过了 10 天" in page

    visit(worker, her, visited_on=day - timedelta(days=1))
    assert "去看看演示兰" not in signed_in(worker).get(reverse("today")).content.decode()


def test_a_pairing_asks_for_a_visit_every_so_many_days(village: Unit, worker: User) -> None:
    her, day = make_person(village), today()
    pairing = pair(worker, her, since=day - timedelta(days=31), every=30)

    assert [(one.whom, one.day) for one in queries.due(worker, day, 5)] == [(her.name, day - timedelta(days=1))]
    visit(worker, her, visited_on=day - timedelta(days=20))
    assert queries.due(worker, day, 5) == []
    pairing.until = day
    services.save(pairing, by=worker)
    assert queries.due(worker, day + timedelta(days=90), 5) == []


def test_what_one_village_promised_waits_in_no_other(town: Unit, village: Unit, worker: User) -> None:
    day = today()
    visit(worker, make_person(village), visited_on=day - timedelta(days=9), next_on=day - timedelta(days=2))
    assert queries.due(make_user(town), day, 5) == []
    assert queries.due(make_user(make_unit("山前村", town)), day, 5) == []


def test_a_pair_counts_from_its_first_day_until_it_ends_and_needs_a_helper(village: Unit, worker: User) -> None:
    pair(worker, make_person(village), until=date(2026, 5, 1))
    pair(worker, make_person(village), helper=make_person(village), helper_name="")
    assert [value("care.pairs", village, f"2026-0{month}") for month in (2, 3, 5)] == [0, 2, 1]
    with pytest.raises(ValidationError, match="谁来帮"):
        pair(worker, make_person(village), helper_name="")


def test_of_the_difficulties_of_a_half_year_so_many_are_solved(village: Unit, worker: User) -> None:
    solved, gone, open_one = (need(worker, make_person(village), kind=kind) for kind in ("money", "job", "school"))
    need(worker, make_person(village), opened_on=date(2025, 9, 1), closed_on=date(2026, 1, 9), result="solved")
    for one, result in ((solved, "solved"), (gone, "gone")):
        one.closed_on, one.result = date(2026, 4, 1), result
        services.save(one, by=worker)

    assert value("care.needs", village) == 3
    assert value("care.needs.open", village) == 1
    assert value("care.needs.solved", village) == 2
    assert value("care.needs.solved_share", village) == Decimal(2) / 3
    open_one.closed_on = date(2026, 5, 1)
    with pytest.raises(ValidationError, match="哪天、怎么了结的"):
        services.save(open_one, by=worker)


def test_a_difficulty_solved_on_the_day_it_was_heard_is_solved(village: Unit, worker: User) -> None:
    need(worker, make_person(village), closed_on=DAY, result="solved")
    assert value("care.needs.solved", village) == 1


def test_the_steps_taken_stand_with_the_difficulty(village: Unit, worker: User) -> None:
    asked = need(worker, make_person(village))
    steps = [NeedStep(on=DAY, what="问了农商银行"), NeedStep(on=date(2026, 3, 9), what="批了三万")]
    services.save(asked, by=worker, rows={"steps": steps})

    page = signed_in(worker).get(reverse("record-detail", args=["needs", asked.pk])).content.decode()
    assert "问了农商银行" in page
    assert "批了三万" in page


def test_help_counts_people_once_and_only_money_as_money(town: Unit, village: Unit, worker: User) -> None:
    her = make_person(village)
    give(worker, her, amount=Decimal("500.50"))
    give(worker, her, amount=Decimal("1000"))
    give(worker, make_person(village), kind="goods", what="两床棉被", amount=Decimal("260"))

    assert [value(f"care.{code}", town) for code in ("helps", "helped_people", "help_money")] == [
        3, 2, Decimal("1500.50"),
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="给了多少钱"):
        give(worker, her, amount=None)


def test_a_survey_begins_with_every_household_and_none_reached(village: Unit, worker: User) -> None:
    heads = [make_home(village) for _ in range(3)]
    make_home(make_unit("山前村"))
    survey = save_round(record=SurveyRound(unit=village, name="春季摸查", since=DAY), by=worker)

    rows = SurveyedHousehold.objects.filter(round=survey)
    assert {row.household_id for row in rows} == {head.household_id for head in heads}
    assert value("care.survey.share", village) == 0


def test_a_survey_of_those_who_need_care_lists_the_households_in_which_something_holds(
    village: Unit, worker: User
) -> None:
    hers, gone, _other = (make_home(village) for _ in range(3))
    make_situation(hers, kind=SituationKind.LEFT_BEHIND_WOMAN, start=date(2025, 1, 1))
    ended = make_situation(gone, kind=SituationKind.LEFT_BEHIND_WOMAN, start=date(2025, 1, 1))
    end_situation(ended, until=date(2026, 1, 1), end_reason="returned", by=worker)
    told = SurveyRound(unit=village, name="留守家庭摸查", since=DAY, whom="cared_for")

    survey = save_round(record=told, by=worker)

    assert [row.household_id for row in SurveyedHousehold.objects.filter(round=survey)] == [hers.household_id]


def test_the_share_rises_household_by_household_and_who_is_left_stands_first(village: Unit, worker: User) -> None:
    for _home in range(4):
        make_home(village)
    survey = save_round(record=SurveyRound(unit=village, name="摸查", since=DAY, until=date(2026, 4, 1)), by=worker)
    client = signed_in(worker)
    page = reverse("record-later", args=["surveys", survey.pk, "households"])
    first, second, *_rest = SurveyedHousehold.objects.filter(round=survey)
    told = {"on": "2026-3-9", f"state_{first.pk}": "reached", f"condition_{first.pk}": "poor"}
    told |= {f"finding_{first.pk}": "孩子没人接送", f"state_{second.pk}": "absent"}

    client.post(page, told)

    assert value("care.survey.share", village) == Decimal(1) / 4
    assert [row.state for row in SurveyedHousehold.objects.filter(round=survey)] == ["", "", "absent", "reached"]
    assert "3 户没摸到" in client.get("/registers/surveys/").content.decode()
    assert "摸查还有 3 户没摸到" in client.get(reverse("today")).content.decode()
    assert list(facts.verify()) == []


def test_a_visit_is_written_down_on_the_page_and_moves_the_number(village: Unit, worker: User) -> None:
    her = make_person(village, name="演示梅")
    told = {"person": her.pk, "visited_on": "2026-3-5", "kind": "home", "visitors": "妇联主席", "told": "腿好多了"}

    page = signed_in(worker).post("/registers/visits/new/", told, follow=True).content.decode()

    assert "走访 0 → 1 次" in page
    assert "演示梅" in signed_in(worker).get("/registers/visits/").content.decode()


def test_another_town_reads_none_of_it(village: Unit, worker: User) -> None:
    kept = visit(worker, make_person(village, name="演示竹"))
    stranger = signed_in(make_user(make_unit("桑洲镇", make_unit("象山县"))))
    assert stranger.get(reverse("record-detail", args=["visits", kept.pk])).status_code == 404
    assert "演示竹" not in stranger.get("/registers/visits/").content.decode()
