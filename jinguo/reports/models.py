"""Narrative reports: a template's words, for a unit and a period; and what was frozen of them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo.common.errors import BadInput
from jinguo.indicators import Period
from jinguo.orgs.models import Unit
from jinguo.records.models import Record
from jinguo.reports.text import check


class ReportTemplate(models.Model):
    """Words that people write, with `figure("…")` where a number stands."""

    code = models.SlugField(_("代码"), max_length=50, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    text = models.TextField(_("正文"))

    class Meta:
        verbose_name = _("报告模板")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        try:
            check(self.text)
        except BadInput as bad:
            raise ValidationError({"text": str(bad)}) from bad


class Report(Record):
    """One report. While it is a draft nothing in it is stored, every number is computed when it is read."""

    template = models.ForeignKey(ReportTemplate, models.PROTECT, verbose_name=_("哪种报告"))
    title = models.CharField(_("题目"), max_length=100)
    first = models.DateField(_("从哪天起"))
    last = models.DateField(_("到哪天止"))

    class Meta:
        verbose_name = _("报告")
        verbose_name_plural = _("报告")
        ordering = ["-last", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="report_ends_after_it_begins",
                condition=Q(last__gte=F("first")),
                violation_error_message=_("最后一天比第一天早，请对一下。"),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def newest(self) -> "Edition | None":
        """What is valid of it since it was frozen; None while it is a draft."""
        return next(iter(self.editions.all()), None)


class Edition(models.Model):
    """A report as it was when it was frozen (定稿): words, figures, tree and signers, none of which ever changes.

    `content` is what `snapshot.taken` wrote. Approval adds the signers above and locks it; or it is returned
    (退回) with a reason, and stays unsigned for ever. A correction (更正) is the
    next edition, with its `reason`, and leaves this one as it is.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions", verbose_name=_("报告"))
    number = models.PositiveSmallIntegerField(_("第几版"))
    reason = models.CharField(_("更正的理由"), max_length=200, blank=True)
    content = models.JSONField(_("定稿的内容"))
    preparer = models.CharField(_("填报人"), max_length=50)
    frozen_at = models.DateTimeField(_("定稿的时间"), default=timezone.now)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewer = models.CharField(_("审核人"), max_length=50, blank=True)
    head = models.CharField(_("单位负责人"), max_length=50, blank=True)
    approved_at = models.DateTimeField(_("审核的时间"), null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.CharField(_("退回的理由"), max_length=200, blank=True)
    returned_at = models.DateTimeField(_("退回的时间"), null=True, blank=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("定稿")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="edition_is_numbered_once"),
            models.CheckConstraint(
                name="edition_is_returned_with_a_reason_and_not_signed",
                condition=Q(returned_at=None) | (Q(approved_at=None) & ~Q(return_reason="")),
            ),
            models.CheckConstraint(name="edition_after_the_first_says_why", condition=Q(number=1) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.number}"


class KeptList(models.Model):
    """The records behind one figure of an edition, by their ids alone: `[child path, day, source, id, times, weight]`.

    A list of its own, since only whoever opens the number needs it. There is none of confidential kinds.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="lists")
    figure = models.CharField(max_length=300)
    lines = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "figure"], name="kept_list_of_a_figure")]

    def __str__(self) -> str:
        return self.figure


class Publication(models.Model):
    """A comparison that a unit laid open to the units below it (公布), as it read on that day; see published.py."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    content = models.JSONField(_("公布的内容"))
    published_at = models.DateTimeField(_("公布的时间"), default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("收回的时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("公布的对比")
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return str(self.content["label"])
