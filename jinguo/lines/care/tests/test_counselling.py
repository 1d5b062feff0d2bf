"""What is promised of counselling: it counts, and nobody learns of whom."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from jinguo import facts
from jinguo.facts.models import FactRow
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Figure
from jinguo.indicators.opening import open_figure
from jinguo.indicators.tests.make import indicator
from jinguo.lines.care.models import Counselling, CounsellingConfidant
from jinguo.lines.care.tests.make import DAY, counsel
from jinguo.orgs.accounts import hand_over
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import PASSWORD, make_unit, make_user
from jinguo.records import services
from jinguo.records.models import Person, SituationKind
from jinguo.records.people.services import change_situation, end_situation
from jinguo.records.tests.make import make_person, make_situation

pytestmark = pytest.mark.django_db

SPAN = Period.parse("2026H1")
CHILDREN = "care.counselled_children"
SESSIONS = "care.counselling.sessions"


@pytest.fixture
def county() -> Unit:
    return make_unit("临海县", code="990101")


@pytest.fixture
def town(county: Unit) -> Unit:
    return make_unit("柳溪镇", county, code="990101100")


@pytest.fixture
def village(town: Unit) -> Unit:
    return make_unit("河湾村", town)


@pytest.fixture
def counsellor(town: Unit) -> User:
    return make_user(town, role=Role.TOWNSHIP_OFFICER)


def make_child(unit: Unit, **told: Any) -> Person:
    child = make_person(unit, born_on=date(2016, 5, 1), registered_on=date(2020, 1, 1), **told)
    make_situation(child, kind=SituationKind.CHILD_IN_DIFFICULTY, start=date(2025, 1, 1))
    return child


def figure(code: str, unit: Unit) -> Figure:
    return compute([code], unit=unit, periods=[SPAN])[code, unit, SPAN]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_child_is_counted_once_however_often_somebody_talked_to_her(
    town: Unit, village: Unit, counsellor: User
) -> None:
    children = [make_child(village) for _ in range(6)]
    for child in [*children, *children]:
        counsel(child, counsellor)

    assert figure(CHILDREN, town).value == 6
    assert figure("care.counselling.sessions", town).value == 12


def test_no_fact_of_a_session_names_the_child_her_household_or_the_record(village: Unit, counsellor: User) -> None:
    home = make_person(village, relation="0")
    child = make_child(village, household=home.household)
    session = counsel(child, counsellor)

    [kept] = FactRow.objects.filter(kind="care.counselling")

    assert not {kept.person, kept.household, kept.record} & {child.pk, child.household_id, session.pk}
    assert all(token and token > 1 << 58 for token in (kept.person, kept.household, kept.record))
    assert not FactRow.objects.filter(source=session.source, record=session.pk).exists()
    assert list(facts.verify()) == []


def test_facts_that_went_astray_are_found_and_mended(village: Unit, counsellor: User) -> None:
    session = counsel(make_child(village), counsellor)
    FactRow.objects.filter(kind="care.counselling").update(unit=village.pk)

    assert [drift.record for drift in facts.verify()] == [session.pk]
    facts.rebuild()
    assert list(facts.verify()) == []
    services.void(session, reason="记错了人", by=counsellor)
    assert not FactRow.objects.filter(kind="care.counselling").exists()


def test_one_to_four_read_less_than_five_and_a_village_says_nothing(
    county: Unit, town: Unit, village: Unit, counsellor: User
) -> None:
    for _number in range(4):
        counsel(make_child(village), counsellor)

    for unit in (county, town):
        shown = figure(CHILDREN, unit)
        assert (shown.value, shown.records, shown.wording()) == (None, 0, "<5人")
    below = figure(CHILDREN, village)
    assert (below.value, below.records, below.wording()) == (None, 0, "")
    assert figure(f"{CHILDREN}~change", town).value is None
    counsel(make_child(village), counsellor)
    assert figure(CHILDREN, town).wording() == "5人"


def test_what_her_village_counsels_shows_in_no_number_of_the_village(village: Unit) -> None:
    by = make_user(village, role=Role.VILLAGE_WORKER)
    for _number in range(7):
        counsel(make_child(village), by)

    assert figure(CHILDREN, village).value is None


def test_whoever_has_the_case_opens_the_number_to_the_child(town: Unit, village: Unit, counsellor: User) -> None:
    child = make_child(village)
    counsel(child, counsellor)
    counsel(make_child(village), make_user(town))

    opened = open_figure(indicator(CHILDREN), unit=town, period=SPAN, viewer=counsellor)

    assert [line.described.title for line in opened.lines if line.described] == [child.name]
    assert opened.count == 1


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEADER, Role.COUNTY_STAFF])
def test_everybody_else_opens_it_to_counts_of_towns_and_to_no_line(
    county: Unit, town: Unit, village: Unit, counsellor: User, role: str
) -> None:
    child, other_town = make_child(village), make_unit("桑洲镇", county)
    for _number in range(5):
        counsel(make_child(village), counsellor)
    counsel(child, counsellor)
    counsel(make_child(other_town), make_user(other_town))
    viewer = make_user(county, role=role)

    opened = open_figure(indicator(SESSIONS), unit=county, period=SPAN, viewer=viewer)
    page = signed_in(viewer).get(reverse("figure-open"), {"i": SESSIONS, "p": "2026H1"}).content.decode()
    told = (
        signed_in(viewer)
        .get("/api/v1/figures/open", {"indicator": SESSIONS, "unit": "990101", "period": "2026H1"})
        .json()
    )

    assert (opened.lines, opened.count) == ([], 0)
    assert "柳溪镇" in page
    assert "6 次" in page
    assert "&lt;5 次" in page
    assert not re.search(rf"{child.name}(?!\d)", page)
    assert (told["count"], told["lines"]) == (0, [])


def test_a_township_opens_it_to_no_village(town: Unit, village: Unit, counsellor: User) -> None:
    for _number in range(6):
        counsel(make_child(village), counsellor)
    page = signed_in(make_user(town)).get(reverse("figure-open"), {"i": SESSIONS, "p": "2026H1"})
    assert "河湾村" not in page.content.decode()


def test_a_session_is_there_for_its_author_and_whom_she_let_in(town: Unit, village: Unit, counsellor: User) -> None:
    colleague, other = make_user(town), make_user(town, role=Role.ADMINISTRATOR)
    session = counsel(make_child(village), counsellor, confidants=(colleague,))
    page = reverse("record-detail", args=["counselling", session.pk])

    seen = {user: signed_in(user).get(page).status_code for user in (counsellor, colleague, other)}

    assert seen == {counsellor: 200, colleague: 200, other: 404}
    listed = {user: list(Counselling.objects.visible_to(user)) for user in (counsellor, colleague, other)}
    assert listed == {counsellor: [session], colleague: [session], other: []}


def test_a_leader_never_reads_one_not_even_when_she_is_named(town: Unit, village: Unit, counsellor: User) -> None:
    leader = make_user(town, role=Role.LEADER)
    session = counsel(make_child(village), counsellor, confidants=(leader,))
    assert signed_in(leader).get(reverse("record-detail", args=["counselling", session.pk])).status_code == 404


def test_nobody_else_changes_or_voids_one(town: Unit, village: Unit, counsellor: User) -> None:
    session = counsel(make_child(village), counsellor)
    outsider = make_user(town, role=Role.ADMINISTRATOR)
    session.topic = "family"
    with pytest.raises(PermissionDenied):
        services.save(session, by=outsider)
    with pytest.raises(PermissionDenied):
        services.void(session, reason="试试", by=outsider)


def test_her_successor_goes_on_with_her_cases(town: Unit, village: Unit, counsellor: User) -> None:
    session = counsel(make_child(village), counsellor)
    successor = hand_over(
        leaving=counsellor, to=None, display_name="新人", username="xin-ren", password=PASSWORD, on=DAY,
        by=make_user(town, role=Role.ADMINISTRATOR),
    )  # fmt: skip

    assert list(Counselling.objects.visible_to(successor)) == [session]
    services.save(session, by=successor)


def test_it_leaves_the_product_neither_as_a_sheet_nor_through_the_api(village: Unit, counsellor: User) -> None:
    counsel(make_child(village), counsellor)
    client = signed_in(counsellor)
    for path in ("export/", "print/", "import/", "template/", "extras/"):
        assert client.get(f"/registers/counselling/{path}").status_code in (403, 404), path
    assert client.get("/api/v1/records/counselling").status_code == 404
    page = client.get("/registers/counselling/").content.decode()
    assert "存成 Excel" not in page


def test_its_author_finds_it_in_her_list_but_not_on_the_childs_file(village: Unit, counsellor: User) -> None:
    child = make_child(village)
    counsel(child, counsellor)
    client = signed_in(counsellor)

    assert child.name in client.get("/registers/counselling/").content.decode()
    assert "2026年3月5日" not in client.get(reverse("person", args=[child.pk])).content.decode()
    found = client.get(reverse("search"), {"q": child.name}).content.decode()
    assert "counselling" not in found.split("</nav>")[-1]


def test_the_form_writes_a_session_down_and_lets_a_colleague_in(town: Unit, village: Unit, counsellor: User) -> None:
    child, colleague = make_child(village), make_user(town)
    make_user(town, role=Role.LEADER)
    client = signed_in(counsellor)
    form = client.get("/registers/counselling/new/").content.decode()
    told = {
        "person": child.pk, "day": "2026-3-5", "form": "face", "topic": "study", "counsellor": "校医",
        "notes": "不敢上学", "confidants": [colleague.pk],
    }  # fmt: skip

    page = client.post("/registers/counselling/new/", told, follow=True).content.decode()

    session = Counselling.objects.get()
    assert form.count('name="confidants"') == 1
    assert 'data-draft="counselling' not in form
    assert [row.account for row in CounsellingConfidant.objects.filter(counselling=session.pk)] == [colleague]
    assert "不敢上学" in page
    assert "不敢上学" not in everything_stored()


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM care_counselling")
        kept = cursor.fetchall()
        cursor.execute("SELECT document FROM records_change")
        return json.dumps([*kept, *cursor.fetchall()], default=str, ensure_ascii=False)


def test_the_day_decides_whether_she_was_a_child_in_difficulty(town: Unit, village: Unit, counsellor: User) -> None:
    children = [make_child(village) for _ in range(5)]
    for child in children:
        counsel(child, counsellor)
    situation = children[0].situations.get()

    assert figure(CHILDREN, town).value == 5
    end_situation(situation, until=date(2026, 2, 1), end_reason="other", by=counsellor)
    assert figure(CHILDREN, town).wording() == "<5人"
    change_situation(situation, until=date(2026, 4, 1), by=counsellor)
    assert figure(CHILDREN, town).value == 5
    services.void(situation, reason="记错了", by=counsellor)
    assert figure(CHILDREN, town).wording() == "<5人"
    make_situation(children[0], kind=SituationKind.CHILD_IN_DIFFICULTY, start=date(2026, 1, 1))
    assert figure(CHILDREN, town).value == 5
    assert list(facts.verify()) == []


def test_no_page_about_what_is_silent_tells_of_a_session(village: Unit) -> None:
    """本期无 asks about everything else; of a village that only counselled, it says that nothing is there."""
    asking = signed_in(make_user(village, role=Role.VILLAGE_WORKER))
    query = {"p": "2026H1", "f": "care.counselling"}
    before = asking.get(reverse("nil"), query).content
    counsel(make_child(village), make_user(village))
    after = asking.get(reverse("nil"), query).content
    assert [line for line in after.splitlines() if b"csrf" not in line] == [
        line for line in before.splitlines() if b"csrf" not in line
    ]
