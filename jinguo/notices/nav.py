from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinguo.ui.nav import NavItem


def items(request: HttpRequest) -> list[NavItem]:
    return [NavItem(_("通知和任务"), reverse("notices"), "speakerphone", parent="account")]
