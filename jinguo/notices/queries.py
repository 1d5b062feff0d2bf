"""Which notices somebody may see: those her branch sent, and those that reached a unit of her branch."""

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from jinguo.common.dates import today
from jinguo.notices.models import Addressee, Notice, PutAway
from jinguo.orgs.models import User
from jinguo.orgs.scope import covers
from jinguo.orgs.tree import branch_ids, placed_on


def notices(user: User) -> QuerySet[Notice]:
    """The newest first, each with how many units it went to and how many have done it."""
    branch = branch_ids(user.unit_id, today())
    mine = Q(unit__in=branch) | Q(pk__in=Addressee.objects.filter(unit__in=branch).values("notice"))
    found = Notice.objects.filter(mine).select_related("unit", "sent_by", "withdrawn_by")
    return found.annotate(
        reached=Count("addressees"), done=Count("addressees", filter=Q(addressees__done_at__isnull=False))
    )


def notice_for(user: User, pk: int) -> Notice:
    """Raises Http404 for a notice that is nothing to her."""
    return _or_404(notices(user), pk)


def sent_notice(user: User, pk: int) -> Notice:
    """One that her branch sent and still stands. Raises Http404."""
    return _or_404(Notice.objects.visible_to(user).filter(withdrawn_at=None), pk)


def _or_404(found: QuerySet[Notice], pk: int) -> Notice:
    notice = found.filter(pk=pk).first()
    if notice is None:
        raise Http404
    return notice


def own_place(user: User, notice: Notice) -> Addressee | None:
    """The notice as it reached her own unit."""
    return notice.addressees.filter(unit=user.unit_id).select_related("done_by").first()


def answers(user: User, notice: Notice) -> list[Addressee]:
    """The units in their own order, all for who sent it, else those of her branch."""
    found = notice.addressees.filter(unit__placements__in=placed_on(today()))
    if not covers(user, notice.unit_id):
        found = found.filter(unit__in=branch_ids(user.unit_id, today()))
    return list(found.select_related("unit", "done_by").order_by("unit__placements__path"))


def waiting(user: User) -> QuerySet[Notice]:
    """What has reached her unit and is neither done nor put away nor withdrawn; the most urgent first."""
    reached = Addressee.objects.filter(unit=user.unit_id, done_at=None).values("notice")
    away = PutAway.objects.filter(user=user).values("notice")
    found = Notice.objects.filter(pk__in=reached, withdrawn_at=None).exclude(pk__in=away)
    return found.select_related("unit").order_by(F("due_on").asc(nulls_last=True), "-sent_at")
