"""Work near home: processing points with the women who earn there, and villages paired with enterprises."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.records.models import Person, Record, Stay, after, once


def yuan(label: Any, **told: Any) -> "models.DecimalField[Any, Any]":
    """An amount of money that need not be known, in 元."""
    most = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100_000_000))]
    return models.DecimalField(label, max_digits=11, decimal_places=2, null=True, blank=True, validators=most, **told)


class Pairing(Record):
    """村企结对: a village and an enterprise that promised each other something, until one of them ends it."""

    enterprise = models.CharField(_("和哪家企业"), max_length=100)
    since = models.DateField(_("哪天结的对"))
    commitments = models.TextField(_("说好做什么"), blank=True)
    results = models.TextField(_("做成了什么"), blank=True)
    until = models.DateField(_("从哪天起不结对了"), null=True, blank=True)

    class Meta:
        verbose_name = _("村企结对")
        ordering = ["enterprise", "pk"]
        constraints = [after("pairing_ends_after_it_begins", "since", "until", _("不结对的日子要在结对那天之后。"))]

    def __str__(self) -> str:
        return self.enterprise


class WorkSite(Record):
    """来料加工点: a workshop near home, from its first day of work until it closes."""

    class Mode(models.TextChoices):
        TOGETHER = "together", _("都在点上做")
        HOUSEHOLDS = "households", _("加工点+农户")

    name = models.CharField(_("叫什么"), max_length=100)
    trade = models.CharField(_("加工什么"), max_length=50, help_text=_("如服装、文具。叫法一样，才算同一种。"))
    mode = models.CharField(_("怎么做"), max_length=10, choices=Mode.choices, default=Mode.TOGETHER)
    opened_on = models.DateField(_("哪天开工的"))
    enterprise = models.CharField(_("哪家企业供的料"), max_length=100, blank=True)
    keeper = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, verbose_name=_("谁管"), related_name="+")
    contract = models.CharField(
        _("合同怎么定的"), max_length=200, blank=True, help_text=_("做什么、一件多少钱、怎么交货。")
    )
    pairing = models.ForeignKey(
        Pairing, models.PROTECT, null=True, blank=True, verbose_name=_("哪一对结对办的"), related_name="sites"
    )
    closed_on = models.DateField(_("从哪天起不做了"), null=True, blank=True)

    class Meta:
        verbose_name = _("来料加工点")
        ordering = ["name", "pk"]
        constraints = [
            after("work_site_closes_after_it_opens", "opened_on", "closed_on", _("不做的日子要在开工那天之后。"))
        ]

    def __str__(self) -> str:
        return self.name

    def stays(self) -> "Iterator[tuple[PointWorker, date, date]]":
        """Who works there, with her first day and the first day no longer; nobody stays longer than the point."""
        for worker in self.workers.all():
            since, until = worker.within(self.opened_on, self.closed_on)
            if since < until:
                yield worker, since, until

    @property
    def at_work(self) -> int:
        """How many work there today."""
        return sum(since <= today() < until for _worker, since, until in self.stays())


class PointWorker(Stay):
    """Someone who works at a point, and what she earns by it, in 元."""

    site = models.ForeignKey(WorkSite, models.CASCADE, related_name="workers")
    since = models.DateField(_("哪天来的"), null=True, blank=True, help_text=_("不填就算开工那天。"))
    daily_low = yuan(_("一天少则几元"))
    daily_high = yuan(_("一天多则几元"))
    gain = yuan(_("一年多挣几元"))
    until = models.DateField(_("哪天走的"), null=True, blank=True)

    class Meta(Stay.Meta):
        verbose_name = _("做活的人")
        constraints = [
            *Stay.Meta.constraints,
            once("work_site_worker_once", "site", "person"),
            models.CheckConstraint(
                name="work_site_low_day_within_high_day",
                condition=Q(daily_low=None) | Q(daily_high=None) | Q(daily_high__gte=F("daily_low")),
                violation_error_message=_("一天多则挣的，不会比少则挣的还少。请改其中一个。"),
            ),
        ]
