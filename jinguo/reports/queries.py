"""What of the reports a user may see."""

from django.db.models import Q, QuerySet

from jinguo.orgs.models import User
from jinguo.orgs.tree import ancestors_on, branch_ids
from jinguo.records.models import ProgrammeTarget
from jinguo.reports.models import Report, ReportTemplate


def reports(user: User) -> QuerySet[Report]:
    """The reports of the user's branch, the latest period first."""
    return Report.objects.visible_to(user).live().select_related("unit", "template")


def latest_report(user: User) -> Report | None:
    """The report of the user's own unit whose period ended last."""
    return reports(user).filter(unit=user.unit).first()


def templates() -> QuerySet[ReportTemplate]:
    """Every template; their words belong to all units."""
    return ReportTemplate.objects.all()


def target_for(report: Report, *, programme: str, what: str) -> ProgrammeTarget | None:
    """What a programme of the report's unit, or of a unit above or below it, promises."""
    above = ancestors_on(report.unit, report.last).values("pk")
    mine = Q(programme__unit__in=above) | Q(programme__unit__in=branch_ids(report.unit, report.last))
    targets = ProgrammeTarget.objects.filter(mine, programme__code=programme, programme__voided_at=None, what=what)
    return targets.select_related("programme").order_by("-programme__since").first()
