"""The pages on which a unit says what else it wants written down, reached from the list of a register."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jinguo.extras import books, queries, services
from jinguo.extras.forms import ExtraFieldForm
from jinguo.orgs.http import UserRequest, login_required
from jinguo.ui.pages import page


@login_required
def extras(request: UserRequest, slug: str) -> HttpResponse:
    """自己要的几栏: those that hold here, and a new one for the user's own unit and all below it."""
    register = books.find(slug)
    if register is None or not register.write or not services.may_define(request.user):
        raise Http404
    form = ExtraFieldForm(request.POST or None)
    if form.submit(services.define, register=slug, unit=request.user.unit, by=request.user):
        messages.success(request, _("加好了：%(label)s。") % {"label": form.result})
        return redirect("extras", slug)
    context = {"register": register, "form": form, "fields": queries.listed(slug, request.user)}
    return page(request, "extras/fields.html", context)


@login_required
def extra(request: UserRequest, pk: int) -> HttpResponse:
    """One of them: another name, other choices, closed or taken up again."""
    if not services.may_define(request.user):
        raise Http404
    field = queries.own(request.user, pk)
    register = books.find(field.register)
    form = ExtraFieldForm(None if "on" in request.POST else request.POST or None, field=field)
    if "on" in request.POST:
        services.switch(field, on=request.POST["on"] == "1", by=request.user)
        done = _("不用了，写过的都还在。") if field.closed_on else _("又可以填了。")
        messages.success(request, done)
        return redirect("extras", field.register)
    if form.submit(services.change, field=field, by=request.user):
        messages.success(request, _("改好了。"))
        return redirect("extras", field.register)
    return page(request, "extras/field.html", {"register": register, "form": form, "field": field})
