"""Reading groups, posts and meetings, always from what the user may see."""

from datetime import date

from django.db.models import QuerySet

from jinguo.lines.organisation.models import Decision, Group, Meeting, Post
from jinguo.orgs.models import User


def groups(user: User) -> QuerySet[Group]:
    """Groups the user may see, with their members."""
    return Group.objects.visible_to(user).live().select_related("unit").prefetch_related("members__person")


def posts(user: User) -> QuerySet[Post]:
    """Posts the user may see, with who holds them."""
    return Post.objects.visible_to(user).live().select_related("unit").prefetch_related("incumbents__person")


def meetings(user: User) -> QuerySet[Meeting]:
    """Meetings the user may see, each with its term, from which it has its name."""
    seen = Meeting.objects.visible_to(user).live().select_related("unit", "term")
    return seen.prefetch_related("venue")  # type: ignore[misc]  # a reference


def due_decisions(user: User, until: date) -> QuerySet[Decision]:
    """What meetings of the user's own unit decided, is due by that day and not done yet; the oldest first."""
    own = Meeting.objects.visible_to(user).live().filter(unit=user.unit_id)
    open_ones = Decision.objects.filter(meeting__in=own, done_on=None, due_on__lte=until)
    return open_ones.select_related("meeting__term").order_by("due_on", "pk")
