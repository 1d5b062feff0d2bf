"""招聘会: who offered how many posts, who came to look for one, and what became of it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinguo.records.models import Partner, PersonRow, Turnout, once

MOST_POSTS = [MinValueValidator(1), MaxValueValidator(100_000)]


class JobFair(Turnout):
    """One fair: employers with posts, and seekers by name or only counted."""

    name = models.CharField(_("叫什么"), max_length=100, help_text=_("如“春风送岗位”女性就业专场。"))

    class Meta(Turnout.Meta):
        verbose_name = _("招聘会")

    def __str__(self) -> str:
        return self.name

    def check_written(self, rows: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Nobody agreed with an employer who wasn't there."""
        there = set(self.employers.values_list("name", flat=True))
        for seeker in self.attendances.select_related("person"):
            if seeker.intention and seeker.intention not in there:
                said = gettext("%(name)s有意向的“%(employer)s”不在来招人的单位里。请对一下名字，或先添上这一家。")
                told = {"name": seeker.person.name, "employer": seeker.intention}
                raise ValidationError({"attendances": said % told})


class FairPartner(Partner):
    """A unit that held a fair together with its owner."""

    fair = models.ForeignKey(JobFair, models.CASCADE, related_name="partner_rows")

    class Meta(Partner.Meta):
        constraints = [once("fair_partner_once", "fair", "unit", said=_("同一个单位写了两次。"))]


class Employer(models.Model):
    """An employer at a fair. By its name it is known again at another one."""

    fair = models.ForeignKey(JobFair, models.CASCADE, related_name="employers")
    name = models.CharField(_("单位"), max_length=60)
    trade = models.CharField(_("哪一行"), max_length=50, blank=True)
    posts = models.PositiveIntegerField(_("招几人"), validators=MOST_POSTS)

    class Meta:
        verbose_name = _("来招人的单位")
        ordering = ["pk"]
        constraints = [once("fair_employer_once", "fair", "name", said=_("同一家写了两次，请合成一行。"))]

    def __str__(self) -> str:
        return self.name


class Seeker(PersonRow):
    """Someone who came to look for work; with which employer she agreed, and whether it came to a job."""

    class Outcome(models.TextChoices):
        EMPLOYED = "employed", _("上班了")
        NONE = "none", _("没成")

    fair = models.ForeignKey(JobFair, models.CASCADE, related_name="attendances")
    intention = models.CharField(_("和哪家有意向"), max_length=60, blank=True)
    outcome = models.CharField(_("后来成了没有"), max_length=10, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(_("哪天知道的"), null=True, blank=True)

    class Meta(PersonRow.Meta):
        verbose_name = _("来求职的人")
        constraints = [
            once("fair_seeker_once", "fair", "person"),
            models.CheckConstraint(
                name="fair_outcome_follows_an_intention",
                condition=Q(outcome="") | ~Q(intention=""),
                violation_error_message=_("先写和哪家有意向，再写成了没有。"),
            ),
            models.CheckConstraint(
                name="fair_outcome_has_a_day",
                condition=Q(outcome="") | Q(outcome_on__isnull=False),
                violation_error_message=_("后来成了没有，要写哪天知道的。"),
            ),
        ]
