from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "jinguo.lines.organisation"
    label = "organisation"
    verbose_name = _("组织")

    def ready(self) -> None:
        from jinguo.lines.organisation.today import decisions
        from jinguo.records import today

        today.ask(decisions)
