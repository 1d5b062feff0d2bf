"""Every address of the product, wired here from the parts' own lists."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from jinguo.config.api import api

handler500 = "jinguo.ui.errors.server_error"

PARTS = [
    "jinguo.records.people.urls",
    "jinguo.records.urls",
    "jinguo.finding.urls",
    "jinguo.extras.urls",
    "jinguo.today.urls",
    "jinguo.sheets.urls",
    "jinguo.files.urls",
    "jinguo.later.urls",
    "jinguo.notices.urls",
    "jinguo.indicators.urls",
    "jinguo.orgs.urls",
    "jinguo.reports.urls",
    "jinguo.ui.manual.urls",
]
LINES = [f"{line}.urls" for line in settings.LINES if find_spec(f"{line}.urls")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    *(path("", include(part)) for part in (*PARTS, *LINES)),
]
