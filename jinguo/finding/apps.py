from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingConfig(AppConfig):
    name = "jinguo.finding"
    label = "finding"
    verbose_name = _("找人、找记录")

    def ready(self) -> None:
        from jinguo.finding import queries
        from jinguo.records.people import timeline

        timeline.providers.append(queries.happened)
