"""What happens on some days in some place (a training, an event, a fair, a meeting), and how many came to it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day, today
from jinguo.orgs.models import Unit
from jinguo.records.models.base import Record
from jinguo.records.models.programme import Programme
from jinguo.tables.references import ReferenceField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WOMEN_ASKED = _("来了几位妇女？请写个数。")
MOST_PEOPLE = MaxValueValidator(100_000)
"""More than one hall can seat: a slip of the hand must not drown everybody's figures."""


class Happening(Record):
    """Something of one or more days, in a venue on file or in a place that only has words.

    A model with a `Meta` of its own takes this one along: `class Meta(Happening.Meta)`, and where it adds
    constraints, `constraints = [*Happening.Meta.constraints, …]`.
    """

    starts_on = models.DateField(_("哪天办的"))
    ends_on = models.DateField(_("最后一天"), blank=True, help_text=_("只办一天就不用填。"))
    venue = ReferenceField("venues.venue", verbose_name=_("阵地"))
    place = models.CharField(_("在哪里"), max_length=100, blank=True)

    class Meta:
        abstract = True
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            )
        ]

    @property
    def days(self) -> str:
        first, last = say_day(self.starts_on, near=today()), say_day(self.ends_on, near=today())
        return first if first == last else gettext("%(first)s至%(last)s") % {"first": first, "last": last}

    @property
    def where(self) -> str:
        return str(self.venue) if self.venue else self.place

    @property
    def with_units(self) -> list[Unit]:
        """The units that held it together with this one, where its type has partners."""
        return [row.unit for row in self.partner_rows.select_related("unit")]  # type: ignore[attr-defined]  # of the line

    def clean(self) -> None:
        if problems := self.problems():
            raise ValidationError(problems)

    def problems(self) -> "dict[str, StrOrPromise]":
        """What it cannot be: field → words that tell what to do. A line adds its own to these."""
        if not self.starts_on:
            return {}
        self.ends_on = self.ends_on or self.starts_on
        if self.starts_on > today():
            return {"starts_on": _("这一天还没到。办完了再来记。")}
        if self.ends_on < self.starts_on:
            return {"ends_on": _("最后一天比第一天早。请改其中一个。")}
        return {}


class Turnout(Happening):
    """A happening to which people came: named one by one, in rows `attendances` with a `person`, or only counted."""

    class Mode(models.TextChoices):
        ROSTER = "roster", _("点名字")
        HEADCOUNT = "headcount", _("只记人数")

    mode = models.CharField(_("谁来了"), max_length=10, choices=Mode.choices, default=Mode.ROSTER)
    women = models.PositiveIntegerField(_("来了几位妇女"), null=True, blank=True, validators=[MOST_PEOPLE])
    total = models.PositiveIntegerField(_("一共来了几人"), null=True, blank=True, validators=[MOST_PEOPLE])
    partners = models.CharField(_("还和谁一起办（外单位）"), max_length=200, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, verbose_name=_("属于哪项工程"))
    note = models.TextField(_("想多说一句"), blank=True)

    class Meta(Happening.Meta):
        abstract = True
        constraints = [
            *Happening.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_headcount_or_roster",
                condition=Q(mode="headcount", women__isnull=False) | Q(mode="roster", women__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_women_within_total", condition=Q(women__lte=F("total"))
            ),
        ]

    @cached_property
    def listed(self) -> int:
        """How many stand on the roster; a list brings the number along."""
        return int(self.attendances.count())  # type: ignore[attr-defined]  # of the line

    @property
    def turnout(self) -> int:
        """How many came, as far as is known."""
        return self.total or self.women or self.listed

    @property
    def others(self) -> int:
        """Of a headcount, how many were not women."""
        women = self.women or 0
        return (self.total or women) - women

    def check_rows(self, rows: Mapping[str, Sequence[models.Model]]) -> None:
        listed: Sequence[Any] = rows.get("attendances", ())
        if listed and self.mode == self.Mode.HEADCOUNT:
            raise ValidationError({"mode": _("只记人数就不点名字。请选一样。")})
        for key, times in Counter(row.person_id for row in listed).items():
            if times > 1:
                name = next(row.person.name for row in listed if row.person_id == key)
                said = gettext("%(name)s写了 %(times)d 次，请留一次。")
                raise ValidationError({"people": said % {"name": name, "times": times}})
        surplus = len(listed) - (self.total or len(listed))
        if surplus > 0:
            said = gettext("人数比名单少 %(surplus)d。改成 %(listed)d，或从名单去掉 %(surplus)d 人。")
            raise ValidationError({"total": said % {"surplus": surplus, "listed": len(listed)}})

    def problems(self) -> "dict[str, StrOrPromise]":
        found = super().problems()
        if self.mode == self.Mode.ROSTER:
            self.women = None
        elif self.women is None:
            found["women"] = WOMEN_ASKED
        elif self.women == 0 and not self.total:
            found["women"] = _("一个人也没来就不用记。来了几人，请写几人。")
        elif self.total is not None and self.total < self.women:
            found["total"] = _("一共的人数比妇女少。请改其中一个。")
        return found
