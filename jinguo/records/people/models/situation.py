"""Dated situations of a person (现在的情况): left behind, in difficulty, receiving aid …"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.models import Unit
from jinguo.records.models.base import Record, RecordQuerySet
from jinguo.records.people.models.codes import Sex
from jinguo.records.people.models.person import Person, birthday


class SituationKind(TextChoices):
    """What may hold for a person. The rule behind each word is that of the policy version which the situation names."""

    LEFT_BEHIND_CHILD = "left_behind_child", _("留守儿童")
    MIGRANT_CHILD = "migrant_child", _("流动儿童")
    CHILD_IN_DIFFICULTY = "child_in_difficulty", _("困境儿童")
    ORPHAN = "orphan", _("孤儿")
    DE_FACTO_UNATTENDED = "de_facto_unattended", _("事实无人抚养儿童")
    LEFT_BEHIND_WOMAN = "left_behind_woman", _("留守妇女")
    LOW_INCOME = "low_income", _("低收入")
    MONITORED = "monitored", _("监测对象")
    SINGLE_PARENT = "single_parent", _("单亲家庭")
    BEREAVED_PARENT = "bereaved_parent", _("计生特殊家庭")
    DISABLED = "disabled", _("残疾")


SENSITIVE = frozenset({SituationKind.SINGLE_PARENT, SituationKind.BEREAVED_PARENT, SituationKind.DISABLED})
"""Shown on the person's own page only, never beside a name in lists and search results.

Illness and violence are not situations: they are confidential cases, kept by the lines that have their own
permissions."""


OUTGROWN_AT = {
    SituationKind.LEFT_BEHIND_CHILD: 16,
    SituationKind.MIGRANT_CHILD: 16,
    SituationKind.CHILD_IN_DIFFICULTY: 18,
    SituationKind.ORPHAN: 18,
    SituationKind.DE_FACTO_UNATTENDED: 18,
}
"""The age (周岁) from which on a child's situation no longer holds: 国发〔2016〕13号 and 36号, 民发〔2019〕62号."""

OF_WOMEN = frozenset({SituationKind.LEFT_BEHIND_WOMAN})


def fitting(person: Person, day: date) -> list[SituationKind]:
    """What may hold for somebody of her age and sex that day; what is not known about her rules nothing out."""
    return [kind for kind in SituationKind if _fits(kind, person, day)]


def _fits(kind: SituationKind, person: Person, day: date) -> bool:
    if kind in OUTGROWN_AT:
        return person.born_on is None or day < birthday(person.born_on, OUTGROWN_AT[kind])
    return kind not in OF_WOMEN or (person.sex != Sex.MALE and not person.is_minor_on(day))


class RecognisedBy(TextChoices):
    SELF = "self", _("自行摸排")
    CIVIL_AFFAIRS = "civil_affairs", _("民政认定")
    OTHER = "other", _("其他部门")


class EndReason(TextChoices):
    RETURNED = "returned", _("返乡")
    OF_AGE = "of_age", _("满龄")
    MOVED_AWAY = "moved_away", _("迁出")
    DIED = "died", _("死亡")
    SCHOOL = "school", _("升学")
    WITHDRAWN = "withdrawn", _("取消认定")
    OTHER = "other", _("其他")


class SituationQuerySet(RecordQuerySet["Situation"]):  # type: ignore[override]
    scope_field = "person__unit"


class Situation(Record):
    """What holds for a person from one day until another. `unit` is the one that wrote it down."""

    person = models.ForeignKey(Person, verbose_name=_("谁"), on_delete=models.CASCADE, related_name="situations")
    kind = models.CharField(_("什么情况"), max_length=30, choices=SituationKind)
    policy_version = models.CharField(_("按哪年的规定"), max_length=20, default="2016", blank=True)
    start = models.DateField(_("从哪天起"))
    until = models.DateField(_("从哪天起不再是"), null=True, blank=True)
    evidence = models.CharField(_("依据"), max_length=200, blank=True)
    recognised_by = models.CharField(_("谁认定的"), max_length=20, choices=RecognisedBy, default=RecognisedBy.SELF)
    end_reason = models.CharField(_("为什么不再是"), max_length=20, choices=EndReason, blank=True)
    note = models.CharField(_("想多说一句"), max_length=200, blank=True)

    objects = models.Manager.from_queryset(SituationQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("情况")
        verbose_name_plural = _("情况")
        ordering = ["-start", "pk"]
        indexes = [models.Index(fields=["kind", "start"], name="situation_by_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("start")),
                name="situation_ends_after_it_begins",
                violation_error_message=_("结束的日子要在开始之后。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind=SituationKind.BEREAVED_PARENT) | ~Q(recognised_by=RecognisedBy.SELF),
                name="situation_bereaved_is_recognised_by_others",
                violation_error_message=_("计生特殊家庭要由有关部门认定，不能自行摸排。"),
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(until=None, voided_at=None),
                name="situation_is_open_once",
                violation_error_message=_("她现在已经有这个情况了，不用再记。"),
            ),
        ]

    def own_day(self) -> None:
        """No day that binds its unit: it counts wherever she lives."""

    def __str__(self) -> str:
        return self.get_kind_display()

    def fact_root(self) -> models.Model:
        return self.person

    def scope_unit(self) -> Unit:
        return self.person.unit

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)

    @property
    def outgrown_on(self) -> date | None:
        """The birthday from which on it no longer holds by its rule; it ends when somebody says so, never by itself."""
        age = OUTGROWN_AT.get(SituationKind(self.kind))
        return birthday(self.person.born_on, age) if age and self.person.born_on else None

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if self.until and not self.end_reason:
            errors["end_reason"] = _("请选为什么不再是。")
        if self.end_reason and not self.until:
            errors["until"] = _("请写从哪天起不再是。")
        if errors:
            raise ValidationError(errors)
