"""巾帼文明岗: a post of an employer that earns a title, level by level."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import FOREVER, today
from jinguo.records.models import Record, done, once


class PostLevel(models.TextChoices):
    """Who recognises the post: it begins in the county and moves up."""

    COUNTY = "county", _("县级")
    CITY = "city", _("市级")
    PROVINCE = "province", _("省级")
    NATIONAL = "national", _("国家级")


class ModelPost(Record):
    """One post (岗) of one employer. What it holds follows from its steps, and so do the figures."""

    name = models.CharField(_("哪个岗"), max_length=100, help_text=_("如“门诊收费岗”。"))
    holder = models.CharField(_("哪个单位的"), max_length=100)
    pact_on = models.DateField(_("哪天签的诚信公约"), null=True, blank=True)
    pact_version = models.CharField(_("签的哪一版公约"), max_length=100, blank=True)
    note = models.TextField(_("想多说一句"), blank=True)

    class Meta:
        verbose_name = _("巾帼文明岗")
        ordering = ["holder", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.holder}{self.name}"

    @property
    def standing(self) -> str:
        """The level it holds today; empty while it holds none."""
        now = [title.level for title in titles(self.steps.all()) if title.since <= today() < title.until]
        return str(PostLevel(now[0]).label) if now else ""

    def check_written(self, rows: Mapping[str, Any]) -> None:
        """成熟一个，拓展一家: recognised only when it is ready, and never against the order of things."""
        new = rows["steps"].added if "steps" in rows else ()
        for level in {step["level"] for step in new if step["what"] == PostStep.What.CREATED}:
            self._refuse_unready(PostLevel(level))
        self._refuse_disorder()

    def _refuse_unready(self, level: PostLevel) -> None:
        """Every condition of the level is written down, and met."""
        asked = self.readiness.filter(level=level)
        if not asked:
            said = gettext("%(level)s要做到哪几条，还没写。先在“够不够条件”里一条条核过，再记新创。")
            raise ValidationError({"readiness": said % {"level": level.label}})
        if missing := "、".join(one.item for one in asked if not one.passed):
            said = gettext("%(level)s还差：%(missing)s。都做到了，再记新创。")
            raise ValidationError({"readiness": said % {"level": level.label, "missing": missing}})

    def _refuse_disorder(self) -> None:
        """A level can be kept or lost only while it is held."""
        held = list(titles(self.steps.all()))
        for step in self.steps.filter(what__in=(PostStep.What.RENEWED, PostStep.What.WITHDRAWN)):
            if not any(one.level == step.level and one.since <= step.on <= one.until for one in held):
                said = gettext("那天它还不是%(level)s岗。先记哪天新创的。")
                raise ValidationError({"steps": said % {"level": step.get_level_display()}})


class PostStep(models.Model):
    """One day on the way of a post: it applies for a level, gets it, keeps it at a review, or loses it."""

    class What(models.TextChoices):
        APPLIED = "applied", _("申报")
        CREATED = "created", _("新创")
        RENEWED = "renewed", _("巩固")
        WITHDRAWN = "withdrawn", _("撤销")

    post = models.ForeignKey(ModelPost, models.CASCADE, related_name="steps")
    what = models.CharField(_("做了什么"), max_length=10, choices=What.choices)
    level = models.CharField(_("哪一级"), max_length=10, choices=PostLevel.choices)
    on = models.DateField(_("哪天"), validators=[done])
    basis = models.CharField(_("凭哪份文件"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("创建的经过")
        ordering = ["on", "pk"]
        constraints = [
            once("model_post_step_once", "post", "what", "level", "on", "basis", said=_("同一天的同一件事写了两次。"))
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}{self.get_what_display()}"

    @property
    def turn(self) -> tuple[date, int]:
        """Where it stands among the steps: by day, and on one day in the order of the choices."""
        return self.on, self.What.values.index(self.what)


class ReadinessItem(models.Model):
    """One condition of a level, and whether the post meets it: a post is recognised when it meets all."""

    post = models.ForeignKey(ModelPost, models.CASCADE, related_name="readiness")
    level = models.CharField(_("哪一级"), max_length=10, choices=PostLevel.choices)
    item = models.CharField(_("要做到什么"), max_length=200)
    passed = models.BooleanField(_("做到了"), default=False)

    class Meta:
        verbose_name = _("够不够条件")
        ordering = ["pk"]
        constraints = [once("model_post_condition_once", "post", "level", "item", said=_("同一条写了两次。"))]

    def __str__(self) -> str:
        return self.item


class Title(NamedTuple):
    """A level that a post holds: `until` is the first day it no longer does."""

    level: str
    since: date
    until: date


def titles(steps: Iterable[PostStep]) -> Iterator[Title]:
    """What a post holds, one level at a time: a new one takes the place of the one before."""
    level, since = "", FOREVER
    for step in sorted(steps, key=lambda one: one.turn):
        gained = step.what == PostStep.What.CREATED and step.level != level
        lost = step.what == PostStep.What.WITHDRAWN and step.level == level
        if not (gained or lost):
            continue
        if level and since < step.on:
            yield Title(level, since, step.on)
        level, since = (step.level, step.on) if gained else ("", FOREVER)
    if level:
        yield Title(level, since, FOREVER)
