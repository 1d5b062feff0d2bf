from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LaterConfig(AppConfig):
    name = "jinguo.later"
    label = "later"
    verbose_name = _("后来怎么样了")
