"""What a training is made of: a course, one run of it (期), and who came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day, today
from jinguo.records.models import Partner, PersonRow, Record, Turnout, once


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


class Session(Turnout):
    """One run of a course (期), of one or more days, with a roster of names or only a headcount."""

    course = models.ForeignKey(Course, models.PROTECT, verbose_name=_("教什么"))
    teacher = models.CharField(_("谁讲课"), max_length=100, blank=True)

    class Meta(Turnout.Meta):
        verbose_name = _("培训")

    def __str__(self) -> str:
        return f"{say_day(self.starts_on, near=today())} {self.course}"


class SessionPartner(Partner):
    """A unit that held a session together with its owner."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="partner_rows")

    class Meta(Partner.Meta):
        constraints = [once("training_partner_once", "session", "unit", said=_("同一个单位写了两次。"))]


class Attendance(PersonRow):
    """One person on the roster of one session, and what became of it for her."""

    class Outcome(models.TextChoices):
        EMPLOYED = "employed", _("就业")
        REFERRED = "referred", _("推荐就业")
        NONE = "none", _("还没有")

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    outcome = models.CharField(_("培训后怎么样了"), max_length=10, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(_("哪天知道的"), null=True, blank=True)

    class Meta(PersonRow.Meta):
        verbose_name = _("参训的人")
        constraints = [
            once("training_once_on_a_roster", "session", "person"),
            models.CheckConstraint(
                name="training_outcome_has_a_day",
                condition=Q(outcome="", outcome_on__isnull=True) | Q(~Q(outcome=""), outcome_on__isnull=False),
                violation_error_message=_("培训后怎么样了，要写哪天知道的。"),
            ),
        ]

    @property
    def placed(self) -> bool:
        """就业和推荐就业: found work, or was referred to it."""
        return self.outcome in (self.Outcome.EMPLOYED, self.Outcome.REFERRED)
