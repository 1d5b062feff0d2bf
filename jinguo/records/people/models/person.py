"""People, the households they form, and where they lived before."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.orgs.crypto import EncryptedCharField
from jinguo.orgs.models import Unit
from jinguo.records.models.base import Record
from jinguo.records.people.checks import clean_name
from jinguo.records.people.keys import blind_keys, search_keys, sort_key
from jinguo.records.people.models.codes import ETHNICITIES, Education, NoIdReason, Political, Relation, Sex

DEMO_PREFIX = "990101"
"""ID numbers with this address cannot belong to anyone: whoever carries one is 演示."""


class Household(Record):
    """People who live together (户), with one head."""

    head = models.ForeignKey(
        "Person",
        verbose_name=_("户主"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    group_name = models.CharField(_("村民小组"), max_length=50, blank=True)
    address = EncryptedCharField(_("住址"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("户")
        verbose_name_plural = _("户")
        ordering = ["unit", "group_name", "pk"]

    def __str__(self) -> str:
        return str(self.head) if self.head else str(_("还没有户主的一户"))


class Person(Record):
    """Someone the federation knows. `unit` is where she lives now (现居地), down to the village."""

    untold: ClassVar[frozenset[str]] = frozenset({"born_on"})
    """With the last four digits beside it, a birth date would give the whole ID number away."""

    name = models.CharField(_("姓名"), max_length=50, validators=[clean_name])
    sort_name = models.CharField(max_length=200, blank=True, editable=False)
    sex = models.CharField(_("性别"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    id_number = EncryptedCharField(_("身份证号"), max_length=18, blank=True)
    id_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    id_tail_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    no_id_reason = models.CharField(_("为什么没有身份证号"), max_length=20, choices=NoIdReason, blank=True)
    phone = EncryptedCharField(_("手机"), max_length=20, blank=True)
    phone_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    phone_tail_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    bank_account = EncryptedCharField(_("银行账号"), max_length=30, blank=True)
    hukou_unit = models.ForeignKey(
        Unit,
        verbose_name=_("户籍地"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    hukou_place = models.CharField(_("户籍地（外地的写地名）"), max_length=100, blank=True)
    group_name = models.CharField(_("村民小组"), max_length=50, blank=True)
    household = models.ForeignKey(
        Household,
        verbose_name=_("哪一户"),
        on_delete=models.PROTECT,
        related_name="members",
        null=True,
        blank=True,
    )
    relation = models.CharField(_("和户主的关系"), max_length=1, choices=Relation, blank=True)
    political = models.CharField(_("政治面貌"), max_length=2, choices=Political, blank=True)
    education = models.CharField(_("文化程度"), max_length=2, choices=Education, blank=True)
    ethnicity = models.CharField(_("民族"), max_length=2, choices=ETHNICITIES, blank=True)
    occupation = models.CharField(_("职业"), max_length=50, blank=True)
    registered_on = models.DateField(_("登记的日子"), default=today)
    erased_at = models.DateTimeField(_("删除的时间"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("人")
        verbose_name_plural = _("妇女儿童")
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["unit", "sort_name"], name="person_by_unit_and_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["id_key"],
                condition=~Q(id_key="") & Q(voided_at=None),
                name="person_has_one_record_per_id",
                violation_error_message=_("这个身份证号已经登记过了。"),
            ),
            models.CheckConstraint(
                condition=Q(born_on=None) | Q(born_on__lte=models.F("registered_on")),
                name="person_is_born_before_registered",
                violation_error_message=_("出生日期在登记的日子之后，请对一下。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name if self.erased_at is None else str(_("已删除人员"))

    @property
    def is_demo(self) -> bool:
        return str(self.id_number).startswith(DEMO_PREFIX)

    def own_day(self) -> date:
        return self.registered_on

    def is_minor_on(self, day: date) -> bool:
        """Under 18 on that day; an unknown birth date is taken for an adult's."""
        return self.born_on is not None and day < birthday(self.born_on, 18)

    def clean(self) -> None:
        if self.born_on and self.registered_on and self.born_on > self.registered_on:
            raise ValidationError({"born_on": _("出生日期在登记的日子之后，请对一下。")})

    def fill_in(self) -> None:
        self.sort_name = sort_key(self.name)
        self.id_key, self.id_tail_key = blind_keys(self.id_number, "id")
        self.phone_key, self.phone_tail_key = blind_keys(self.phone, "phone")

    def index(self, changed: Collection[str]) -> None:
        if {"name", "unit"} & set(changed):
            PersonKey.objects.filter(person=self).delete()
            keys = search_keys(self.name) if self.erased_at is None else ()
            PersonKey.objects.bulk_create(PersonKey(key=key, unit=self.unit, person=self) for key in keys)


class Move(models.Model):
    """One removal to another village, group or household: what was before and after that day.

    Where she lived on a day is the `before` of her first later move, or else what the person says now.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="moves")
    on = models.DateField(_("哪天搬的"))
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_group = models.CharField(max_length=50, blank=True)
    from_household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_group = models.CharField(max_length=50, blank=True)
    to_household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("搬迁")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "on"],
                name="person_moves_once_a_day",
                violation_error_message=_("这一天已经记过一次搬迁了。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.on}"


class PersonKey(models.Model):
    """A text by which a person is found: parts of her name, initials, pinyin (all readings).

    `unit` is hers: with it the one index answers a search within a branch without touching the people.
    """

    key = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    # Hidden from the person: keys are derived, no rule and no history reads them.
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_constraint=False)

    class Meta:
        indexes = [models.Index(fields=["key", "unit", "person"], name="person_by_key")]

    def __str__(self) -> str:
        return self.key


def birthday(born_on: date, years: int) -> date:
    """The day on which she turns so many years; 29 February counts as 1 March in other years."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)
