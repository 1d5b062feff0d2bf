from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "jinguo.records"
    label = "records"
    verbose_name = _("记录")

    def ready(self) -> None:
        from jinguo.extras.books import finders
        from jinguo.indicators import sources
        from jinguo.records import describing, registers

        autodiscover_modules("facts", "indicators", "registers")
        for module in ("people.facts", "people.indicators", "people.dividing", "people.registers", "programmes"):
            import_module(f"jinguo.records.{module}")
        sources.describe_with(describing.describe)
        sources.confided_with(describing.confided)
        sources.books_with(describing.books)
        sources.list_with(describing.list_url)
        finders.append(registers.find_shared)
