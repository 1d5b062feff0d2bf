"""What 今天 says of reports: the one of her unit is put together, and what it still lacks."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.common.errors import BadInput
from jinguo.orgs.models import User
from jinguo.reports import queries
from jinguo.reports.compose import Composition, composed
from jinguo.reports.models import Edition, Report
from jinguo.reports.services import may_approve, may_freeze
from jinguo.today.providers import Suggestion, suggest

STILL_DUE = timedelta(days=45)
"""How long after its last day a report is somebody's next step."""

WITH_GAPS, COMPLETE = 20, 40
"""Urgency: a report that lacks something comes before one that only wants reading."""


@suggest
def suggest_report(user: User) -> Suggestion | None:
    """The latest report of the user's own unit, while it is due."""
    report = queries.latest_report(user)
    if report is None or today() - report.last > STILL_DUE:
        return None
    if report.newest is not None:
        return _to_sign(report, report.newest, user)
    try:
        composition = composed(report, viewer=user)
    except BadInput:
        return None
    return Suggestion(
        sentence=_sentence(str(report.template), composition),
        why=_why(composition),
        action=_("去看总结"),
        url=reverse("report", args=[report.pk]),
        urgency=WITH_GAPS if composition.gaps else COMPLETE,
    )


def _to_sign(report: Report, edition: Edition, user: User) -> Suggestion | None:
    """A frozen report that waits for her to sign or to correct it; of others nothing is left to do."""
    if edition.returned_at:
        return _returned(report, edition, user)
    if not may_approve(user, edition):
        return None
    return Suggestion(
        sentence=_("%(report)s等您审核") % {"report": report.template},
        why=_("%(who)s填报的，签了就锁定。") % {"who": edition.preparer},
        action=_("去审核"),
        url=reverse("report", args=[report.pk]),
        urgency=WITH_GAPS,
    )


def _returned(report: Report, edition: Edition, user: User) -> Suggestion | None:
    """It came back, with a reason: whoever may freeze it corrects it, but not who returned it."""
    if not may_freeze(user, report) or edition.returned_by == user:
        return None
    return Suggestion(
        sentence=_("%(report)s被退回了，请照理由更正") % {"report": report.template},
        why=_("%(who)s：%(why)s") % {"who": edition.returned_by, "why": edition.return_reason},
        action=_("去更正"),
        url=reverse("report", args=[report.pk]),
        urgency=WITH_GAPS,
    )


def _sentence(name: str, composition: Composition) -> str:
    if composition.gaps:
        return _("%(report)s已经拼好，还有 %(count)d 处等您补") % {"report": name, "count": len(composition.gaps)}
    return _("%(report)s已经拼好，可以看了") % {"report": name}


def _why(composition: Composition) -> str:
    numbers = len(composition.numbers)
    if composition.gaps:
        return _("%(numbers)d 个数都有记录支撑；还没有记录的，现写作［待补充］。") % {"numbers": numbers}
    return _("%(numbers)d 个数都有记录支撑，新记一笔就跟着变。") % {"numbers": numbers}
