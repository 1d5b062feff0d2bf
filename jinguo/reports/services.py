"""Writing reports down, and the words of their templates."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.indicators import Period
from jinguo.orgs import audit
from jinguo.orgs.models import Role, Unit, User
from jinguo.records import services as records
from jinguo.reports.models import Report, ReportTemplate

TEXTS = Path(__file__).parent / "texts"
SHIPPED = {"half-year": _("半年工作总结")}
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
        report.title = _("%(unit)s妇联%(period)s工作总结") % {"unit": unit, "period": Period(first, last).label()}
    return records.save(report, by=by)


@transaction.atomic
def change_words(template: ReportTemplate, *, text: str, by: User) -> ReportTemplate:
    """New words for every draft that uses the template. Who changed them, and when, is kept."""
    template.text = text
    template.full_clean()
    template.save(update_fields=["text"])
    audit.log(by, "report-template.change", target=template.code)
    return template
