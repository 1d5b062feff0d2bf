"""What a unit is: its groups with their members, its posts and who holds them, and what outsiders counted there."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day, today
from jinguo.records.models import Happening, Record, Stay, after, done, once

MOST = [MaxValueValidator(1_500_000_000)]
"""More than all of China: a slip of the hand."""


class AreaProfile(Record):
    """地区概况: households, people and land of the unit's own area on a day.

    Somebody outside counted them: quoted with source and day, never counted by us.
    """

    as_of = models.DateField(_("截至哪天"), validators=[done])
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
        if all(getattr(self, name) is None for name in ("households", "population", "women", "children", "area")):
            raise ValidationError({"population": _("请至少抄一个数。")})
        for name in ("women", "children"):
            if self.population is not None and (getattr(self, name) or 0) > self.population:
                raise ValidationError({name: _("比人口还多。请改其中一个。")})


class Group(Record):
    """Women who do something together: a team, a support group, an association. It counts until it is dissolved."""

    class Kind(models.TextChoices):
        DANCE_TEAM = "dance_team", _("广场舞队")
        SUPPORT = "support_group", _("创业就业支持小组")
        MUTUAL_AID = "mutual_aid", _("互助小组")
        LEADING = "leading_group", _("领导小组")
        TEAM = "team", _("其他队伍")
        ASSOCIATION = "association", _("协会")

    name = models.CharField(_("名称"), max_length=100)
    kind = models.CharField(_("哪一种"), max_length=20, choices=Kind.choices)
    since = models.DateField(_("哪天成立的"))
    does = models.CharField(_("做些什么"), max_length=200, blank=True)
    until = models.DateField(_("从哪天起不在了"), null=True, blank=True)

    class Meta:
        verbose_name = _("队伍和小组")
        ordering = ["name", "pk"]
        constraints = [after("group_ends_after_it_begins", "since", "until", _("不在了的日子要在成立之后。"))]

    def __str__(self) -> str:
        return self.name

    @property
    def leaders(self) -> list[str]:
        """Who leads it now."""
        return [str(row.person) for row in self.members.all() if row.role == GroupMember.Role.LEADER and row.goes_on]


class GroupMember(Stay):
    """One person in a group, for what she is counted there; who is two things stands on two lines."""

    class Role(models.TextChoices):
        MEMBER = "member", _("成员")
        LEADER = "leader", _("负责人")
        ABLE_WOMAN = "able_woman", _("创业致富能人")
        BIG_GROWER = "big_grower", _("种养大户")
        PARTY_MEMBER = "party_member", _("老党员")

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    role = models.CharField(_("算什么人"), max_length=20, choices=Role.choices, default=Role.MEMBER)

    class Meta(Stay.Meta):
        verbose_name = _("成员")
        constraints = [*Stay.Meta.constraints, once("group_member_once", "group", "person", "role")]


class CommitteeTerm(Record):
    """一届: the committee that a congress elected, until the next one."""

    ordinal = models.PositiveSmallIntegerField(_("第几届"), validators=[MinValueValidator(1)])
    since = models.DateField(_("哪天换届的"))
    until = models.DateField(_("到哪天为止"), null=True, blank=True)

    class Meta:
        verbose_name = _("换届")
        ordering = ["-since", "-pk"]
        constraints = [
            after("committee_term_ends_after_it_begins", "since", "until", _("这一届结束的日子要在换届那天之后。")),
            models.UniqueConstraint(
                fields=["unit", "ordinal"],
                condition=Q(voided_at=None),
                name="committee_term_once",
                violation_error_message=_("这一届已经记过了，请改那一条。"),
            ),
        ]

    def __str__(self) -> str:
        return gettext("第 %(number)d 届") % {"number": self.ordinal}


class Post(Record):
    """岗位: so many seats of one kind in a unit's committee, with those who hold them. An empty seat is a vacancy."""

    class Kind(models.TextChoices):
        CHAIR = "chair", _("主席")
        VICE_CHAIR = "vice_chair", _("副主席")
        STANDING = "standing_member", _("常委")
        EXECUTIVE = "exec_member", _("执委")
        GRID_WORKER = "grid_worker", _("巾帼网格员")
        CHILD_DIRECTOR = "child_director", _("儿童主任")
        OTHER = "other", _("其他岗位")

    kind = models.CharField(_("什么岗位"), max_length=20, choices=Kind.choices)
    seats = models.PositiveSmallIntegerField(_("定几人"), default=1, validators=[MinValueValidator(1)])
    since = models.DateField(_("从哪天起设的"))
    until = models.DateField(_("从哪天起不设了"), null=True, blank=True)
    duty = models.CharField(_("管什么"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("岗位")
        ordering = ["unit", "pk"]
        constraints = [after("post_ends_after_it_begins", "since", "until", _("不设了的日子要在设的那天之后。"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.duty}）" if self.duty else self.get_kind_display()

    @property
    def holders(self) -> list[str]:
        """Who holds it now."""
        return [str(row.person) for row in self.incumbents.all() if row.goes_on]


class Incumbent(Stay):
    """任职: one person in a post."""

    class Kind(models.TextChoices):
        FULL_TIME = "fulltime", _("专职")
        PART_TIME = "parttime", _("兼职")
        SECONDED = "seconded", _("挂职")

    post = models.ForeignKey(Post, models.CASCADE, related_name="incumbents")
    kind = models.CharField(_("专职还是兼职"), max_length=10, choices=Kind.choices, default=Kind.PART_TIME)
    since = models.DateField(_("哪天上任的"))
    until = models.DateField(_("哪天卸任的"), null=True, blank=True)

    class Meta(Stay.Meta):
        verbose_name = _("任职")
        ordering = ["since", "pk"]
        constraints = [*Stay.Meta.constraints, once("incumbent_once", "post", "person", "since")]


class Meeting(Happening):
    """会议: which one it was of which term, and what was decided there."""

    class Kind(models.TextChoices):
        EXECUTIVE = "executive", _("执委会")
        STANDING = "standing", _("常委会")
        REGULAR = "regular", _("例会")
        OTHER = "other", _("其他会议")

    kind = models.CharField(_("什么会"), max_length=20, choices=Kind.choices)
    term = models.ForeignKey(CommitteeTerm, models.PROTECT, null=True, blank=True, verbose_name=_("哪一届的"))
    ordinal = models.PositiveSmallIntegerField(_("第几次"), null=True, blank=True, validators=[MinValueValidator(1)])
    agenda = models.CharField(_("议了什么"), max_length=200, blank=True)

    class Meta(Happening.Meta):
        verbose_name = _("会议")

    def __str__(self) -> str:
        return f"{say_day(self.starts_on, near=today())} {self.title}"

    @property
    def title(self) -> str:
        """第 12 届第 2 次执委会."""
        which = gettext("第 %(number)d 次") % {"number": self.ordinal} if self.ordinal else ""
        return f"{self.term or ''}{which}{self.get_kind_display()}"


class Decision(models.Model):
    """One thing that a meeting decided: who does it by when, and what became of it on which day."""

    class Outcome(models.TextChoices):
        DONE = "done", _("办好了")
        DROPPED = "dropped", _("不办了")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    what = models.CharField(_("定了什么"), max_length=200)
    who = models.CharField(_("谁去办"), max_length=50, blank=True)
    due_on = models.DateField(_("哪天前办好"), null=True, blank=True)
    outcome = models.CharField(_("办好了没有"), max_length=10, choices=Outcome.choices, blank=True)
    done_on = models.DateField(_("哪天有结果的"), null=True, blank=True, validators=[done])

    class Meta:
        verbose_name = _("定下的事")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_outcome_has_a_day",
                condition=Q(outcome="", done_on=None) | (~Q(outcome="") & Q(done_on__isnull=False)),
                violation_error_message=_("办好了没有，要写哪天有结果的。"),
            )
        ]

    def __str__(self) -> str:
        return self.what
