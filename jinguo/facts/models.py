"""The one narrow table that every figure is computed from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinguo.facts.fact import Evidence


class FactRow(models.Model):
    """A stored fact. Written only by sync, read only by indicators; no foreign keys, so that it outlives its record.

    `unit` and the days say where and when; the branch follows from the unit's dated placements, so that no
    reorganisation ever rewrites a fact. `source` and `record` name the root record.
    """

    kind = models.CharField(_("种类"), max_length=60)
    unit = models.BigIntegerField(_("单位"))
    since = models.DateField(_("从哪天起"))
    until = models.DateField(_("到哪天止"))
    person = models.BigIntegerField(_("人"), null=True)
    household = models.BigIntegerField(_("户"), null=True)
    amount = models.BigIntegerField(_("数量"), null=True)
    category = models.CharField(_("类别"), max_length=60)
    level = models.CharField(_("级别"), max_length=60)
    evidence = models.CharField(_("依据"), max_length=1, choices=[(e.value, e.name) for e in Evidence])
    tags = models.JSONField(_("标签"), default=dict)
    source = models.CharField(_("来自"), max_length=60)
    record = models.BigIntegerField(_("记录"))

    class Meta:
        verbose_name = _("事实")
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="fact_ends_after_it_began"),
        ]
        indexes = [
            # `until` early: one index answers happenings, beginnings, stocks and endings without touching the table.
            models.Index(
                fields=[
                    "unit",
                    "until",
                    "since",
                    "kind",
                    "category",
                    "level",
                    "evidence",
                    "person",
                    "household",
                    "amount",
                ],
                name="fact_covering",
            ),
            models.Index(fields=["source", "record"], name="fact_source"),
        ]


class Waiting(models.Model):
    """Records of one source whose facts are to be written anew by long work; until then their kinds' figures say so."""

    source = models.CharField(max_length=60)
    records = models.JSONField()
    kinds = models.JSONField()
