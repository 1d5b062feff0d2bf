from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExtrasConfig(AppConfig):
    name = "jinguo.extras"
    label = "extras"
    verbose_name = _("自己要的几栏")
