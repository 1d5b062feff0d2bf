"""What stands under the name of those who may."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.models import User
from jinguo.ui.nav import NavItem


def items(request: HttpRequest) -> list[NavItem]:
    user = request.user
    if not isinstance(user, User):
        return []
    units = [NavItem(_("单位"), reverse("units"), "sitemap", parent="account")] if user.may_administer else []
    accounts = [NavItem(_("账号"), reverse("accounts"), "users", parent="account")] if user.looks_after else []
    return units + accounts
