"""定稿: a frozen report keeps its words and numbers for ever; what differs since stands beside each number."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from jinguo.facts.models import FactRow
from jinguo.indicators.addresses import unit_text
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.services import rename_unit
from jinguo.orgs.tests.make import browser_of, make_unit, make_user
from jinguo.reports import services
from jinguo.reports.models import Edition, Report
from jinguo.reports.tests.make import county_with_officer, make_report, page_of

pytestmark = pytest.mark.django_db

TEXT = (
    '共办班{{ figure("training.sessions") }}，比上年同期{{ figure("training.sessions~change") }}，'
    '评出{{ figure("no") }}。'
)
DAY = date(2008, 3, 1)


def held(unit: Unit, record: int, day: date = DAY) -> FactRow:
    return FactRow.objects.create(
        kind="training.session", unit=unit.pk, since=day, until=day + timedelta(days=1), category="practical",
        source="training.session", record=record, evidence="r",
    )  # fmt: skip


def counsel(unit: Unit, times: int) -> None:
    for token in range(times):
        FactRow.objects.create(
            kind="care.counselling", unit=unit.pk, since=DAY, until=DAY + timedelta(days=1), level="child",
            source="care.counselling", record=10**9 + token, person=10**9 + token, evidence="r",
        )  # fmt: skip


class Desk:
    """A county with a town that held two courses, its officer, and her colleague; and the half year's report."""

    def __init__(self) -> None:
        self.county, self.officer = county_with_officer()
        self.colleague = make_user(self.county, Role.COUNTY_STAFF)
        self.town = make_unit("越溪乡", parent=self.county)
        self.held = [held(self.town, 1), held(self.town, 2), held(self.town, 3, date(2007, 3, 1))]
        self.report = make_report(self.officer, TEXT)

    def freeze(self, reason: str = "") -> Edition:
        return services.freeze(self.report, by=self.officer, preparer="填报的人", reason=reason)

    def page(self, version: str = "") -> str:
        address = reverse("report", args=[self.report.pk]) + (f"?v={version}" if version else "")
        return browser_of(self.officer).get(address).content.decode()

    def opened(self, code: str = "training.sessions", viewer: User | None = None) -> str:
        query = {"v": "1", "i": code, "u": unit_text(self.county), "p": "2008H1"}
        address = reverse("report-figure", args=[self.report.pk])
        return browser_of(viewer or self.officer).get(address, query).content.decode()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_frozen_report_reads_the_same_whatever_happens_to_records_words_and_units(desk: Desk) -> None:
    desk.freeze()
    held(desk.town, 4)
    desk.held[0].delete()
    services.change_words(desk.report.template, text="一、全新的字", by=desk.officer)
    rename_unit(unit=desk.county, name="改名县", on=date(2008, 2, 1), by=None)

    page = desk.page()

    assert "共办班" in page
    assert ">2期<" in page
    assert "［待补充］" in page
    assert "全新的字" not in page
    assert "改名县" not in page.split("<article")[1]


def test_what_it_would_be_today_stands_beside_each_number_that_differs(desk: Desk) -> None:
    desk.freeze()
    assert "此后没有一个数变过" in desk.page()

    held(desk.town, 4)

    page = desk.page()
    assert page.count('class="jg-now"') == 2
    assert "现 3" in page
    assert "定稿时 2期，现在 3期" in page
    assert "此后有 2 个数变了" in page


def test_an_opened_number_says_which_records_came_and_went(desk: Desk) -> None:
    desk.freeze()
    held(desk.town, 4)
    held(desk.town, 5)
    desk.held[0].delete()

    opened = desk.opened()

    assert "定稿后多了 2 条，少了 1 条" in opened
    assert "2 → 3" in opened
    assert "定稿时 2 条合计 2 期" in opened


def test_a_record_that_weighs_otherwise_was_altered(desk: Desk) -> None:
    desk.report.template.text = '参训{{ figure("training.attendances") }}'
    desk.report.template.save()
    row = FactRow.objects.create(
        kind="training.attendance", unit=desk.town.pk, since=DAY, until=DAY + timedelta(days=1), category="practical",
        source="training.session", record=1, evidence="c", amount=22,
    )  # fmt: skip
    desk.freeze()
    row.amount = 24
    row.save()

    opened = desk.opened("training.attendances")

    assert "定稿后改了 1 条" in opened
    assert "22 → 24 人次" in opened


def test_a_worked_out_number_opens_to_its_parts_as_they_were(desk: Desk) -> None:
    desk.freeze()
    held(desk.town, 4)

    opened = desk.opened("training.sessions~change")

    assert "2007年上半年" in opened
    assert "现 3" in opened
    assert "多 1 期 → 多 2 期" in opened


def test_a_correction_is_a_new_edition_with_its_reason_and_the_old_one_stays(desk: Desk) -> None:
    desk.freeze()
    held(desk.town, 4)

    desk.freeze(reason="补记了一期")

    assert ">3期<" in desk.page()
    assert "第 2 版，更正：补记了一期" in desk.page()
    assert ">2期<" in desk.page("1")
    assert "这是以前的一版" in desk.page("1")


def test_a_correction_needs_a_reason(desk: Desk) -> None:
    desk.freeze()

    with pytest.raises(ValidationError, match="为什么更正"):
        desk.freeze(reason="  ")


def test_a_second_person_of_the_unit_signs_and_locks(desk: Desk) -> None:
    edition = desk.freeze()
    assert "还等审核人签字" in desk.page()

    services.approve(edition, by=desk.colleague, reviewer="审核的人", head="负责的人")

    page = desk.page()
    assert "填报人：填报的人" in page
    assert "审核人：审核的人" in page
    assert "单位负责人：负责的人" in page
    with pytest.raises(PermissionDenied):
        services.approve(edition, by=desk.colleague, reviewer="别人")


@pytest.mark.parametrize(("level", "allowed"), [("county", False), ("village", True)])
def test_only_in_a_village_the_same_person_may_sign_for_both(level: str, allowed: bool) -> None:
    county = make_unit()
    unit = county if level == "county" else make_unit(parent=make_unit(parent=county))
    one = make_user(unit, Role.VILLAGE_WORKER)
    edition = services.freeze(make_report(one), by=one, preparer="演示")

    assert services.may_approve(one, edition) is allowed


@pytest.mark.parametrize("who", ["leader", "above", "below"])
def test_nobody_freezes_for_another_unit_and_no_leader_does(desk: Desk, who: str) -> None:
    town_report = make_report(make_user(desk.town), TEXT)
    others = {
        "leader": (make_user(desk.county, Role.LEADER), desk.report),
        "above": (desk.officer, town_report),
        "below": (make_user(desk.town), desk.report),
    }
    by, report = others[who]

    with pytest.raises(PermissionDenied):
        services.freeze(report, by=by, preparer="演示")


def test_who_may_not_see_the_records_sees_only_the_count_of_what_changed(desk: Desk) -> None:
    """The facts here lead to no record that anybody could open; the drawer gives numbers and no names."""
    desk.freeze()
    held(desk.town, 4)

    assert "您可以看数，名单要按职责查看" in desk.opened()


def test_of_confidential_kinds_the_count_is_kept_and_nothing_that_leads_to_anybody(desk: Desk) -> None:
    desk.report.template.text = '辅导{{ figure("care.counselling.sessions") }}'
    desk.report.template.save()
    counsel(desk.town, 3)
    edition = desk.freeze()
    counsel(desk.town, 4)

    assert "&lt;5次" in desk.page()
    assert "现 7" in desk.page()
    opened = desk.opened("care.counselling.sessions")
    assert "您可以看数，名单要按职责查看" in opened
    assert "定稿后多了" not in opened
    assert not edition.lists.exists()


def test_a_number_that_became_so_many_and_more_has_changed_although_it_is_the_same_number(desk: Desk) -> None:
    desk.report.template.text = '辅导{{ figure("care.counselling.sessions") }}'
    desk.report.template.save()
    counsel(desk.town, 12)
    desk.freeze()
    assert "此后没有一个数变过" in desk.page()

    counsel(make_unit("桑洲镇", parent=desk.county), 3)

    assert "定稿时 12次，现在 12次以上" in desk.page()


def test_another_county_finds_neither_the_frozen_report_nor_its_numbers(desk: Desk) -> None:
    desk.freeze()
    stranger = browser_of(county_with_officer()[1])
    query = {"i": "training.sessions", "u": unit_text(desk.county), "p": "2008H1"}

    for name in ("report", "report-freeze", "report-approve", "report-figure"):
        assert stranger.get(reverse(name, args=[desk.report.pk]), query).status_code == 404


def test_a_number_that_the_edition_does_not_hold_is_not_there(desk: Desk) -> None:
    desk.freeze()
    address = reverse("report-figure", args=[desk.report.pk])

    assert browser_of(desk.officer).get(address, {"i": "training.women"}).status_code == 404
    assert browser_of(desk.officer).get(reverse("report", args=[desk.report.pk]), {"v": "7"}).status_code == 404


def test_the_page_freezes_corrects_and_signs(desk: Desk, client: Client) -> None:
    client.force_login(desk.officer, backend="django.contrib.auth.backends.ModelBackend")
    freeze, approve = (reverse(name, args=[desk.report.pk]) for name in ("report-freeze", "report-approve"))

    assert "还有 1 处［待补充］" in client.get(freeze).content.decode()
    client.post(freeze, {"preparer": "填报的人"})
    held(desk.town, 4)
    assert "这里还没填" in client.post(freeze, {"preparer": "填报的人", "reason": ""}).content.decode()
    client.post(freeze, {"preparer": "填报的人", "reason": "补记"})
    assert client.get(approve).status_code == 403
    browser_of(desk.colleague).post(approve, {"reviewer": "审核的人"})

    assert [edition.number for edition in Report.objects.get(pk=desk.report.pk).editions.all()] == [2, 1]
    assert "单位负责人：审核的人" in page_of(client, desk.officer, desk.report)
