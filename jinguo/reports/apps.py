from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "jinguo.reports"
    label = "reports"
    verbose_name = _("报告")

    def ready(self) -> None:
        from jinguo.records.today import suggest
        from jinguo.reports.today import suggest_report

        suggest(suggest_report)
