"""Narrative reports: a template's words, for a unit and a period."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinguo.common.errors import BadInput
from jinguo.indicators import Period
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
    """One report. A draft: nothing in it is stored, every number is computed when it is read."""

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
    def dated(self) -> str:
        """The day that stands under the title: the last one reported on, with its year."""
        return Period(self.last, self.last).label()
