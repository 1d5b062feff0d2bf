"""公布: an upper unit lays a comparison open to the units below it, as a fixed copy with its day.

Without it a lower unit sees itself, the average and the range, and never a named neighbour.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from jinguo.common.dates import today
from jinguo.facts import is_confidential
from jinguo.indicators.catalogue import kinds_of
from jinguo.orgs import audit
from jinguo.orgs.models import User
from jinguo.orgs.tree import ancestors_on, branch_of
from jinguo.reports.comparing import Comparison, Row
from jinguo.reports.models import Publication


def may_publish(user: User, comparison: Comparison) -> bool:
    """A unit lays open what its own units did, and nothing of confidential kinds."""
    is_hers = user.may_write and user.unit_id == comparison.unit.pk and bool(comparison.rows)
    return is_hers and not is_confidential(*kinds_of(comparison.measure))


def published(user: User) -> QuerySet[Publication]:
    """What the user's unit, those above and those below it laid open and did not take back, the newest first."""
    above = ancestors_on(user.unit, today()).values_list("pk", flat=True)
    seen = Q(unit__in=above) | Q(unit__in=branch_of(user))
    return Publication.objects.filter(seen, withdrawn_at=None).select_related("unit")


@transaction.atomic
def publish(comparison: Comparison, *, by: User) -> Publication:
    """Keep the comparison as it reads now, for every unit below to see. PermissionDenied unless `may_publish`."""
    if not may_publish(by, comparison):
        raise PermissionDenied
    made = Publication.objects.create(unit=comparison.unit, content=_kept(comparison), published_by=by)
    audit.log(by, "comparison.publish", target=f"publication:{made.pk}", indicator=comparison.measure.code)
    return made


@transaction.atomic
def take_back(publication: Publication, *, by: User) -> Publication:
    """收回: nobody below sees it any more; it is kept, with the day. PermissionDenied for any other unit."""
    if not by.may_write or by.unit_id != publication.unit_id:
        raise PermissionDenied
    publication.withdrawn_at = timezone.now()
    publication.save(update_fields=["withdrawn_at"])
    audit.log(by, "comparison.withdraw", target=f"publication:{publication.pk}")
    return publication


def _kept(comparison: Comparison) -> dict[str, Any]:
    """Words and bars alone: nothing of it opens, since the records are not those of whoever reads it."""
    chart = comparison.chart()
    with override(settings.LANGUAGE_CODE):
        return {
            "code": comparison.measure.code,
            "label": str(comparison.measure.label),
            "word": str(comparison.measure.measure_word),
            "period": comparison.period.label(),
            "other": comparison.other.label(),
            "rows": [_row(one) for one in comparison.rows],
            "whole": _row(comparison.whole),
            "chart": {**chart, "series": [{k: v for k, v in one.items() if k != "urls"} for one in chart["series"]]},
        }


def _row(row: Row) -> list[str]:
    return [row.name, row.now.wording(), row.before.wording(), row.difference]
