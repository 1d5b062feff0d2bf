"""招聘会: who offered how many posts, who came to look for one, and what became of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinguo.records.models import Partner, Person, Programme, Turnout

MOST_POSTS = [MinValueValidator(1), MaxValueValidator(100_000)]


class JobFair(Turnout):
    """One fair: employers with posts, and seekers by name or only counted."""

    name = models.CharField(_("叫什么"), max_length=100, help_text=_("如“春风送岗位”女性就业专场。"))
    partners = models.CharField(_("还和谁一起办（外单位）"), max_length=200, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, verbose_name=_("属于哪项工程"))
    note = models.TextField(_("想多说一句"), blank=True)

    class Meta(Turnout.Meta):
        verbose_name = _("招聘会")
        verbose_name_plural = _("招聘会")

    def __str__(self) -> str:
        return self.name


class FairPartner(Partner):
    """A unit that held a fair together with its owner."""

    fair = models.ForeignKey(JobFair, models.CASCADE, related_name="partner_rows")

    class Meta:
        verbose_name = _("一起办的单位")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "unit"],
                name="fair_partner_once",
                violation_error_message=_("同一个单位写了两次。"),
            ),
        ]


class Employer(models.Model):
    """An employer at a fair. By its name it is known again at another one."""

    fair = models.ForeignKey(JobFair, models.CASCADE, related_name="employers")
    name = models.CharField(_("单位"), max_length=60)
    trade = models.CharField(_("哪一行"), max_length=50, blank=True)
    posts = models.PositiveIntegerField(_("招几人"), validators=MOST_POSTS)

    class Meta:
        verbose_name = _("来招人的单位")
        verbose_name_plural = _("来招人的单位")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "name"],
                name="fair_employer_once",
                violation_error_message=_("同一家写了两次，请合成一行。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seeker(models.Model):
    """Someone who came to look for work; with which employer she agreed, and whether it came to a job."""

    class Outcome(models.TextChoices):
        EMPLOYED = "employed", _("上班了")
        NONE = "none", _("没成")

    fair = models.ForeignKey(JobFair, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("姓名"))
    intention = models.CharField(_("和哪家有意向"), max_length=60, blank=True)
    outcome = models.CharField(_("后来成了没有"), max_length=10, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(_("哪天知道的"), null=True, blank=True)

    class Meta:
        verbose_name = _("来求职的人")
        verbose_name_plural = _("来求职的人")
        ordering = ["person__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "person"],
                name="fair_seeker_once",
                violation_error_message=_("同一个人在名单上写了两次。"),
            ),
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

    def __str__(self) -> str:
        return f"{self.fair} {self.person}"
