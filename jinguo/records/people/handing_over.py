"""Whole lots of people, and those whom other units ask for: from one unit's hands into another's."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jinguo.orgs import jobs
from jinguo.orgs.http import UserRequest, login_required, may_write
from jinguo.orgs.queries import split_off, unit_for
from jinguo.orgs.scope import covers
from jinguo.records.people import dividing, forms, queries, services, showing
from jinguo.ui.pages import page


@login_required
def transfers(request: UserRequest) -> HttpResponse:
    """Those to decide, with names; those that wait for others, without."""
    context = {
        "to_decide": [
            (each, showing.beside_the_name(each.person)) for each in queries.transfers_to_decide(request.user)
        ],
        "asked": queries.transfers_asked(request.user),
    }
    return page(request, "records/people/transfers.html", context)


@may_write
def transfer(request: UserRequest, pk: int) -> HttpResponse:
    """转过去, or 不转 with a reason."""
    asked = get_object_or_404(queries.transfers_given(request.user), pk=pk)
    refusing = "refuse" in request.POST
    agree = forms.TransferForm(None if refusing else request.POST or None)
    refuse = forms.RefusalForm(request.POST if refusing else None)
    if agree.submit(services.confirm_transfer, request=asked, by=request.user):
        messages.success(request, _("转过去了。以前的事仍算在这边。"))
        return redirect("transfers")
    if refuse.submit(services.refuse_transfer, request=asked, by=request.user):
        messages.success(request, _("回了话：不转。"))
        return redirect("transfers")
    asked.refresh_from_db()
    if asked.decided_by:
        messages.info(request, services.what_was_decided(asked))
        return redirect("transfers")
    context = {
        "asked": asked, "person": asked.person, "beside": showing.beside_the_name(asked.person),
        "agree": agree, "refuse": refuse,
    }  # fmt: skip
    return page(request, "records/people/transfer.html", context)


@may_write
def divide(request: UserRequest, pk: int) -> HttpResponse:
    """After a split: the people of the chosen groups go to the new unit, as long work. For who looks after both."""
    unit = unit_for(request.user, pk)
    split = split_off(unit)
    if split is None or unit.closed_on or not covers(request.user, split.predecessor):
        raise Http404
    groups = dividing.groups_left(split)
    form = forms.DivideForm(request.POST or None, groups=groups)
    if form.is_valid():
        job = jobs.start("people.divide", by=request.user, split=split.pk, groups=form.cleaned_data["groups"])
        return redirect("job", job.pk)
    return page(request, "records/people/divide.html", {"unit": unit, "split": split, "form": form, "groups": groups})
