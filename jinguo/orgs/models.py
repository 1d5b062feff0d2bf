"""Units with their history, accounts, and the audit trail."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import FOREVER
from jinguo.common.lines import line_of
from jinguo.orgs.scope import ScopedQuerySet
from jinguo.orgs.validators import AccountName, DivisionCode


class UnitLevel(models.IntegerChoices):
    """The five levels of the federation's tree."""

    PROVINCE = 1, _("省")
    CITY = 2, _("市")
    COUNTY = 3, _("县")
    TOWNSHIP = 4, _("乡镇（街道）")
    VILLAGE = 5, _("村（社区）")


class UnitKind(models.TextChoices):
    """What a township or village is by its code's range, and units outside the divisions."""

    STREET = "street", _("街道")
    TOWN = "town", _("镇")
    TOWNSHIP = "township", _("乡")
    RESIDENTS = "residents", _("社区")
    VILLAGERS = "villagers", _("行政村")
    ZONE = "zone", _("开发区")
    ORGAN = "organ", _("机关妇工委")
    OTHER = "other", _("其他")


class UnitQuerySet(ScopedQuerySet["Unit"]):
    scope_field = "pk"

    def open_on(self, day: date) -> "UnitQuerySet":
        """Without the units that were closed or merged away by that day."""
        return self.exclude(closed_on__lte=day)


class Unit(models.Model):
    """One federation of the tree. Its id never changes; its place in the tree is a matter of Placement alone.

    name, code and kind are today's; earlier ones are in UnitVersion.
    """

    name = models.CharField(_("名称"), max_length=60)
    code = models.CharField(_("区划代码"), max_length=12, blank=True, validators=[DivisionCode()])
    level = models.PositiveSmallIntegerField(_("层级"), choices=UnitLevel.choices)
    kind = models.CharField(_("类别"), max_length=12, choices=UnitKind.choices, blank=True)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)

    objects = models.Manager.from_queryset(UnitQuerySet)()

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(closed_on__isnull=True) & ~Q(code=""),
                name="orgs_unit_open_code_unique",
                violation_error_message=_("这个区划代码已经有单位用了。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def federation(self) -> str:
        """How the unit signs what it does: 宁海县妇联; a committee within an organ by its own name."""
        own_name = self.kind in (UnitKind.ORGAN, UnitKind.OTHER)
        return self.name if own_name else _("%(unit)s妇联") % {"unit": self.name}


class UnitVersion(models.Model):
    """What a unit once was called, coded and classed as, from `since` up to but not including `until`.

    What it is since the last of these is in the unit itself: most units never changed and have none.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", db_index=False)
    name = models.CharField(max_length=60)
    code = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=12, choices=UnitKind.choices, blank=True)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        ordering = ["since"]
        constraints = [models.UniqueConstraint(fields=["unit", "since"], name="orgs_unitversion_unique")]

    def __str__(self) -> str:
        return f"{self.name} {self.since}–{self.until}"


class Placement(models.Model):
    """Where a unit stood in the tree from `since` up to but not including `until`.

    path: four digits for each step from the root, so a branch is one range of paths (tree.subtree_bounds).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements", db_index=False)
    path = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(default=FOREVER)

    class Meta:
        indexes = [
            models.Index(fields=["path", "since", "until", "unit"], name="orgs_placement_branch"),
            models.Index(fields=["unit", "since"], name="orgs_placement_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.since}–{self.until}"


class Succession(models.Model):
    """沿革: which unit carries on after another."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("并入")
        SPLIT = "split", _("析出")

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="inheritances")
    on = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Role(models.TextChoices):
    VILLAGE_WORKER = "village_worker", _("村（社区）工作人员")
    TOWNSHIP_OFFICER = "township_officer", _("乡镇（街道）妇联干部")
    COUNTY_STAFF = "county_staff", _("县级条线干部")
    LEADER = "leader", _("领导（只看）")
    ADMINISTRATOR = "administrator", _("管理员")


DUTIES = {
    Role.VILLAGE_WORKER: _("妇女工作"),
    Role.TOWNSHIP_OFFICER: _("妇联干部"),
    Role.COUNTY_STAFF: _("条线干部"),
    Role.LEADER: _("领导"),
    Role.ADMINISTRATOR: _("管理员"),
}
"""A role in the few words that stand under a name."""

LOOKED_AFTER: dict[str, frozenset[str]] = {
    Role.TOWNSHIP_OFFICER: frozenset({Role.VILLAGE_WORKER}),
    Role.COUNTY_STAFF: frozenset({Role.VILLAGE_WORKER, Role.TOWNSHIP_OFFICER}),
    Role.ADMINISTRATOR: frozenset(Role),
}
"""Whose accounts a role opens, resets, hands over and stops within its branch: the upper unit helps the lower one.

Nobody helps equals or superiors in this way but administrators, who have nobody above them on their server.
"""


class UserManager(BaseUserManager["User"]):
    def visible_to(self, user: "User | AnonymousUser") -> ScopedQuerySet["User"]:
        return ScopedQuerySet(User).visible_to(user)


class User(AbstractBaseUser):
    """An account. What it may see is its unit and everything below; what it may do is its role's."""

    username = models.CharField(_("账号"), max_length=40, unique=True, validators=[AccountName()])
    display_name = models.CharField(_("姓名"), max_length=50)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="users", verbose_name=_("单位"))
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    is_active = models.BooleanField(_("可以登录"), default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")

    def __str__(self) -> str:
        return self.display_name

    @property
    def standing(self) -> str:
        """宁海县妇联 · 条线干部: what stands under her name."""
        return line_of(self.unit.federation, DUTIES[Role(self.role)])

    @property
    def may_write(self) -> bool:
        """Leaders read; everybody else writes down."""
        return self.role != Role.LEADER

    @property
    def may_administer(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def looks_after(self) -> frozenset[str]:
        """The roles whose accounts are hers to open, reset, hand over and stop."""
        return LOOKED_AFTER.get(self.role, frozenset())


class AuditEntry(models.Model):
    """Who did what, when. Append-only, without personal data in clear."""

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["target", "at"], name="orgs_audit_target"),
            models.Index(fields=["at"], name="orgs_audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target}"


class ApiToken(models.Model):
    """A program's way in. Only the digest is kept; the token itself is shown once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} {self.expires_at:%Y-%m-%d}"


class Job(models.Model):
    """Long work that goes on while its page is left: who asked for it, how far it is, what came of it.

    `params` holds no personal data in clear; `by` is empty for what the product does of itself. `result` is what
    the work returned: `url` leads to what was made, `text` says it in a sentence.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("等着办")
        RUNNING = "running", _("正在办")
        DONE = "done", _("办好了")
        FAILED = "failed", _("没办成")
        CANCELLED = "cancelled", _("停下了")

    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    stop_asked = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="orgs_job_queue"),
            models.Index(fields=["by", "-created_at"], name="orgs_job_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)
