"""头十分钟: what a new account may try, ticked off by what really happened."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jinguo.orgs.models import Role, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.tests.make import make_person
from jinguo.records.tests.test_registers import make_board, signed_in
from jinguo.today.first_days import Guide, guide_for
from jinguo.today.models import FirstStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> User:
    town = make_unit("长街镇", make_unit("宁海县", code="330226"), code="330226101")
    return make_user(make_unit("西山村", town, code="330226101201"), role=Role.VILLAGE_WORKER)


def guide(user: User) -> Guide:
    found = guide_for(user)
    assert found is not None
    return found


def left(user: User) -> list[str]:
    return [step.title for step in guide(user).steps if not step.done]


def today(user: User) -> str:
    return signed_in(user).get("/").content.decode()


def test_a_new_village_worker_is_shown_what_to_try_and_what_is_done(worker: User) -> None:
    assert left(worker) == ["看看您的村", "记第一笔", "点开一个数", "存到手机桌面"]
    page = today(worker)
    assert "头十分钟" in page
    assert "改密码<span" in page, "ticked off: she has done it"
    assert page.count("jg-btn-primary") == 1


def test_what_she_writes_down_ticks_itself_off(worker: User) -> None:
    make_board(worker)
    assert "记第一笔" not in left(worker)


@pytest.mark.parametrize(
    ("step", "leads"), [("look", "/registers/people/"), ("open", "/figures/open/"), ("keep", "/help/sign-in/")]
)
def test_a_step_leads_there_and_is_ticked_off(worker: User, step: str, leads: str) -> None:
    before = len(left(worker))
    answer = signed_in(worker).post(f"/first-days/{step}/", follow=True)
    assert answer.redirect_chain[0][0].startswith(leads)
    assert answer.status_code == 200
    assert len(left(worker)) == before - 1
    signed_in(worker).post(f"/first-days/{step}/")
    assert FirstStep.objects.count() == 1


def test_put_away_it_stays_away(worker: User) -> None:
    signed_in(worker).post("/first-days/away/")
    assert guide_for(worker) is None
    assert "头十分钟" not in today(worker)


def test_once_all_is_done_it_goes_by_itself(worker: User) -> None:
    make_board(worker)
    for step in ("look", "open", "keep"):
        signed_in(worker).post(f"/first-days/{step}/")
    assert "头十分钟" not in today(worker)


def test_after_the_first_days_nobody_is_reminded(worker: User) -> None:
    worker.created_at = timezone.now() - timedelta(days=15)
    assert guide_for(worker) is None


def test_a_leader_is_never_asked_to_write(worker: User) -> None:
    leader = make_user(worker.unit, role=Role.LEADER)
    assert left(leader) == ["看看台账", "点开一个数", "看一份报告"]
    assert signed_in(leader).post("/first-days/report/")["Location"] == "/reports/"


def test_an_administrator_of_a_fresh_installation_sets_it_up() -> None:
    county = make_unit("宁海县", code="330226")
    administrator = make_user(county, role=Role.ADMINISTRATOR)
    assert guide(administrator).title == "装好以后"
    assert left(administrator) == ["装上下级单位", "开账号", "第一本台账", "记第一笔", "点开一个数"]
    town = make_unit("长街镇", county)
    make_person(town, by=make_user(town), name="陈玉兰")
    assert left(administrator) == ["记第一笔", "点开一个数"]


def test_each_has_her_own(worker: User) -> None:
    signed_in(worker).post("/first-days/look/")
    assert "看看您的村" in left(make_user(worker.unit, role=Role.VILLAGE_WORKER))


def test_reading_writes_nothing_and_nobody_else_can(worker: User) -> None:
    assert signed_in(worker).get("/first-days/look/").status_code == 405
    assert signed_in(worker).post("/first-days/nothing/").status_code == 404
    assert Client().post("/first-days/look/")["Location"].startswith("/sign-in/")
    assert not FirstStep.objects.exists()
