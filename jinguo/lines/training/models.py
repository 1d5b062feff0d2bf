"""What a training is made of: a course, one run of it (期), and who came."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day, today
from jinguo.orgs.models import Unit
from jinguo.records.models import Partner, Person, Programme, Record
from jinguo.records.references import ReferenceField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WOMEN_ASKED = _("来了几位妇女？请写个数。")
MOST_PEOPLE = MaxValueValidator(100_000)
"""More than one session can seat: a slip of the hand must not drown everybody's figures."""


class Course(Record):
    """What is taught. Its kind decides which figures its sessions feed."""

    class Kind(models.TextChoices):
        PRACTICAL = "practical", _("实用技术")
        QUALITY = "quality", _("劳动力素质")
        GUIDANCE = "guidance", _("现场指导")
        STARTUP = "startup", _("创业")
        OTHER = "other", _("其他")

    name = models.CharField(_("教什么"), max_length=60)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    topic = models.CharField(
        _("报告里怎么叫"), max_length=50, blank=True, help_text=_("不填就用课名。几门课叫同一个名，报告里算一项。")
    )

    class Meta:
        verbose_name = _("课程")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The topic that reports list; two towns' courses of one subject are one topic."""
        return self.topic or self.name


class Session(Record):
    """One run of a course (期), of one or more days, with a roster of names or only a headcount."""

    class Mode(models.TextChoices):
        ROSTER = "roster", _("点名字")
        HEADCOUNT = "headcount", _("只记人数")

    course = models.ForeignKey(Course, models.PROTECT, verbose_name=_("教什么"))
    starts_on = models.DateField(_("哪天办的"))
    ends_on = models.DateField(_("最后一天"), blank=True, help_text=_("只办一天就不用填。"))
    venue = ReferenceField("venues.venue", verbose_name=_("阵地"))
    place = models.CharField(_("在哪里"), max_length=100, blank=True)
    teacher = models.CharField(_("谁讲课"), max_length=100, blank=True)
    partners = models.CharField(_("还和谁一起办（外单位）"), max_length=200, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, verbose_name=_("属于哪项工程"))
    mode = models.CharField(_("谁来了"), max_length=10, choices=Mode.choices, default=Mode.ROSTER)
    women = models.PositiveIntegerField(_("来了几位妇女"), null=True, blank=True, validators=[MOST_PEOPLE])
    total = models.PositiveIntegerField(_("一共来了几人"), null=True, blank=True, validators=[MOST_PEOPLE])
    note = models.TextField(_("想多说一句"), blank=True)

    class Meta:
        verbose_name = _("培训")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="training_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="training_headcount_or_roster",
                condition=Q(mode="headcount", women__isnull=False) | Q(mode="roster", women__isnull=True),
            ),
            models.CheckConstraint(name="training_women_within_total", condition=Q(women__lte=F("total"))),
        ]

    def __str__(self) -> str:
        return f"{say_day(self.starts_on, near=today())} {self.course}"

    @property
    def days(self) -> str:
        first, last = say_day(self.starts_on, near=today()), say_day(self.ends_on, near=today())
        return first if first == last else gettext("%(first)s至%(last)s") % {"first": first, "last": last}

    @property
    def with_units(self) -> list[Unit]:
        """The units that held it together with this one."""
        return [row.unit for row in self.partner_rows.select_related("unit")]

    @property
    def where(self) -> str:
        return str(self.venue) if self.venue else self.place

    @cached_property
    def listed(self) -> int:
        """How many stand on the roster; a list brings the number along."""
        return self.attendances.count()

    @property
    def turnout(self) -> int:
        """How many came, as far as is known."""
        return self.total or self.women or self.listed

    @property
    def others(self) -> int:
        """Of a headcount, how many were not women."""
        women = self.women or 0
        return (self.total or women) - women

    def clean(self) -> None:
        """What no session can be, each said at its field in words that tell what to do."""
        problems: dict[str, StrOrPromise] = {}
        if self.starts_on:
            self.ends_on = self.ends_on or self.starts_on
            if self.starts_on > today():
                problems["starts_on"] = _("这一天还没到。办完了再来记。")
            elif self.ends_on < self.starts_on:
                problems["ends_on"] = _("最后一天比第一天早。请改其中一个。")
        if self.mode == self.Mode.HEADCOUNT:
            problems |= self._headcount_problems()
        else:
            self.women = None
        if problems:
            raise ValidationError(problems)

    def _headcount_problems(self) -> "dict[str, StrOrPromise]":
        if self.women is None:
            return {"women": WOMEN_ASKED}
        if self.women == 0 and not self.total:
            return {"women": _("一个人也没来就不用记。来了几人，请写几人。")}
        if self.total is not None and self.total < self.women:
            return {"total": _("一共的人数比妇女少。请改其中一个。")}
        return {}


class SessionPartner(Partner):
    """A unit that held a session together with its owner."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="partner_rows")

    class Meta:
        verbose_name = _("一起办的单位")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "unit"],
                name="training_partner_once",
                violation_error_message=_("同一个单位写了两次。"),
            ),
        ]


class Attendance(models.Model):
    """One person on the roster of one session, and what became of it for her."""

    class Outcome(models.TextChoices):
        EMPLOYED = "employed", _("就业")
        REFERRED = "referred", _("推荐就业")
        NONE = "none", _("还没有")

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances", verbose_name=_("姓名"))
    outcome = models.CharField(_("培训后怎么样了"), max_length=10, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(_("哪天知道的"), null=True, blank=True)

    class Meta:
        verbose_name = _("参训的人")
        ordering = ["person__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                name="training_once_on_a_roster",
                violation_error_message=_("同一个人在名单上写了两次。"),
            ),
            models.CheckConstraint(
                name="training_outcome_has_a_day",
                condition=Q(outcome="", outcome_on__isnull=True) | Q(~Q(outcome=""), outcome_on__isnull=False),
                violation_error_message=_("培训后怎么样了，要写哪天知道的。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.person}"

    @property
    def placed(self) -> bool:
        """就业和推荐就业: found work, or was referred to it."""
        return self.outcome in (self.Outcome.EMPLOYED, self.Outcome.REFERRED)
