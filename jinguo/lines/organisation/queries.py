"""What meetings left to be done."""

from datetime import date

from django.db.models import QuerySet

from jinguo.lines.organisation.models import Decision, Meeting
from jinguo.orgs.models import User


def due_decisions(user: User, until: date) -> QuerySet[Decision]:
    """What meetings of the user's own unit decided, is due by that day and not done yet; the oldest first."""
    own = Meeting.objects.visible_to(user).live().filter(unit=user.unit_id)
    open_ones = Decision.objects.filter(meeting__in=own, done_on=None, due_on__lte=until)
    return open_ones.select_related("meeting__term").order_by("due_on", "pk")
