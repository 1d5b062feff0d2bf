from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "jinguo.files"
    label = "files"
    verbose_name = _("照片和文件")

    def ready(self) -> None:
        from jinguo.files.keeper import Files
        from jinguo.records import beside

        beside.keepers.append(Files())
