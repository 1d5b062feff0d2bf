"""Reports for tests, each with what the test doesn't care about filled in."""

from datetime import date
from itertools import count

from django.test import Client
from django.urls import reverse

from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.reports.models import Report, ReportTemplate
from jinguo.reports.services import write_report

_number = count(1)

HALF_YEAR = (date(2008, 1, 1), date(2008, 6, 30))


def make_template(text: str) -> ReportTemplate:
    return ReportTemplate.objects.create(code=f"template-{next(_number)}", name="演示总结", text=text)


def make_report(
    by: User, text: str = "一、工作回顾", *, first: date = HALF_YEAR[0], last: date = HALF_YEAR[1]
) -> Report:
    """A report of the user's unit in these words, for the first half of 2008 unless said otherwise."""
    return write_report(unit=by.unit, template=make_template(text), first=first, last=last, by=by)


def county_with_officer() -> tuple[Unit, User]:
    county = make_unit()
    return county, make_user(county, Role.COUNTY_STAFF)


def page_of(client: Client, user: User, report: Report) -> str:
    """The report's page as the user gets it."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(reverse("report", args=[report.pk])).content.decode()
