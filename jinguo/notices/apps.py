from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "jinguo.notices"
    label = "notices"
    verbose_name = _("通知和任务")

    def ready(self) -> None:
        from jinguo.files.queries import elsewhere
        from jinguo.notices import queries
        from jinguo.notices.models import Notice

        elsewhere[Notice._meta.label_lower] = queries.notice_for
