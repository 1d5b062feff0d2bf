"""The one door: a user sees her unit and everything below it, by today's placements."""

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from jinguo.common.dates import today

if TYPE_CHECKING:
    from jinguo.orgs.models import Unit, User

Row = TypeVar("Row", bound=models.Model)


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows that belong to a unit. Their model is reached through `visible_to` alone wherever a user asks."""

    scope_field: ClassVar[str] = "unit"

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The rows of the user's branch; none for somebody who isn't signed in."""
        from jinguo.orgs.tree import branch_of  # the tree reads models, and models inherit from here

        return self.within(branch_of(user)) if user.is_authenticated else self.none()

    def within(self, branch: Any) -> Self:
        """The rows of these units, given by a question for their ids."""
        return self.filter(**{f"{self.scope_field}__in": branch})


def one_of(rows: models.QuerySet[Row], pk: int) -> Row | None:
    """The row with this id, if it is among these. `first()` would put the one row in order, which takes longer."""
    return next(iter(rows.filter(pk=pk).order_by()), None)


def covers(user: "User | AnonymousUser", unit: "Unit | int") -> bool:
    """Whether the unit stands in the user's branch today."""
    from jinguo.orgs.tree import key_of, path_of, path_on

    if not user.is_authenticated:
        return False
    own = path_of(user)
    other = own if key_of(unit) == user.unit_id else path_on(unit, today())
    return own is not None and other is not None and other.startswith(own)
