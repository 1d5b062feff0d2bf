from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SheetsConfig(AppConfig):
    name = "jinguo.sheets"
    label = "sheets"
    verbose_name = _("从 Excel 放进来")
