"""What every record has, and the history of changes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.models import Unit, User
from jinguo.orgs.scope import ScopedQuerySet
from jinguo.records.models.partner import partner_key

if TYPE_CHECKING:
    from jinguo.tables.rows import RowChanges

KEPT_BY_THE_DOOR = frozenset(
    {"created_at", "created_by", "changed_at", "changed_by", "version", "voided_at", "voided_by", "void_reason"}
)
"""Fields of a record that only `records.services` writes: no form shows them, no history repeats them."""


RecordT = TypeVar("RecordT", bound="Record")


class RecordQuerySet(ScopedQuerySet[RecordT]):  # type: ignore[override]
    def within(self, branch: Any) -> Self:
        """The records of these units, and to be read those that one of them took part in."""
        key = partner_key(self.model)
        if key is None:
            return super().within(branch)
        joined = key.model._default_manager.filter(unit__in=branch).values(key.attname)
        return self.filter(Q(**{f"{self.scope_field}__in": branch}) | Q(pk__in=joined))

    def live(self) -> Self:
        """Without what was voided."""
        return self.filter(voided_at=None)


RecordManager = models.Manager.from_queryset(RecordQuerySet)


class Record(models.Model):
    """Anything a worker writes down. It belongs to a unit; it is voided with a reason, never deleted."""

    untold: ClassVar[frozenset[str]] = frozenset()
    """Fields whose values the history keeps to itself, as it does with encrypted ones."""

    unit = models.ForeignKey(Unit, verbose_name=_("单位"), on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("记下的时间"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("谁记的"), related_name="+", editable=False)
    changed_at = models.DateTimeField(_("改动的时间"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("谁改的"), related_name="+", editable=False)
    version = models.PositiveIntegerField(_("第几版"), default=1, editable=False)
    voided_at = models.DateTimeField(_("作废的时间"), null=True, blank=True, editable=False)
    voided_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("谁作废的"), related_name="+", editable=False, null=True, blank=True
    )
    void_reason = models.CharField(_("作废的理由"), max_length=200, blank=True, editable=False)
    extra = models.JSONField(_("自己要的几栏"), default=dict, blank=True, editable=False)

    objects = RecordManager()

    class Meta:
        abstract = True

    @property
    def source(self) -> str:
        """The record's type as facts, history and links name it."""
        return self._meta.label_lower

    def fact_root(self) -> models.Model:
        """The record whose facts follow from this one: itself, unless it is a part of another."""
        return self

    def scope_unit(self) -> Unit:
        """The unit that decides who may see and change the record."""
        return self.unit

    def is_open_to(self, user: User) -> bool:  # noqa: ARG002 (for confidential records)
        """Whether somebody who looks after the unit may change this record of it."""
        return True

    def own_day(self) -> date | None:
        """The day of what it tells, which its unit must still have been open on: its first date."""
        days = (field for field in self._meta.concrete_fields if type(field) is models.DateField)
        return next((getattr(self, field.attname) for field in days), None)

    def fill_in(self) -> None:
        """Set the columns that follow from others; the door calls it before it checks the record."""

    def check_rows(self, rows: Mapping[str, Sequence[models.Model]]) -> None:
        """Refuse rows that don't go with the record, at the field of the form that they came from."""

    def check_written(self, rows: "Mapping[str, RowChanges]") -> None:
        """Refuse what cannot be, once the record and these rows are written: all of it is taken back then."""

    def index(self, changed: Collection[str]) -> None:
        """Renew what the record is found by, after these fields changed."""


class Action(models.TextChoices):
    """What was done to a record."""

    CREATE = "create", _("记下")
    CHANGE = "change", _("改动")
    VOID = "void", _("作废")
    UNDO = "undo", _("撤回")
    REVEAL = "reveal", _("看全")
    MOVE = "move", _("搬迁")
    ERASE = "erase", _("删除")
    CONFIRM = "confirm", _("核对")
    MERGE = "merge", _("并档")
    PART = "part", _("分开")
    ATTACH = "attach", _("放上")
    WITHDRAW = "withdraw", _("撤下")


BESIDE_THE_RECORD = frozenset({Action.ATTACH, Action.WITHDRAW})
"""What is done to a record's files: the record itself stays the version that it was."""


class Change(models.Model):
    """One save of one record: the fields and rows before and after.

    `document` is `{"fields": {name: [before, after]}, "rows": {name: {"added": […], "removed": […],
    "changed": […]}}}`; values of encrypted fields stay ciphertext in it.
    """

    at = models.DateTimeField(_("什么时候"), default=timezone.now)
    by = models.ForeignKey(User, verbose_name=_("谁"), on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("哪种记录"), max_length=80)
    record = models.BigIntegerField(_("哪条记录"))
    unit = models.BigIntegerField(_("那时是哪个单位的"), null=True)
    action = models.CharField(_("做了什么"), max_length=20, choices=Action)
    document = models.JSONField(_("前后"), default=dict, encoder=DjangoJSONEncoder)
    reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["source", "record", "-at"], name="change_of_record"),
            models.Index(fields=["by", "-at"], name="change_by_user"),
            models.Index(fields=["unit", "-at"], name="change_in_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.record} {self.action}"
