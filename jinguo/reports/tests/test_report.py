"""The report page: words from people, numbers from records, gaps named and never filled."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from jinguo.common.dates import today
from jinguo.facts import Evidence
from jinguo.facts.models import FactRow
from jinguo.orgs.models import Role, Unit
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services as records
from jinguo.records.models import Programme, ProgrammeTarget
from jinguo.reports import services
from jinguo.reports.tests.make import county_with_officer, make_report, page_of
from jinguo.reports.today import suggest_report

pytestmark = pytest.mark.django_db

SENTENCE = (
    '共举办实用技术培训班{{ figure("training.practical.sessions") }}，'
    '参加培训妇女{{ figure("training.practical.women") }}。'
)


def test_what_nobody_recorded_is_a_gap_and_not_a_zero(client: Client) -> None:
    _county, officer = county_with_officer()

    page = page_of(client, officer, make_report(officer, SENTENCE))

    assert page.count("［待补充］") == 2
    assert "还缺 2 处" in page
    assert "0期" not in page


def test_a_figure_that_nobody_declared_is_a_gap(client: Client) -> None:
    _county, officer = county_with_officer()

    assert "［待补充］" in page_of(client, officer, make_report(officer, '评出{{ figure("no.such") }}'))


def test_a_promise_is_the_programmes_and_can_be_changed_there(client: Client) -> None:
    county, officer = county_with_officer()
    programme = Programme(unit=county, code="plan", name="推广培训", since=date(2008, 1, 1))
    target = ProgrammeTarget(what="农家女", amount=Decimal(10000), measure_word="人")
    records.save(programme, by=officer, rows={"targets": [target]})

    page = page_of(client, officer, make_report(officer, '目标{{ target("plan", "农家女") }}'))

    assert "10000人" in page


def test_a_broken_template_says_where_and_the_page_still_opens(client: Client) -> None:
    _county, officer = county_with_officer()

    assert "第 2 行没有写完整" in page_of(client, officer, make_report(officer, "一、回顾\n{{ figure("))


def test_another_countys_report_is_not_there(client: Client) -> None:
    _county, officer = county_with_officer()
    report = make_report(officer)
    _elsewhere, stranger = county_with_officer()
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("report", args=[report.pk])).status_code == 404
    assert report.title not in client.get(reverse("reports")).content.decode()


def test_a_report_is_named_after_its_unit_and_period() -> None:
    county, officer = county_with_officer()

    assert make_report(officer).title == f"{county}妇联2008年上半年演示总结"


def test_words_that_cannot_be_understood_are_refused_at_the_field() -> None:
    _county, officer = county_with_officer()

    with pytest.raises(ValidationError, match="没有写完整"):
        services.change_words(make_report(officer).template, text="{{ figure(", by=officer)


def test_only_the_county_changes_the_words(client: Client) -> None:
    county, officer = county_with_officer()
    report = make_report(officer)
    leader = make_user(county, Role.LEADER)
    client.force_login(leader, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("report-words", args=[report.pk])).status_code == 403


def test_the_county_changes_the_words_of_its_drafts(client: Client) -> None:
    _county, officer = county_with_officer()
    report = make_report(officer)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    client.post(reverse("report-words", args=[report.pk]), {"text": "一、新的开头"})

    assert "新的开头" in page_of(client, officer, report)


def test_shipped_templates_come_once_and_keep_what_was_edited() -> None:
    template, *_others = services.install_templates()
    template.text = "改过"
    template.save()

    assert services.install_templates()[0].text == "改过"


def test_today_says_what_the_report_still_lacks() -> None:
    _county, officer = county_with_officer()
    last = today()
    make_report(officer, '办班{{ figure("training.sessions") }}', first=last.replace(day=1), last=last)

    suggestion = suggest_report(officer)

    assert suggestion is not None
    assert suggestion.sentence == "演示总结已经拼好，还有 1 处等您补"


def test_today_asks_a_colleague_to_sign_what_was_frozen_and_nobody_else() -> None:
    county, officer = county_with_officer()
    last = today()
    report = make_report(officer, "一、回顾", first=last.replace(day=1), last=last)
    services.freeze(report, by=officer, preparer="填报的人")

    suggestion = suggest_report(make_user(county, Role.COUNTY_STAFF))

    assert suggestion is not None
    assert suggestion.sentence == "演示总结等您审核"
    assert suggest_report(officer) is None


def test_today_tells_the_drafter_that_it_came_back_and_why() -> None:
    county, officer = county_with_officer()
    colleague, last = make_user(county, Role.COUNTY_STAFF), today()
    report = make_report(officer, "一、回顾", first=last.replace(day=1), last=last)
    services.send_back(services.freeze(report, by=officer, preparer="填报的人"), by=colleague, reason="少了一期培训")

    suggestion = suggest_report(officer)

    assert suggestion is not None
    assert suggestion.sentence == "演示总结被退回了，请照理由更正"
    assert "少了一期培训" in str(suggestion.why)
    assert suggest_report(colleague) is None


def test_today_is_silent_about_a_report_of_long_ago() -> None:
    _county, officer = county_with_officer()
    make_report(officer)

    assert suggest_report(officer) is None


def trained(unit: Unit, **fields: object) -> None:
    day = date(2008, 3, 1)
    FactRow.objects.create(
        kind="training.attendance", category="practical", unit=unit.pk, since=day, until=day + timedelta(days=1),
        source="training.session", record=1, **{"evidence": Evidence.RECORDED.value, **fields},
    )  # fmt: skip


def test_a_report_says_which_of_its_numbers_do_not_cover_everything(client: Client) -> None:
    county, officer = county_with_officer()
    towns = [make_unit(parent=county) for _ in range(2)]
    trained(towns[0], person=1)
    trained(towns[0], amount=9, evidence=Evidence.COUNTED.value)

    page = page_of(client, officer, make_report(officer, '妇女{{ figure("training.practical.women") }}'))

    assert "有 1 个数覆盖不全" in page
    assert "2 个乡镇中 1 个有记录，1 个还没有记录。" in page
    assert "另有 9 人次没记名字，去不了重。" in page


def test_a_report_whose_numbers_cover_everything_says_nothing(client: Client) -> None:
    county, officer = county_with_officer()
    trained(make_unit(parent=county), person=1)

    page = page_of(client, officer, make_report(officer, '妇女{{ figure("training.practical.women") }}'))

    assert "覆盖不全" not in page
