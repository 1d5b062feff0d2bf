"""Rows that name people: on a roster, in a contest, in a group from one day until another."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import FOREVER, today
from jinguo.records.people.models.person import Person
from jinguo.tables.checks import after


class PersonRow(models.Model):
    """One person under a record. Its type adds the key of the record, and `once` if she stands there only once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("姓名"))

    class Meta:
        abstract = True
        ordering = ["person__sort_name", "pk"]

    def __str__(self) -> str:
        return str(self.person)


class Stay(PersonRow):
    """Who is part of something, from one day until another; without a first day from its beginning."""

    since = models.DateField(_("从哪天起"), null=True, blank=True)
    until = models.DateField(_("从哪天起不是了"), null=True, blank=True)

    class Meta(PersonRow.Meta):
        abstract = True
        constraints = [after("%(app_label)s_%(class)s_leaves_after_she_came", "since", "until")]

    @property
    def goes_on(self) -> bool:
        return self.until is None or self.until > today()

    def within(self, first: date, end: date | None) -> tuple[date, date]:
        """Her first day and the first day no longer, as far as the whole existed; out of order where she never was."""
        return max(self.since or first, first), min(self.until or FOREVER, end or FOREVER)
