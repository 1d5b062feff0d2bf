"""Reading groups and posts, always from what the user may see."""

from django.db.models import QuerySet

from jinguo.lines.organisation.models import Group, Post
from jinguo.orgs.models import User


def groups(user: User) -> QuerySet[Group]:
    """Groups the user may see, with their members."""
    return Group.objects.visible_to(user).live().select_related("unit").prefetch_related("members__person")


def posts(user: User) -> QuerySet[Post]:
    """Posts the user may see, with who holds them."""
    return Post.objects.visible_to(user).live().select_related("unit").prefetch_related("incumbents__person")
