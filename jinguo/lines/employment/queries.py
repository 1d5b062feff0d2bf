"""Which projects suit whom."""

from django.db.models import F, Q

from jinguo.common.dates import today
from jinguo.lines.employment.models import Project, StartupWish
from jinguo.orgs.tree import ancestors_on

MOST_MATCHES = 5


def matching(wish: StartupWish) -> list[Project]:
    """The projects of her trade that she can pay for, quickest return first; kept by her unit or for all below."""
    if wish.wish == StartupWish.Wish.NO:
        return []
    units = [wish.unit_id, *ancestors_on(wish.unit_id, today()).values_list("pk", flat=True)]
    suits = Q(unit__in=units) & (Q(trade=wish.trade) if wish.trade else Q())
    affordable = Q(investment__lte=wish.money) if wish.money is not None else Q()
    found = Project.objects.live().filter(suits, affordable)
    return list(found.order_by(F("payback").asc(nulls_last=True), "investment", "pk")[:MOST_MATCHES])
