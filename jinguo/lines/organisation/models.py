"""What a place is like, as somebody outside counted it: quoted with its source and day, never counted by us."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day, today
from jinguo.records.models import Record

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = [MaxValueValidator(1_500_000_000)]
"""More than all of China: a slip of the hand."""


class AreaProfile(Record):
    """地区概况: households, people and land of the unit's own area on a day, quoted from a yearbook or register."""

    as_of = models.DateField(_("截至哪天"))
    quoted_from = models.CharField(_("引自哪里"), max_length=200, help_text=_("如“2025年统计公报”。"))
    households = models.PositiveIntegerField(_("户数"), null=True, blank=True, validators=MOST)
    population = models.PositiveIntegerField(_("人口"), null=True, blank=True, validators=MOST)
    women = models.PositiveIntegerField(_("妇女人口"), null=True, blank=True, validators=MOST)
    children = models.PositiveIntegerField(_("儿童人口"), null=True, blank=True, validators=MOST)
    area = models.DecimalField(
        _("面积（平方千米）"), max_digits=9, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip

    class Meta:
        verbose_name = _("地区概况")
        verbose_name_plural = _("地区概况")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "as_of"],
                condition=Q(voided_at=None),
                name="area_profile_once_a_day",
                violation_error_message=_("这一天的概况已经有了，请改那一条。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quoted_from} {say_day(self.as_of, near=today())}"

    def clean(self) -> None:
        problems: dict[str, StrOrPromise] = {}
        if self.as_of and self.as_of > today():
            problems["as_of"] = _("这一天还没到，哪来的数？请对一下。")
        if all(getattr(self, name) is None for name in ("households", "population", "women", "children", "area")):
            problems["population"] = _("请至少抄一个数。")
        for name in ("women", "children"):
            part = getattr(self, name)
            if part is not None and self.population is not None and part > self.population:
                problems[name] = _("比人口还多。请改其中一个。")
        if problems:
            raise ValidationError(problems)
