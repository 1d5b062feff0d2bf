"""What of the reports a user may see."""

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from jinguo.common.numbers import whole_number
from jinguo.orgs.models import User
from jinguo.orgs.tree import ancestors_on, branch_ids
from jinguo.records.models import ProgrammeTarget
from jinguo.reports.models import Edition, Report, ReportTemplate


def reports(user: User) -> QuerySet[Report]:
    """The reports of the user's branch, the latest period first."""
    visible = Report.objects.visible_to(user).live().select_related("unit", "template")
    return visible.prefetch_related(Prefetch("editions", Edition.objects.defer("content")))


def latest_report(user: User) -> Report | None:
    """The report of the user's own unit whose period ended last."""
    return reports(user).filter(unit=user.unit).first()


def edition(report: Report, number: str = "") -> Edition | None:
    """The edition of a report that a page asks for, the newest unless it says which; None while it is a draft.

    404 for a number that it has no edition of.
    """
    if not number:
        return report.editions.first()
    found = report.editions.filter(number=whole_number(number) or 0).first()
    if found is None:
        raise Http404
    return found


def templates() -> QuerySet[ReportTemplate]:
    """Every template; their words belong to all units."""
    return ReportTemplate.objects.all()


def target_for(report: Report, *, programme: str, what: str) -> ProgrammeTarget | None:
    """What a programme of the report's unit, or of a unit above or below it, promises."""
    above = ancestors_on(report.unit, report.last).values("pk")
    mine = Q(programme__unit__in=above) | Q(programme__unit__in=branch_ids(report.unit, report.last))
    targets = ProgrammeTarget.objects.filter(mine, programme__code=programme, programme__voided_at=None, what=what)
    return targets.select_related("programme").order_by("-programme__since").first()
