"""Fields that a unit adds to a record type for itself and everything below it, without code."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day
from jinguo.orgs.models import Unit
from jinguo.orgs.scope import ScopedQuerySet

PREFIX = "extra__"
"""Begins an own field's name in forms, columns, history and queries: `extra__x12` is code `x12` in `Record.extra`."""


class ExtraKind(models.TextChoices):
    TEXT = "text", _("文字")
    NUMBER = "number", _("数字")
    DAY = "day", _("日子")
    CHOICE = "choice", _("几样里选一样")


class ExtraField(models.Model):
    """One own field (自己要的一栏) of the register with this slug. Closed by date, never deleted: values stay told.

    Values stand in `Record.extra` by code: a text, a number, a day as 2026-06-30, or a choice in its own words.
    """

    register = models.CharField(_("哪本台账"), max_length=50)
    unit = models.ForeignKey(Unit, verbose_name=_("谁要的"), on_delete=models.PROTECT, related_name="+")
    label = models.CharField(_("叫什么"), max_length=20)
    kind = models.CharField(_("填什么"), max_length=10, choices=ExtraKind, default=ExtraKind.TEXT)
    choices = models.JSONField(_("有哪几样"), default=list, blank=True)
    closed_on = models.DateField(_("从哪天起不用"), null=True, blank=True)

    objects = models.Manager.from_queryset(ScopedQuerySet["ExtraField"])()

    class Meta:
        verbose_name = _("自己要的一栏")
        verbose_name_plural = _("自己要的一栏")
        ordering = ["pk"]
        indexes = [models.Index(fields=["register", "unit"], name="extra_field_of_register")]

    def __str__(self) -> str:
        return self.label

    @property
    def code(self) -> str:
        return f"x{self.pk}"

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.code}"

    def say(self, value: Any) -> str:
        """A stored value in words."""
        if value in (None, ""):
            return ""
        return say_day(date.fromisoformat(value)) if self.kind == ExtraKind.DAY else str(value)
