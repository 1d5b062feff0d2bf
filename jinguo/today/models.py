"""What a new account has tried, where no record or audit line tells it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Try(models.TextChoices):
    """What the guide of the first days (头十分钟) keeps of an account, and whether it was put away."""

    LOOK = "look", _("看过台账")
    OPEN = "open", _("点开过一个数")
    REPORT = "report", _("看过报告")
    KEEP = "keep", _("看过怎么放到手机桌面")
    AWAY = "away", _("收起来了")


class FirstStep(models.Model):
    """One of them, done once. Never counted, never shown to anybody else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=Try)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "what"], name="first_step_is_done_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.what}"
