"""What a federation holds beside trainings: events, contests; and what newspapers and screens told of its work."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day, today
from jinguo.orgs.models import Unit
from jinguo.records.models import Happening, Partner, Person, PersonRow, Programme, Record, Turnout, done, once

BETWEEN_TOPICS = re.compile(r"[、，,；;\s]+")
AT_LEAST_ONE = MinValueValidator(1)


class Event(Turnout):
    """活动: an event of any kind, with who came, who helped and what was given out."""

    class Kind(models.TextChoices):
        SCIENCE = "science", _("科技下乡")
        PUBLICITY = "publicity", _("宣传")
        CULTURE = "culture", _("文体")
        GATHERING = "gathering", _("联谊")
        ACTION = "action", _("主题行动")
        VISIT = "visit", _("观摩")
        OTHER = "other", _("其他活动")

    name = models.CharField(_("活动叫什么"), max_length=100)
    kind = models.CharField(_("哪一种"), max_length=20, choices=Kind.choices)
    topics = models.CharField(
        _("讲了、交流了什么"), max_length=200, blank=True, help_text=_("几样之间用顿号隔开，如“水稻种植、水果栽培”。")
    )

    class Meta(Turnout.Meta):
        verbose_name = _("活动")

    def __str__(self) -> str:
        return f"{say_day(self.starts_on, near=today())} {self.name}"

    @property
    def subjects(self) -> list[str]:
        """The topics one by one."""
        return [topic for topic in BETWEEN_TOPICS.split(self.topics) if topic]


class EventPartner(Partner):
    """A unit that held an event together with its owner."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="partner_rows")

    class Meta(Partner.Meta):
        constraints = [once("event_partner_once", "event", "unit", said=_("同一个单位写了两次。"))]


class Attendee(PersonRow):
    """One person on the roster of an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="attendances")

    class Meta(PersonRow.Meta):
        verbose_name = _("参加的人")
        constraints = [once("event_attendee_once", "event", "person")]


class Guest(models.Model):
    """Who helped: a person on file, a name in words, or only how many of a kind there were."""

    class Role(models.TextChoices):
        EXPERT = "expert", _("专家")
        SKILLED = "skilled", _("女能手")
        VOLUNTEER = "volunteer", _("志愿者")
        PERFORMER = "performer", _("演员")
        LEADER = "leader", _("领导")
        OTHER = "other", _("其他嘉宾")

    event = models.ForeignKey(Event, models.CASCADE, related_name="guests")
    role = models.CharField(_("什么人"), max_length=20, choices=Role.choices, default=Role.EXPERT)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("在册的人")
    )
    name = models.CharField(_("不在册的写姓名或单位"), max_length=50, blank=True)
    number = models.PositiveIntegerField(_("几人"), null=True, blank=True, validators=[AT_LEAST_ONE])

    class Meta:
        verbose_name = _("专家、能手和嘉宾")
        ordering = ["pk"]
        constraints = [
            once("event_guest_once", "event", "person", "role"),
            models.CheckConstraint(
                name="event_guest_on_file_is_one",
                condition=models.Q(person=None) | models.Q(number=None) | models.Q(number=1),
                violation_error_message=_("选了在册的人就是 1 人，几人不用填。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.person or self.name or self.number}"

    def clean(self) -> None:
        if self.person_id is None and not self.name and self.number is None:
            raise ValidationError({"number": _("请写来的是谁，或来了几人。")})


class Material(models.Model):
    """What was given out."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    what = models.CharField(_("发了什么"), max_length=50)
    number = models.PositiveIntegerField(_("几份"), validators=[AT_LEAST_ONE])

    class Meta:
        verbose_name = _("发的东西")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.number}"


class Contest(Happening):
    """比赛: one edition (届) of a contest, with those who entered."""

    name = models.CharField(_("比赛叫什么"), max_length=100)
    edition = models.PositiveSmallIntegerField(_("第几届"), null=True, blank=True, validators=[AT_LEAST_ONE])
    partners = models.CharField(_("还和谁一起办（外单位）"), max_length=200, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, verbose_name=_("属于哪项工程"))

    class Meta(Happening.Meta):
        verbose_name = _("比赛")

    def __str__(self) -> str:
        return f"{say_day(self.starts_on, near=today())} {self.name}"

    @property
    def which(self) -> str:
        """首届, 第 2 届."""
        if self.edition == 1:
            return gettext("首届")
        return gettext("第 %(number)d 届") % {"number": self.edition} if self.edition else ""


class ContestPartner(Partner):
    """A unit that held a contest together with its owner."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="partner_rows")

    class Meta(Partner.Meta):
        constraints = [once("contest_partner_once", "contest", "unit", said=_("同一个单位写了两次。"))]


class Entry(PersonRow):
    """One person in a contest: for whom, how far, how well."""

    class Round(models.TextChoices):
        FIRST = "first", _("初赛")
        SEMIFINAL = "semifinal", _("复赛")
        FINAL = "final", _("决赛")

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="entries")
    represents = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("代表哪个单位")
    )
    reached = models.CharField(_("比到哪一轮"), max_length=10, choices=Round.choices, blank=True)
    score = models.DecimalField(_("得分"), max_digits=7, decimal_places=2, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("第几名"), null=True, blank=True, validators=[AT_LEAST_ONE])
    prize = models.CharField(_("得了什么奖"), max_length=50, blank=True)

    class Meta(PersonRow.Meta):
        verbose_name = _("参赛的人")
        ordering = ["rank", "person__sort_name", "pk"]
        constraints = [once("contest_entry_once", "contest", "person")]


class MediaItem(Record):
    """宣传报道: one report on one day. It is kept and counted, never scored."""

    class Medium(models.TextChoices):
        PAPER = "paper", _("报纸")
        TELEVISION = "tv", _("电视")
        RADIO = "radio", _("广播")
        NET = "net", _("网站")
        ACCOUNT = "account", _("公众号和短视频")
        BOARD = "board", _("宣传栏和标语")

    title = models.CharField(_("标题"), max_length=100)
    medium = models.CharField(_("在哪种媒体"), max_length=10, choices=Medium.choices)
    on = models.DateField(_("哪天"), validators=[done])
    outlet = models.CharField(_("哪一家"), max_length=50, blank=True)
    policy = models.CharField(_("讲了哪项政策、哪件事"), max_length=100, blank=True)
    audience = models.CharField(_("给谁看的"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("宣传报道")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{say_day(self.on, near=today())} {self.title}"
