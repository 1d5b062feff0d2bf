"""What of the reports a user may see."""

from django.db.models import F, Prefetch, Q, QuerySet
from django.http import Http404

from jinguo.common.numbers import whole_number
from jinguo.indicators.periods import DAY
from jinguo.orgs.models import User
from jinguo.orgs.tree import ancestors_on, branch_ids
from jinguo.records.models import Programme, ProgrammeTarget
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
    targets = ProgrammeTarget.objects.filter(programme__in=_programmes(report).filter(code=programme), what=what)
    return targets.select_related("programme").order_by("-programme__since").first()


def programme_for(report: Report, *, code: str) -> Programme | None:
    """The programme of that code that the report's unit works on."""
    return _programmes(report).filter(code=code).order_by("-since").first()


def programmes_of(report: Report, *, in_year: bool) -> QuerySet[Programme]:
    """The programmes of the unit and of those above it: that ran in the report's year, or that go on after it.

    In the order in which they are wanted in a report.
    """
    day = report.last.replace(month=1, day=1) if in_year else report.last + DAY
    begun = Programme.objects.live().filter(unit__in=_above(report), since__lte=report.last)
    return (
        begun.filter(Q(until=None) | Q(until__gte=day))
        .order_by(F("place").asc(nulls_last=True), "since", "pk")
        .prefetch_related("targets__programme", "figures")
    )


def _programmes(report: Report) -> QuerySet[Programme]:
    mine = Q(unit__in=_above(report)) | Q(unit__in=branch_ids(report.unit, report.last))
    return Programme.objects.live().filter(mine, since__lte=report.last)


def _above(report: Report) -> list[int]:
    return [*ancestors_on(report.unit, report.last).values_list("pk", flat=True), report.unit_id]
