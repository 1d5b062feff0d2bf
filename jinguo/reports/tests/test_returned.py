"""退回: whoever may sign a report can return it with a reason; the drafter reads it, and nothing of it is lost."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from jinguo.orgs.models import AuditEntry, Role
from jinguo.orgs.tests.make import browser_of, make_user
from jinguo.reports import services
from jinguo.reports.models import Edition
from jinguo.reports.tests.make import county_with_officer
from jinguo.reports.tests.test_frozen import Desk, held

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_whoever_may_sign_can_return_it_with_a_reason_that_the_page_and_the_trail_keep(desk: Desk) -> None:
    edition = desk.freeze()

    with pytest.raises(ValidationError, match="请写为什么退回"):
        services.send_back(edition, by=desk.colleague, reason=" ")
    services.send_back(edition, by=desk.colleague, reason="少了一期培训")

    page = desk.page()
    assert "少了一期培训" in page
    assert f"{desk.colleague.display_name} " in page
    assert AuditEntry.objects.get(action="report.return").detail == {"edition": 1}
    with pytest.raises(PermissionDenied):
        services.approve(Edition.objects.get(), by=desk.colleague, reviewer="审核的人")


def test_what_was_returned_is_corrected_by_a_new_edition_and_the_old_one_still_says_why(desk: Desk) -> None:
    services.send_back(desk.freeze(), by=desk.colleague, reason="少了一期培训")
    held(desk.town, 4)

    corrected = desk.freeze("补记了一期")
    services.approve(corrected, by=desk.colleague, reviewer="审核的人")

    assert "少了一期培训" not in desk.page()
    assert "少了一期培训" in desk.page("1")


def test_nobody_else_can_return_a_report(desk: Desk) -> None:
    edition = desk.freeze()
    others = [
        desk.officer,
        make_user(desk.county, Role.LEADER),
        make_user(desk.town, Role.TOWNSHIP_OFFICER),
        county_with_officer()[1],
    ]
    for user in others:
        with pytest.raises(PermissionDenied):
            services.send_back(edition, by=user, reason="不行")
        address = reverse("report-return", args=[desk.report.pk])
        assert browser_of(user).post(address, {"reason": "不行"}).status_code in (403, 404)

    assert Edition.objects.get().returned_at is None


def test_the_page_returns_it(desk: Desk) -> None:
    desk.freeze()
    browser, address = browser_of(desk.colleague), reverse("report-return", args=[desk.report.pk])

    assert address in browser.get(reverse("report-approve", args=[desk.report.pk])).content.decode()
    assert "这里还没填" in browser.post(address, {"reason": ""}).content.decode()
    browser.post(address, {"reason": "少了一期培训"})

    assert "少了一期培训" in desk.page()
    assert "已退回" in browser.get(reverse("reports")).content.decode()


def test_nobody_signs_an_edition_that_she_has_not_seen(desk: Desk) -> None:
    desk.freeze()
    browser, address = browser_of(desk.colleague), reverse("report-approve", args=[desk.report.pk])
    page = browser.get(address).content.decode()
    assert '<input type="hidden" name="v" value="1">' in page

    desk.freeze("补记了一期")

    assert browser.post(address, {"reviewer": "审核的人", "v": "1"}).status_code == 403
    assert not Edition.objects.exclude(approved_at=None).exists()
    assert address not in browser.get(reverse("report", args=[desk.report.pk]), {"v": "1"}).content.decode()
    browser.post(address, {"reviewer": "审核的人", "v": "2"})
    assert Edition.objects.get(number=2).approved_at
