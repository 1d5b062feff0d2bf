"""Plans, campaigns and schemes that other records attach to, with what they promise."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinguo.records.models.base import Record


class Programme(Record):
    """A plan, campaign or scheme (一项工作), with the days it runs."""

    code = models.CharField(_("代码"), max_length=50, blank=True)
    name = models.CharField(_("名称"), max_length=200)
    theme = models.CharField(_("主题"), max_length=200, blank=True)
    since = models.DateField(_("哪天开始"))
    until = models.DateField(_("哪天结束"), null=True, blank=True)

    class Meta:
        verbose_name = _("专项工作")
        verbose_name_plural = _("专项工作")
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="programme_ends_after_it_begins",
                violation_error_message=_("结束的日子比开始的早，请对一下。"),
            )
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
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "what"],
                name="programme_target_is_named_once",
                violation_error_message=_("这个目标已经写过了。"),
            )
        ]

    def __str__(self) -> str:
        return self.what
