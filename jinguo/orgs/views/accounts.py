"""Accounts of an administrator's branch."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jinguo.orgs import queries
from jinguo.orgs.accounts import create_user, first_time_password, reset_password, switch_account
from jinguo.orgs.forms import AccountForm
from jinguo.orgs.http import UserRequest, first_rows, may_administer
from jinguo.orgs.models import User
from jinguo.ui.pages import page


@may_administer
def accounts(request: UserRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    found = queries.accounts_like(request.user, query)
    context = {"query": query, "total": found.count()} | first_rows(request, found)
    return page(request, "orgs/accounts.html", context, part="rows")


@never_cache
@may_administer
def new_account(request: UserRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, user=request.user)
    password = first_time_password()
    if form.submit(create_user, password=password, must_change_password=True, by=request.user):
        return _tell_once(request, form.result, password)
    return page(request, "orgs/account_new.html", {"form": form})


@never_cache
@require_POST
@may_administer
def reset(request: UserRequest, pk: int) -> HttpResponse:
    user = queries.account_for(request.user, pk)
    return _tell_once(request, user, reset_password(user=user, by=request.user))


@require_POST
@may_administer
def switch(request: UserRequest, pk: int) -> HttpResponse:
    user = queries.account_for(request.user, pk)
    try:
        switch_account(user=user, on=request.POST.get("on") == "1", by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        done = _("“%(name)s”又可以登录了。") if user.is_active else _("停用了“%(name)s”，记过的都还在。")
        messages.success(request, done % {"name": user.display_name})
    return redirect("accounts")


def _tell_once(request: UserRequest, user: User, password: str) -> HttpResponse:
    """The only page that ever shows a password."""
    return page(request, "orgs/first_password.html", {"account": user, "password": password})
