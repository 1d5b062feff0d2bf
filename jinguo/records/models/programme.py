"""Plans, campaigns and schemes that other records attach to, with what they promise."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinguo.indicators import catalogue
from jinguo.records.models.base import Record
from jinguo.tables.checks import not_before, once


class Programme(Record):
    """A plan, campaign or scheme (一项工作), with the days it runs.

    It is a line of the year's work (工作条线) for every unit under its own; `place` orders those in a report.
    """

    code = models.CharField(_("代码"), max_length=50, blank=True)
    name = models.CharField(_("名称"), max_length=200)
    theme = models.CharField(_("主题"), max_length=200, blank=True)
    since = models.DateField(_("哪天开始"))
    until = models.DateField(_("哪天结束"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(
        _("在报告里排第几"), null=True, blank=True, help_text=_("不填就照报告模板的次序。")
    )

    class Meta:
        verbose_name = _("专项工作")
        verbose_name_plural = _("专项工作")
        ordering = ["-since", "pk"]
        constraints = [
            not_before("programme_ends_after_it_begins", "since", "until", _("结束的日子比开始的早，请对一下。"))
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeTarget(models.Model):
    """One thing a programme promises: so many of what."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="targets")
    what = models.CharField(_("做什么"), max_length=100)
    amount = models.DecimalField(_("多少"), max_digits=14, decimal_places=2)
    measure_word = models.CharField(_("单位词"), max_length=10)

    class Meta:
        verbose_name = _("目标")
        verbose_name_plural = _("目标")
        ordering = ["pk"]
        constraints = [once("programme_target_is_named_once", "programme", "what", said=_("这个目标已经写过了。"))]

    def __str__(self) -> str:
        return self.what


def _measures() -> list[tuple[str, str]]:
    """Code and name of everything that can be counted."""
    return [(one.code, one.with_word) for one in catalogue.every()]


class ProgrammeFigure(models.Model):
    """A figure that tells how a programme goes: whatever it counts in the unit, not only what names the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(_("哪个数"), max_length=200, choices=_measures)

    class Meta:
        verbose_name = _("看哪几个数")
        verbose_name_plural = _("看哪几个数")
        ordering = ["pk"]
        constraints = [once("programme_figure_is_named_once", "programme", "measure", said=_("这个数已经选过了。"))]

    def __str__(self) -> str:
        return str(self.get_measure_display())
