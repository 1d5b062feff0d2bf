"""Asking another unit to hand over a person who is already on file there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.models import Unit
from jinguo.records.people.models.person import Person


class TransferState(TextChoices):
    ASKED = "asked", _("等那边确认")
    CONFIRMED = "confirmed", _("已转过来")
    REFUSED = "refused", _("没有转")


class TransferRequest(models.Model):
    """`to_unit` met a person who is on file at `from_unit` and asks for her (转出 → 转入确认).

    The asking side learns nothing about her until the giving side confirms.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="transfers")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, verbose_name=_("转到哪个村"), on_delete=models.PROTECT, related_name="+")
    to_group = models.CharField(_("村民小组"), max_length=50, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    state = models.CharField(_("到哪一步了"), max_length=20, choices=TransferState, default=TransferState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("转入请求")
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "to_unit"],
                condition=Q(state=TransferState.ASKED),
                name="transfer_is_asked_once",
                violation_error_message=_("已经请那边确认过了，等回话就行。"),
            ),
            models.CheckConstraint(
                condition=~Q(from_unit=F("to_unit")),
                name="transfer_goes_elsewhere",
                violation_error_message=_("她已经在这个村了。"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
