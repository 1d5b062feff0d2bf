"""The accounts that somebody looks after: those of the units below, and for administrators all of the branch."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jinguo.common import xlsx
from jinguo.orgs import account_sheet, queries
from jinguo.orgs import accounts as services
from jinguo.orgs.forms import AccountForm, HandOverForm, RenameAccountForm, SheetForm
from jinguo.orgs.http import UserRequest, first_rows, may_look_after
from jinguo.orgs.passwords import Slip, first_time_password
from jinguo.ui.downloads import as_file, download
from jinguo.ui.pages import page


@may_look_after
def accounts(request: UserRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    found = queries.accounts_like(request.user, query)
    context = {"query": query, "total": found.count()} | first_rows(request, found)
    return page(request, "orgs/accounts.html", context, part="rows")


@may_look_after
def account(request: UserRequest, pk: int) -> HttpResponse:
    """One account: what can be done with it, and what was done."""
    found = queries.account_for(request.user, pk)
    return page(request, "orgs/account_of.html", {"account": found, "trail": queries.trail_of(found)})


@never_cache
@may_look_after
def new_account(request: UserRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, user=request.user)
    password = first_time_password()
    if form.submit(services.create_user, password=password, must_change_password=True, by=request.user):
        return tell_once(request, [Slip(form.result, password)])
    return page(request, "orgs/account_new.html", {"form": form})


@never_cache
@may_look_after
@download
def sheet(request: UserRequest) -> HttpResponse:
    """Many accounts at once: choose or paste, look at every row, then open them all and hand out the slips."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return page(request, "orgs/account_sheet.html", {"form": form})
    rows = form.cleaned_data["rows"]
    account_sheet.look_at(rows, by=request.user)
    wrong = sum(bool(row.errors) for row in rows)
    if "open" in request.POST and not wrong:
        return tell_once(request, account_sheet.open_accounts(rows, by=request.user))
    pasted = "\n".join(row.line for row in rows)
    again = SheetForm(initial={"pasted": pasted})
    again["pasted"].label = _("改一改")
    context = {"rows": rows, "wrong": wrong, "form": again}
    return page(request, "orgs/account_rows.html", context)


@may_look_after
@download
def sheet_template(request: UserRequest) -> HttpResponse:
    return as_file(account_sheet.template(), f"{_('账号名单')}.xlsx", xlsx.TYPE)


@may_look_after
def rename(request: UserRequest, pk: int) -> HttpResponse:
    found = queries.account_for(request.user, pk)
    names = {"display_name": found.display_name, "username": found.username}
    form = RenameAccountForm(request.POST or None, initial=names)
    if form.submit(services.rename_account, user=found, by=request.user):
        messages.success(request, _("改好了。现在叫“%(name)s”。") % {"name": found})
        return redirect("account-of", pk)
    return page(request, "orgs/account_rename.html", {"account": found, "names": names, "form": form})


@never_cache
@require_POST
@may_look_after
def reset(request: UserRequest, pk: int) -> HttpResponse:
    found = queries.account_for(request.user, pk)
    return tell_once(request, [Slip(found, services.reset_password(user=found, by=request.user))])


@require_POST
@may_look_after
def stop(request: UserRequest, pk: int) -> HttpResponse:
    found = queries.account_for(request.user, pk)
    services.stop_account(user=found, by=request.user)
    messages.success(request, _("停用了“%(name)s”，记过的都还在。") % {"name": found})
    return redirect("account-of", pk)


@never_cache
@may_look_after
def hand_over(request: UserRequest, pk: int) -> HttpResponse:
    """The chairwoman changes: who carries on, since when; a new account comes with its slip."""
    leaving = queries.account_for(request.user, pk)
    form = HandOverForm(request.POST or None, successors=queries.successors_of(request.user, leaving))
    password = first_time_password()
    if form.submit(services.hand_over, leaving=leaving, password=password, by=request.user):
        messages.success(
            request,
            _("交接好了：%(old)s不能再登录，记过的都还在；没办完的由%(new)s接着办。")
            % {"old": leaving, "new": form.result},
        )
        if form.arguments()["to"] is None:
            return tell_once(request, [Slip(form.result, password)])
        return redirect("account-of", form.result.pk)
    return page(request, "orgs/account_hand_over.html", {"leaving": leaving, "form": form})


def tell_once(request: UserRequest, slips: Sequence[Slip]) -> HttpResponse:
    """The slips to hand out: the only page that ever shows a password, and it isn't kept anywhere."""
    address = request.build_absolute_uri(resolve_url(settings.LOGIN_REDIRECT_URL))
    return page(request, "orgs/slips.html", {"slips": slips, "address": address})
