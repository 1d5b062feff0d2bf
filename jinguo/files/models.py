"""Pictures and documents of any record, named by its type and id; what they hold lies encrypted in the home folder."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.orgs.crypto import EncryptedCharField


class FileKind(models.TextChoices):
    """What a file is by its content; the value is also the ending of its name."""

    PICTURE = "jpg", gettext_lazy("照片")
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    DOC = "doc", "Word"
    XLS = "xls", "Excel"


class Attachment(models.Model):
    """One file of one record. Taken off, it is kept with who did it and when; of an erased person nothing is kept."""

    source = models.CharField(gettext_lazy("哪种记录"), max_length=80)
    record = models.BigIntegerField(gettext_lazy("哪条记录"))
    name = EncryptedCharField(gettext_lazy("叫什么"), max_length=120, blank=True)
    kind = models.CharField(gettext_lazy("哪一种"), max_length=4, choices=FileKind)
    is_sign_in = models.BooleanField(gettext_lazy("是签到表"), default=False)
    size = models.PositiveIntegerField(gettext_lazy("多大"))
    place = models.CharField(gettext_lazy("放在哪里"), max_length=40, unique=True)
    added_at = models.DateTimeField(gettext_lazy("放上的时间"), default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=gettext_lazy("谁放的"), related_name="+"
    )
    withdrawn_at = models.DateTimeField(gettext_lazy("撤下的时间"), null=True, blank=True)

    class Meta:
        verbose_name = gettext_lazy("照片和文件")
        ordering = ["-is_sign_in", "added_at", "pk"]
        indexes = [models.Index(fields=["source", "record"], name="attachment_of_record")]

    def __str__(self) -> str:
        return self.label

    @property
    def is_picture(self) -> bool:
        return self.kind == FileKind.PICTURE

    @property
    def file_name(self) -> str:
        """The name under which it is saved elsewhere."""
        return f"{self.name}.{self.kind}"

    @property
    def label(self) -> str:
        name = self.file_name if self.name else _("已删除的文件")
        return _("签到表：%(name)s") % {"name": name} if self.is_sign_in else name
