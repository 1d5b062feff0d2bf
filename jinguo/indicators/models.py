"""What the figures need beside facts: the word of a unit that it had nothing to record."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo.facts import kinds_in
from jinguo.indicators.periods import Period
from jinguo.orgs.models import Unit, User
from jinguo.orgs.scope import ScopedQuerySet


class NilQuerySet(ScopedQuerySet["Nil"]):
    def standing(self) -> "NilQuerySet":
        """Without those that were taken back."""
        return self.filter(withdrawn_at=None)


class Nil(models.Model):
    """本期无: a unit says that with everything below it there is nothing of a family of facts in a period.

    An explicit act, so that an upper unit can tell none from not yet written down. What is recorded all the same
    outweighs it. It is taken back, never deleted.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    family = models.CharField(_("什么"), max_length=60)
    first = models.DateField(_("从哪天起"))
    last = models.DateField(_("到哪天止"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("谁说的"))
    at = models.DateTimeField(_("什么时候说的"), default=timezone.now)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, verbose_name=_("谁收回的"))
    withdrawn_at = models.DateTimeField(_("什么时候收回的"), null=True)

    objects = models.Manager.from_queryset(NilQuerySet)()

    class Meta:
        verbose_name = _("本期无")
        ordering = ["-last", "-pk"]
        constraints = [
            models.CheckConstraint(name="nil_ends_after_it_begins", condition=Q(last__gte=F("first"))),
            models.UniqueConstraint(
                name="nil_is_said_once",
                fields=["unit", "family", "first", "last"],
                condition=Q(withdrawn_at=None),
                violation_error_message=_("已经说过了。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.period.label()}"

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def what(self) -> str:
        """What there is none of, in words."""
        kinds = kinds_in(self.family)
        return str(kinds[0].label) if kinds else self.family
