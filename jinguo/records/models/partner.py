"""Units that took part in what another one holds (参与单位)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.models import Unit


class Partner(models.Model):
    """A unit that took part. It may read the record, which stays its owner's, and counts it as 参与.

    A record type that has partners declares its rows so, with a foreign key named `partner_rows` from here to there.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))

    class Meta:
        abstract = True
        verbose_name = _("一起办的单位")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.unit)


def partner_key(model: type[models.Model]) -> "models.ForeignKey[Any, Any] | None":
    """The key by which rows of partners name their record; None where a record type has none."""
    return getattr(getattr(model, "partner_rows", None), "field", None)
