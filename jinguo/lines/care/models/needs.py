"""Difficulties, what was done about them, and help given."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day, today
from jinguo.lines.care.models.common import ONE_OF_THEM, UNSAID, WHOM
from jinguo.records.models import Household, Person, Record, done, not_before


class Need(Record):
    """A difficulty that somebody has (需求、困难), the steps taken, and how it ended."""

    class Kind(models.TextChoices):
        MONEY = "money", _("缺钱")
        PROJECT = "project", _("缺项目")
        SKILL = "skill", _("想学技术")
        JOB = "job", _("找工作")
        SCHOOL = "school", _("上学")
        HOUSING = "housing", _("住房")
        COMPANY = "company", _("没人照看")
        OTHER = "other", _("别的")

    class Result(models.TextChoices):
        SOLVED = "solved", _("解决了")
        GONE = "gone", _("不需要了")
        UNSOLVED = "unsolved", _("解决不了")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("谁"))
    kind = models.CharField(_("哪方面"), max_length=10, choices=Kind.choices)
    opened_on = models.DateField(_("哪天知道的"), validators=[done])
    what = models.CharField(_("什么困难"), max_length=200, blank=True, help_text=UNSAID)
    helper = models.CharField(_("谁在帮"), max_length=50, blank=True)
    closed_on = models.DateField(_("哪天了结的"), null=True, blank=True, validators=[done])
    result = models.CharField(_("怎么了结的"), max_length=10, choices=Result.choices, blank=True)

    class Meta:
        verbose_name = _("困难")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            not_before(
                "care_need_closes_after_it_opens",
                "opened_on",
                "closed_on",
                _("了结的日子比知道的日子早。请改其中一个。"),
            ),
            models.CheckConstraint(
                name="care_need_closed_with_a_result",
                condition=Q(closed_on=None, result="") | Q(Q(closed_on__isnull=False), ~Q(result="")),
                violation_error_message=_("了结了的，要写哪天、怎么了结的。"),
            ),
        ]

    def __str__(self) -> str:
        """Without her name: other records name the difficulty where hers may not be read any more."""
        return f"{say_day(self.opened_on, near=today())} {self.get_kind_display()}"


class NeedStep(models.Model):
    """One thing that was done about a difficulty."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="steps")
    on = models.DateField(_("哪天"))
    what = models.CharField(_("做了什么"), max_length=200)

    class Meta:
        verbose_name = _("做过的事")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{say_day(self.on, near=today())} {self.what}"


class Help(Record):
    """Help that a person or household was given (帮扶): money, goods, or a service."""

    class Kind(models.TextChoices):
        MONEY = "money", _("钱")
        GOODS = "goods", _("东西")
        SERVICE = "service", _("出力、帮办")

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("帮了谁")
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("帮了哪一户")
    )
    given_on = models.DateField(_("哪天"), validators=[done])
    kind = models.CharField(_("给了什么"), max_length=10, choices=Kind.choices)
    amount = models.DecimalField(
        _("多少元"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)],
        help_text=_("东西折成钱是多少，知道就填。"),
    )  # fmt: skip
    what = models.CharField(_("具体是什么"), max_length=200, blank=True, help_text=UNSAID)
    giver = models.CharField(_("谁给的"), max_length=100, blank=True)
    need = models.ForeignKey(Need, models.PROTECT, null=True, blank=True, verbose_name=_("为了哪个困难"))

    class Meta:
        verbose_name = _("帮扶")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="care_help_for_somebody", condition=ONE_OF_THEM, violation_error_message=WHOM),
            models.CheckConstraint(
                name="care_money_has_an_amount",
                condition=~Q(kind="money") | Q(amount__isnull=False),
                violation_error_message=_("给了多少钱？请写个数。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{say_day(self.given_on, near=today())} {self.whom}"

    @property
    def whom(self) -> str:
        return str(self.person or self.household)
