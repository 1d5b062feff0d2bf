"""Looking in on somebody: visits, and pairings that promise them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day, today
from jinguo.lines.care.models.common import ONE_OF_THEM, UNSAID, WHOM
from jinguo.records.models import Household, Person, Record, after, done


class Visit(Record):
    """A visit (走访) to a person or a household, and when to come again at the latest."""

    class Kind(models.TextChoices):
        HOME = "home", _("上门")
        PHONE = "phone", _("打电话")
        FESTIVAL = "festival", _("节日慰问")

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("看了谁")
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("去了哪一户")
    )
    visited_on = models.DateField(_("哪天去的"), validators=[done])
    kind = models.CharField(_("怎么去的"), max_length=10, choices=Kind.choices)
    visitors = models.CharField(_("谁去的"), max_length=100, blank=True)
    told = models.CharField(_("说了什么、问到什么"), max_length=300, blank=True, help_text=UNSAID)
    next_on = models.DateField(_("最晚哪天再去"), null=True, blank=True)

    class Meta:
        verbose_name = _("走访")
        ordering = ["-visited_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="care_visit_to_somebody", condition=ONE_OF_THEM, violation_error_message=WHOM),
            after("care_next_visit_is_later", "visited_on", "next_on", _("再去的日子要在这次之后。")),
        ]

    def __str__(self) -> str:
        return f"{say_day(self.visited_on, near=today())} {self.whom}"

    @property
    def whom(self) -> str:
        """The person, or the household by its head."""
        return str(self.person or self.household)


class Pairing(Record):
    """One-to-one care (结对): who helps whom, from when to when, and how often she looks in."""

    class Helper(models.TextChoices):
        CADRE = "cadre", _("村干部")
        DELEGATE = "delegate", _("妇女代表")
        ABLE = "able", _("致富能手")
        GROWER = "grower", _("种养大户")
        PARTY = "party", _("党员")
        VOLUNTEER = "volunteer", _("志愿者")
        OTHER = "other", _("别的人")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("帮谁"))
    helper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("谁来帮")
    )
    helper_name = models.CharField(_("谁来帮（没登记的写名字）"), max_length=50, blank=True)
    helper_kind = models.CharField(_("她是"), max_length=10, choices=Helper.choices)
    since = models.DateField(_("从哪天起"))
    every = models.PositiveSmallIntegerField(
        _("每隔几天去看一次"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    until = models.DateField(_("从哪天起不结对了"), null=True, blank=True)

    class Meta:
        verbose_name = _("结对")
        ordering = ["-since", "-pk"]
        constraints = [
            after("care_pairing_ends_after_it_begins", "since", "until"),
            models.CheckConstraint(
                name="care_pairing_has_a_helper",
                condition=Q(helper__isnull=False) | ~Q(helper_name=""),
                violation_error_message=_("谁来帮？在册的选一个，没登记的写名字。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helps} — {self.person}"

    @property
    def helps(self) -> str:
        return str(self.helper or self.helper_name)
