"""Counselling, which is confidential."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import say_day, today
from jinguo.orgs.crypto import EncryptedCharField
from jinguo.records.models import Confidant, Confidential, Person, once


class Counselling(Confidential):
    """One session of one counsellor with one child or woman (心理辅导), for the eyes of those who have a part in it."""

    class Form(models.TextChoices):
        FACE_TO_FACE = "face", _("面对面一对一")
        PHONE = "phone", _("打电话")
        HOME = "home", _("上门")

    class Topic(models.TextChoices):
        EMOTION = "emotion", _("情绪")
        FAMILY = "family", _("婚姻和家庭")
        STUDY = "study", _("学习")
        COMPANIONS = "companions", _("和人相处")
        OTHER = "other", _("别的")

    class Progress(models.TextChoices):
        BETTER = "better", _("好些了")
        SAME = "same", _("还那样")
        REFERRED = "referred", _("转给专业的人")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("辅导谁"))
    day = models.DateField(_("哪天"))
    form = models.CharField(_("怎么谈的"), max_length=10, choices=Form.choices)
    topic = models.CharField(_("谈哪方面"), max_length=12, choices=Topic.choices)
    counsellor = models.CharField(_("谁辅导的"), max_length=50, help_text=_("一个人辅导一个人，一次记一条。"))
    progress = models.CharField(_("谈过以后"), max_length=10, choices=Progress.choices, blank=True)
    next_on = models.DateField(_("下次哪天谈"), null=True, blank=True)
    notes = EncryptedCharField(_("谈了什么"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("心理辅导")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{say_day(self.day, near=today())} {self.get_topic_display()}"


class CounsellingConfidant(Confidant):
    """A colleague who may read a session and go on with it."""

    counselling = models.ForeignKey(Counselling, models.CASCADE, related_name="confidant_rows")

    class Meta(Confidant.Meta):
        constraints = [once("care_confidant_once", "counselling", "account")]
