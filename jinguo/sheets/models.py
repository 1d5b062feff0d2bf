"""A workbook on its way into a register, what it made, and how its columns were understood."""

from django.conf import settings
from django.db import models
from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.crypto import EncryptedCharField
from jinguo.orgs.models import Unit


class ImportBatch(models.Model):
    """One workbook for one register. Until it is put in, only `work` and the encrypted upload know its contents.

    `mapping`: {"sheet", "header", "columns": {position: field}}; `counts`: how many rows of each kind the last
    check found; `work`: JSON of what was mended, skipped, decided and found, gone after the commit.
    """

    class State(TextChoices):
        UPLOADED = "uploaded", _("还没有看")
        CHECKED = "checked", _("还没有放进去")
        PUTTING = "putting", _("正在放进去")
        DONE = "done", _("放进去了")
        UNDONE = "undone", _("撤回了")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, verbose_name=_("单位"), on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=50)
    file_name = models.CharField(_("文件"), max_length=200)
    digest = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    work = EncryptedCharField(max_length=100_000_000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.register, self.pk])


class ImportItem(models.Model):
    """A record that a batch made, or (`made` false) changed; `version`: as the batch left it."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    source = models.CharField(max_length=80)
    record = models.BigIntegerField()
    made = models.BooleanField()
    version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.source} {self.record}"


class SheetMapping(models.Model):
    """How a unit understood a workbook with these column names the last time."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    register = models.CharField(max_length=50)
    signature = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "register", "signature"], name="sheet_mapping_is_kept_once")
        ]

    def __str__(self) -> str:
        return self.signature
