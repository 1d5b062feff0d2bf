"""逐户摸查: household by household."""

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from jinguo.lines.care.models.common import UNSAID
from jinguo.records.models import Household, Record, done, not_before, once


class SurveyRound(Record):
    """逐户摸查: from one day to another, household by household; who was not reached stands there to the end."""

    class Whom(models.TextChoices):
        ALL = "all", _("每一户")
        CARED_FOR = "cared_for", _("有留守、孤儿、单亲的户")

    name = models.CharField(_("叫什么"), max_length=100)
    since = models.DateField(_("哪天开始"), validators=[done])
    until = models.DateField(_("哪天结束"), null=True, blank=True)
    whom = models.CharField(_("摸查哪些户"), max_length=10, choices=Whom.choices, default=Whom.ALL)
    surveyors = models.CharField(_("谁去摸查"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("摸查")
        ordering = ["-since", "-pk"]
        constraints = [
            not_before("care_round_ends_after_it_begins", "since", "until", _("结束的日子比开始的早。请改其中一个。"))
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def to_survey(self) -> int:
        """How many households; a list brings the number along."""
        return self.households.count()

    @cached_property
    def reached(self) -> int:
        return self.households.filter(state=SurveyedHousehold.State.REACHED).count()


class SurveyedHousehold(models.Model):
    """One household of a round: whether somebody was met there, and what she found."""

    class State(models.TextChoices):
        REACHED = "reached", _("到了")
        ABSENT = "absent", _("没碰上")

    class Condition(models.TextChoices):
        FINE = "fine", _("还过得去")
        POOR = "poor", _("困难")

    round = models.ForeignKey(SurveyRound, models.CASCADE, related_name="households")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name=_("哪一户"))
    state = models.CharField(_("到了没有"), max_length=10, choices=State.choices, blank=True)
    condition = models.CharField(_("家里怎么样"), max_length=10, choices=Condition.choices, blank=True)
    finding = models.CharField(_("了解到什么"), max_length=200, blank=True, help_text=UNSAID)
    reached_on = models.DateField(_("哪天去的"), null=True, blank=True)

    class Meta:
        verbose_name = _("要摸查的户")
        # Not asked for yet ("") and not met ("absent") stand before those that were reached.
        ordering = ["state", "pk"]
        constraints = [
            once("care_surveyed_once_a_round", "round", "household", said=_("同一户写了两次。")),
            models.CheckConstraint(
                name="care_surveyed_on_a_day",
                condition=Q(state="", reached_on=None) | Q(~Q(state=""), reached_on__isnull=False),
                violation_error_message=_("到了没有，要写哪天去的。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.household}"
