"""One event, one record: who held it together reads it, counts it as 参与, and does not write it down again."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.lines.training.models import Course, Session
from jinguo.lines.training.tests.make import make_course, make_session, save_session
from jinguo.orgs.accounts import issue_token
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.services import close_unit
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services

pytestmark = pytest.mark.django_db

YEAR = Period(today() - timedelta(days=365), today())


@pytest.fixture
def county() -> Unit:
    return make_unit("宁海县", code="330226")


@pytest.fixture
def staff(county: Unit) -> User:
    return make_user(county, role=Role.COUNTY_STAFF)


@pytest.fixture
def towns(county: Unit) -> list[Unit]:
    return [make_unit(name, parent=county) for name in ("长街镇", "力洋镇", "桑洲镇")]


@pytest.fixture
def course(county: Unit, staff: User) -> Course:
    return make_course(county, name="杨梅栽培", by=staff)


@pytest.fixture
def shared(towns: list[Unit], course: Course, staff: User) -> Session:
    """长街镇 held it, 力洋镇 and 桑洲镇 took part."""
    session = make_session(towns[0], headcount=20, course=course, by=staff)
    return save_session(session=session, partners=towns[1:], by=staff)


def figure(code: str, unit: Unit) -> object:
    return compute([code], unit=unit, periods=[YEAR])[code, unit, YEAR].value


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(**answers: Any) -> dict[str, Any]:
    return {"starts_on": "今天", "course": "杨梅栽培", "course_kind": "practical", "where": "文化礼堂", "teacher": "",
            "mode": "headcount", "women": "20", **answers}  # fmt: skip


def test_each_counts_what_it_joined_and_the_county_counts_the_event_once(
    county: Unit, towns: list[Unit], shared: Session
) -> None:
    assert [figure("records.joined", town) for town in towns] == [0, 1, 1]
    assert figure("records.joined", county) == 1
    assert [figure("training.sessions", unit) for unit in (*towns, county)] == [1, 0, 0, 1]


def test_a_partner_reads_the_record_and_changes_nothing(towns: list[Unit], shared: Session) -> None:
    partner = as_user(make_user(towns[1]))
    path = f"/registers/training/{shared.pk}/"

    page = partner.get(path).content.decode()

    assert "杨梅栽培" in page
    assert "力洋镇、桑洲镇" in page
    assert f"{path}edit/" not in page
    for door in ("edit/", "void/"):
        assert partner.get(path + door).status_code == 404
        assert partner.post(path + door, {"reason": "写错了", **typed()}).status_code == 404
    assert partner.get(f"/registers/training/{shared.pk}/later/attendances/").status_code == 404
    token = {"Authorization": f"Bearer {issue_token(user=make_user(towns[1]))[0]}"}
    for method, address in (("PUT", ""), ("POST", "/void")):
        path = f"/api/v1/records/training/{shared.pk}{address}"
        sent = Client().generic(method, path, "{}", content_type="application/json", headers=token)
        assert sent.status_code == 404


def test_a_village_of_the_partner_and_everybody_else_do_not_see_it(
    county: Unit, towns: list[Unit], shared: Session
) -> None:
    others = [make_unit(parent=towns[1]), make_unit(parent=towns[0]), make_unit(parent=county)]
    for unit in others:
        assert as_user(make_user(unit)).get(f"/registers/training/{shared.pk}/").status_code == 404


def test_her_own_list_keeps_to_what_she_held_and_tells_of_what_she_joined(towns: list[Unit], shared: Session) -> None:
    page = as_user(make_user(towns[1])).get("/registers/training/").content.decode()
    assert f"/registers/training/{shared.pk}/" not in page
    assert "和别的单位一起办、记在对方名下的有" in page
    opened = as_user(make_user(towns[1])).get(
        "/figures/open/", {"i": "records.joined", "u": f"id{towns[1].pk}", "p": str(YEAR)}
    )
    assert f"/registers/training/{shared.pk}/" in opened.content.decode()


def test_the_county_is_told_how_many_took_part(county: Unit, staff: User, shared: Session) -> None:
    page = as_user(staff).get("/figures/open/", {"i": "records.joined", "u": "330226", "p": str(YEAR)}).content.decode()
    assert "2 个单位参加，只算 1 次" in page
    assert "1 条合计 1 件" in page


def test_who_is_no_partner_any_more_counts_and_sees_nothing(towns: list[Unit], staff: User, shared: Session) -> None:
    save_session(session=shared, partners=towns[1:2], by=staff)
    assert [figure("records.joined", town) for town in towns] == [0, 1, 0]
    assert as_user(make_user(towns[2])).get(f"/registers/training/{shared.pk}/").status_code == 404
    services.void(shared, reason="没办成", by=staff)
    assert [figure("records.joined", town) for town in towns] == [0, 0, 0]
    assert list(facts.verify()) == []


def test_partners_are_named_in_the_form_and_stay_when_nobody_speaks_of_them(towns: list[Unit], course: Course) -> None:
    officer = make_user(towns[0])
    client = as_user(officer)
    client.post("/registers/training/new/", typed(with_units=[towns[1].pk]))
    session = Session.objects.get()
    assert session.with_units == [towns[1]]
    save_session(session=session, by=officer)
    assert session.with_units == [towns[1]]
    form = client.get(f"/registers/training/{session.pk}/edit/").content.decode()
    assert re.search(rf'name="with_units" value="{towns[1].pk}"[^>]* checked', form)


@pytest.fixture
def namesakes(towns: list[Unit]) -> list[Unit]:
    """大湖村 of her own town, of the town beside it, and of a county far away."""
    far = make_unit("长街镇", parent=make_unit("象山县", code="330225"))
    return [make_unit("大湖村", parent=town) for town in (towns[0], towns[1], far)]


def found_for(user: User, text: str) -> list[str]:
    """What the box offers while she types, each as it is told from its namesakes."""
    page = as_user(user).get("/units/known/", {"q": text}).content.decode()
    return re.findall(r'data-key="([^"]+)"', page)


def test_any_unit_of_the_country_is_found_by_a_part_of_its_name_or_code_the_near_ones_first(
    towns: list[Unit], namesakes: list[Unit]
) -> None:
    officer = make_user(towns[1])
    assert found_for(officer, "大湖") == ["宁海县力洋镇大湖村", "宁海县长街镇大湖村", "象山县长街镇大湖村"]
    assert found_for(officer, "330225") == found_for(officer, "象山县妇联") == ["象山县"]
    assert "没有找到" in as_user(officer).get("/units/known/", {"q": "不在这里"}).content.decode()
    assert Client().get("/units/known/", {"q": "大湖"}).status_code == 302


def test_a_far_unit_that_was_chosen_takes_part_and_stays_in_the_form(towns: list[Unit], namesakes: list[Unit]) -> None:
    client, far = as_user(make_user(towns[0])), namesakes[2]
    client.post("/registers/training/new/", typed(with_units=[towns[1].pk], with_names=["象山县长街镇大湖村"]))
    session = Session.objects.get()
    assert session.with_units == [towns[1], far]
    assert figure("records.joined", far) == 1
    assert as_user(make_user(far)).get(f"/registers/training/{session.pk}/").status_code == 200
    form = client.get(f"/registers/training/{session.pk}/edit/").content.decode()
    assert re.search(rf'name="with_units" value="{far.pk}"[^>]* checked', form) and "象山县" in form
    client.post(f"/registers/training/{session.pk}/edit/", typed(with_units=[far.pk], version=session.version))
    assert Session.objects.get().with_units == [far]


def test_without_scripts_namesakes_are_offered_and_never_guessed(towns: list[Unit], namesakes: list[Unit]) -> None:
    client = as_user(make_user(towns[0]))
    page = client.post("/registers/training/new/", typed(with_names="大湖村、桥头镇")).content.decode()
    assert not Session.objects.exists()
    assert "“大湖村”有 3 个" in page and "没有找到单位“桥头镇”" in page
    assert all(f'value="{unit.pk}"' in page for unit in namesakes)
    client.post("/registers/training/new/", typed(with_units=[namesakes[1].pk]))
    assert Session.objects.get().with_units == [namesakes[1]]


def test_names_that_are_refused_as_a_whole_are_told_and_still_there(towns: list[Unit]) -> None:
    page = as_user(make_user(towns[0])).post("/registers/training/new/", typed(with_names="村" * 2001)).content.decode()
    assert "村" * 2001 in page
    section = page[page.index("data-partners") : page.index("</fieldset>", page.index("data-partners"))]
    assert "jg-error" in section


@pytest.mark.parametrize("text", ["330225", "象山县", "象山县妇联", " 象山 县 "])
def test_a_unit_is_named_by_its_code_or_its_name(towns: list[Unit], namesakes: list[Unit], text: str) -> None:
    as_user(make_user(towns[0])).post("/registers/training/new/", typed(with_names=text))
    assert [unit.name for unit in Session.objects.get().with_units] == ["象山县"]


def test_neither_a_closed_unit_nor_her_own_is_a_partner(towns: list[Unit], namesakes: list[Unit]) -> None:
    closed, own = namesakes[2], towns[0]
    close_unit(unit=closed, on=today(), reason="撤销", by=make_user(towns[0], role=Role.ADMINISTRATOR))
    officer = make_user(own)
    assert "象山县长街镇大湖村" not in found_for(officer, "大湖") and "宁海县长街镇" not in found_for(officer, "长街")
    for answer in ({"with_units": [closed.pk]}, {"with_units": [own.pk]}, {"with_names": "象山县长街镇大湖村"}):
        page = as_user(officer).post("/registers/training/new/", typed(**answer)).content.decode()
        assert "已经撤销的" in page or "没有找到单位" in page
    as_user(officer).post("/registers/training/new/", typed(with_names="宁海县长街镇"))
    assert Session.objects.get().with_units == []


def test_what_a_partner_writes_down_again_is_asked_about_and_not_saved(towns: list[Unit], shared: Session) -> None:
    client = as_user(make_user(towns[1]))

    page = client.post("/registers/training/new/", typed(course="杨梅栽培培训班")).content.decode()

    assert "是同一件事吗？" in page
    assert "长街镇妇联" in page
    assert Session.objects.count() == 1
    page = client.post("/registers/training/new/", typed(same=str(shared.pk)), follow=True).content.decode()
    assert "没有另记" in page
    assert Session.objects.count() == 1
    client.post("/registers/training/new/", typed(same="other"))
    assert Session.objects.count() == 2


def test_the_county_takes_part_in_what_a_town_wrote_down(county: Unit, staff: User, shared: Session) -> None:
    client = as_user(staff)
    assert "是同一件事吗？" in client.post("/registers/training/new/", typed()).content.decode()

    page = client.post("/registers/training/new/", typed(same=str(shared.pk)), follow=True).content.decode()

    assert "宁海县算参与" in page
    assert county in shared.with_units
    assert len(shared.with_units) == 3
    assert list(facts.verify()) == []


@pytest.mark.parametrize(
    "other",
    [{"starts_on": "昨天"}, {"course": "家政服务"}, {"where": "妇女之家"}],
    ids=["another day", "another subject", "another place"],
)
def test_what_differs_is_not_asked_about(
    towns: list[Unit], shared: Session, staff: User, other: dict[str, str]
) -> None:
    shared.place = "镇成人学校"
    save_session(session=shared, by=staff)
    as_user(make_user(towns[1])).post("/registers/training/new/", typed(**other))
    assert Session.objects.count() == 2


def test_a_sister_that_was_not_named_is_not_told_of_it(county: Unit, shared: Session) -> None:
    as_user(make_user(make_unit(parent=county))).post("/registers/training/new/", typed())
    assert Session.objects.count() == 2


def test_a_program_is_asked_the_same(towns: list[Unit], shared: Session) -> None:
    token = {"Authorization": f"Bearer {issue_token(user=make_user(towns[1]))[0]}"}
    body = {
        "starts_on": today().isoformat(),
        "course": "杨梅栽培",
        "course_kind": "practical",
        "where": "文化礼堂",
        "mode": "headcount",
        "women": 20,
    }
    client = Client()

    def send(**more: Any) -> Any:
        return client.post("/api/v1/records/training", body | more, content_type="application/json", headers=token)

    refused = send()
    assert refused.status_code == 422
    assert "可能已经记着了：杨梅栽培" in refused.json()["errors"]["another"][0]
    assert send(another=True).status_code == 201
