"""Women who start a business or find work, those who would like to, and small projects that suit them."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinguo.lines.employment.models.points import yuan
from jinguo.records.models import Person, Record, after, done


class Trade(models.TextChoices):
    """By what reports tell outcomes apart."""

    SHOP = "shop", _("商店门市")
    EMBROIDERY = "embroidery", _("刺绣加工")
    BAGS = "bags", _("箱包、服饰加工")
    GOODS = "goods", _("百杂货")
    FARMING = "farming", _("种植养殖")
    OTHER = "other", _("其他")


class Outcome(Record):
    """What became of a woman's wish to earn. She has one at a time, so that the trades add up to the whole."""

    class Kind(models.TextChoices):
        STARTED = "started", _("自己创业")
        EMPLOYED = "employed", _("找到工作")
        REFERRED = "referred", _("推荐了，还没定")

    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("是谁"), related_name="+")
    since = models.DateField(_("从哪天起"), validators=[done])
    kind = models.CharField(_("怎么样了"), max_length=10, choices=Kind.choices)
    trade = models.CharField(_("做哪一行"), max_length=20, choices=Trade.choices)
    note = models.TextField(_("想多说一句"), blank=True)
    until = models.DateField(_("从哪天起不做了"), null=True, blank=True)

    class Meta:
        verbose_name = _("创业就业")
        ordering = ["-since", "-pk"]
        constraints = [after("outcome_ends_after_it_begins", "since", "until")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()}"

    def clean(self) -> None:
        if self.since and self.person_id and self._others().exists():
            said = _("她在这段日子另有一条。先打开那一条，写上从哪天起不做了，或改那一条。")
            raise ValidationError({"since": said})

    def _others(self) -> Any:
        """Her other outcomes that hold on a day on which this one does, whoever wrote them down."""
        meanwhile = Q(until=None) | Q(until__gt=self.since)
        if self.until:
            meanwhile &= Q(since__lt=self.until)
        return Outcome.objects.live().filter(meanwhile, person=self.person_id).exclude(pk=self.pk)


class Project(Record):
    """致富项目: something small that a woman can start; kept for all the units below."""

    name = models.CharField(_("项目"), max_length=100)
    trade = models.CharField(_("哪一行"), max_length=20, choices=Trade.choices)
    investment = models.DecimalField(
        _("要投几元"), max_digits=11, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    payback = models.PositiveIntegerField(_("几个月回本"), null=True, blank=True, validators=[MaxValueValidator(600)])
    skills = models.CharField(_("要会什么"), max_length=200, blank=True)
    fits = models.CharField(_("适合什么样的村、什么样的人"), max_length=200, blank=True)
    note = models.TextField(_("想多说一句"), blank=True)

    class Meta:
        verbose_name = _("致富项目")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class StartupWish(Record):
    """创业意愿: whether a woman wants to start something, as she said on a day, until she says otherwise."""

    class Wish(models.TextChoices):
        YES = "yes", _("想做")
        UNSURE = "unsure", _("还没想好")
        NO = "no", _("不想做")

    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("问的谁"), related_name="+")
    asked_on = models.DateField(_("哪天问的"))
    wish = models.CharField(_("想不想创业"), max_length=10, choices=Wish.choices)
    trade = models.CharField(_("想做哪一行"), max_length=20, choices=Trade.choices, blank=True)
    money = yuan(_("拿得出几元"))
    needs = models.CharField(_("缺什么"), max_length=200, blank=True, help_text=_("如资金、项目、技术。"))
    until = models.DateField(_("从哪天起不再是这样"), null=True, blank=True, help_text=_("办起来了，或改主意了。"))

    class Meta:
        verbose_name = _("创业意愿")
        ordering = ["-asked_on", "-pk"]
        constraints = [after("startup_wish_ends_after_it_begins", "asked_on", "until")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_wish_display()}"
