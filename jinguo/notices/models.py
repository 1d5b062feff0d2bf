"""What an upper unit tells or asks of the units below."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.models import Unit
from jinguo.orgs.scope import ScopedQuerySet


class Notice(models.Model):
    """A notice; with a day by which something has to be done, a task. It is no work done: no fact follows from it.

    register: slug of the register in which the task is written down, '' for none.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("什么事"), max_length=60)
    text = models.TextField(_("说清楚"), max_length=2000, blank=True)
    due_on = models.DateField(_("哪天前办好"), null=True, blank=True)
    register = models.CharField(_("记在哪里"), max_length=50, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdraw_reason = models.CharField(_("为什么收回"), max_length=200, blank=True)

    objects = models.Manager.from_queryset(ScopedQuerySet["Notice"])()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def source(self) -> str:
        """Its type, where files name what they stand with."""
        return self._meta.label_lower


class Addressee(models.Model):
    """A unit that a notice went to, and what it answered. Only a task is answered; reading is nobody's business."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="addressees")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    said = models.CharField(_("想多说一句"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "unit"], name="notice_reaches_a_unit_once")]

    def __str__(self) -> str:
        return f"{self.notice} → {self.unit}"


class PutAway(models.Model):
    """知道了: a user's own mark that a notice needs no more place on her 今天. Nobody else is told."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="notice_is_put_away_once")]

    def __str__(self) -> str:
        return f"{self.notice} {self.user}"
