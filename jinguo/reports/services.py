"""Writing reports down, freezing and signing them, and the words of their templates."""

from datetime import date
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.indicators import Period
from jinguo.orgs import audit
from jinguo.orgs.models import Role, Unit, UnitLevel, User
from jinguo.records import services as records
from jinguo.reports import snapshot
from jinguo.reports.compose import composed
from jinguo.reports.models import Edition, KeptList, Report, ReportTemplate

TEXTS = Path(__file__).parent / "texts"
SHIPPED = {"half-year": _("半年工作总结"), "care": _("留守妇女儿童关爱报告")}
"""Templates that come with the product, by the name of their file in texts/."""


def may_edit_words(user: User) -> bool:
    """Templates are the county's: its staff and the administrators write them."""
    return user.role in (Role.COUNTY_STAFF, Role.ADMINISTRATOR)


@transaction.atomic
def install_templates() -> list[ReportTemplate]:
    """Put in the shipped templates that are not there yet; those that somebody edited stay as they are."""
    return [
        ReportTemplate.objects.get_or_create(
            code=code, defaults={"name": name, "text": (TEXTS / f"{code}.txt").read_text(encoding="utf8")}
        )[0]
        for code, name in SHIPPED.items()
    ]


@transaction.atomic
def write_report(*, unit: Unit, template: ReportTemplate, first: date, last: date, title: str = "", by: User) -> Report:
    """A draft report of a unit for a period; without a title it is named after them."""
    report = Report(unit=unit, template=template, title=title, first=first, last=last)
    if not title and first <= last:
        period = Period(first, last).label()
        kind = template.name.removeprefix(_("半年"))
        report.title = _("%(unit)s妇联%(period)s%(kind)s") % {"unit": unit, "period": period, "kind": kind}
    return records.save(report, by=by)


def may_freeze(user: User, report: Report) -> bool:
    """A unit freezes its own reports; nobody does it for her, not even the unit above."""
    return user.may_write and user.unit_id == report.unit_id


def may_approve(user: User, edition: Edition) -> bool:
    """A second person of the unit signs above the first, or returns it; in a village there may be but one.

    Nobody signs what a newer edition has corrected.
    """
    is_settled = edition.approved_at or edition.returned_at or edition.report.voided_at
    if is_settled or not may_freeze(user, edition.report):
        return False
    if edition.report.editions.filter(number__gt=edition.number).exists():
        return False
    return user.pk != edition.frozen_by_id or edition.report.unit.level == UnitLevel.VILLAGE


@transaction.atomic
def freeze(report: Report, *, by: User, preparer: str, reason: str = "") -> Edition:
    """定稿: keep the report as it reads now. Once frozen, the next edition corrects it (更正) and says why.

    PermissionDenied unless `may_freeze`; ValidationError without a reason that is needed; BadInput when its text
    can't be understood.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not may_freeze(by, report) or report.voided_at is not None:
        raise PermissionDenied
    before = report.editions.first()
    if before and not reason.strip():
        raise ValidationError({"reason": _("请写为什么更正。")})
    content, lists = snapshot.taken(report, composed(report, viewer=by))
    edition = Edition(
        report=report, number=before.number + 1 if before else 1, reason=reason.strip() if before else "",
        content=content, preparer=preparer, frozen_by=by,
    )  # fmt: skip
    edition.full_clean(exclude=["content"])
    edition.save(force_insert=True)
    KeptList.objects.bulk_create(KeptList(edition=edition, figure=name, lines=lines) for name, lines in lists.items())
    audit.log(by, "report.freeze", target=f"report:{report.pk}", edition=edition.number)
    return edition


@transaction.atomic
def approve(edition: Edition, *, by: User, reviewer: str, head: str = "") -> Edition:
    """审核: sign above whoever prepared it. From then on nothing of the edition changes any more."""
    edition = Edition.objects.select_for_update().select_related("report__unit").get(pk=edition.pk)
    if not may_approve(by, edition):
        raise PermissionDenied
    edition.reviewer, edition.head = reviewer, head
    edition.approved_at, edition.approved_by = timezone.now(), by
    edition.full_clean(exclude=["content"])
    edition.save(update_fields=["reviewer", "head", "approved_at", "approved_by"])
    audit.log(by, "report.approve", target=f"report:{edition.report_id}", edition=edition.number)
    return edition


@transaction.atomic
def send_back(edition: Edition, *, by: User, reason: str) -> Edition:
    """退回 instead of a signature: it goes back to whoever prepared it, who corrects it.

    The edition stays as it is: no figure is changed for her. ValidationError without a reason.
    """
    edition = Edition.objects.select_for_update().select_related("report__unit").get(pk=edition.pk)
    if not may_approve(by, edition):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("请写为什么退回。")})
    edition.return_reason, edition.returned_at, edition.returned_by = reason.strip(), timezone.now(), by
    edition.full_clean(exclude=["content"])
    edition.save(update_fields=["return_reason", "returned_at", "returned_by"])
    audit.log(by, "report.return", target=f"report:{edition.report_id}", edition=edition.number)
    return edition


@transaction.atomic
def change_words(template: ReportTemplate, *, text: str, by: User) -> ReportTemplate:
    """New words for every draft that uses the template. Who changed them, and when, is kept."""
    template.text = text
    template.full_clean()
    template.save(update_fields=["text"])
    audit.log(by, "report-template.change", target=template.code)
    return template
