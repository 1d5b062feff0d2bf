"""Two files of one person put together, with what it takes to part them again."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo.records.people.models.person import Person


class Merge(models.Model):
    """From then on `kept` is named wherever `gone` was. `trail` says where, and what the two had double.

    `{"named": [[model, field, id]], "removed": [[model, row]], "voided": [[model, id]],
    "filled": {field: [before, after]}, "beside": [[id]]}`, the last by `beside.keepers`; values of encrypted fields
    are ciphertext.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    trail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("并档")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
