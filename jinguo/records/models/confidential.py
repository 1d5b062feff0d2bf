"""Confidential cases (counselling, violence, illness): for whoever wrote them down and whom she named, nobody else."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.models import User
from jinguo.orgs.queries import whose_work
from jinguo.records.models.base import Record, RecordQuerySet


class ConfidentialQuerySet(RecordQuerySet["Confidential"]):  # type: ignore[override]
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Her own cases, those she was named for, and those handed to her; a leader, who only counts, has none."""
        if not user.is_authenticated or not user.may_write:
            return self.none()
        key, accounts = self.model.confidant_rows.field, whose_work(user)  # type: ignore[attr-defined]  # of the line
        named = key.model._default_manager.filter(account__in=accounts).values(key.attname)
        return super().visible_to(user).filter(Q(created_by__in=accounts) | Q(pk__in=named))


class Confidential(Record):
    """A case. It stands in its own list and on its own page; search, timelines, sheets and the API leave it out.

    Its facts are of confidential kinds. A record type of this sort declares the rows of its `Confidant`s.
    """

    objects = models.Manager.from_queryset(ConfidentialQuerySet)()  # type: ignore[misc]

    class Meta:
        abstract = True

    def is_open_to(self, user: User) -> bool:
        return self.pk is None or type(self).objects.visible_to(user).filter(pk=self.pk).exists()


class Confidant(models.Model):
    """An account that may read and go on with a case, besides whoever wrote it down.

    A confidential record type declares its rows so, with a foreign key named `confidant_rows` from here to there.
    """

    account = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("还有谁能看"))

    class Meta:
        abstract = True
        verbose_name = _("还能看的人")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.account)
