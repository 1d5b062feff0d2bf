from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactsConfig(AppConfig):
    name = "jinguo.facts"
    label = "facts"
    verbose_name = _("事实")

    def ready(self) -> None:
        from jinguo.facts import reposting  # noqa: F401 (declares its work)
        from jinguo.facts.posting import touched
        from jinguo.orgs import services

        services.AFTER_CHANGE.append(touched)
