from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class TodayConfig(AppConfig):
    name = "jinguo.today"
    label = "today"
    verbose_name = _("今天")

    def ready(self) -> None:
        autodiscover_modules("today")
        for module in ("people", "long_work", "nils", "successor"):
            import_module(f"jinguo.today.{module}")
