"""Keeping the files true: what still holds, and one person who is on file twice."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jinguo.common.dates import today
from jinguo.orgs.http import UserRequest, login_required, may_write
from jinguo.records.people import forms, merging, queries, services, showing
from jinguo.ui.pages import page

MOST = 50


@login_required
def unconfirmed(request: UserRequest) -> HttpResponse:
    """该核对的: what nobody has looked at for half a year, the oldest first."""
    found = queries.unconfirmed(request.user, today())
    rows = [(each, showing.beside_the_name(each.person)) for each in found[:MOST]]
    return page(request, "records/people/unconfirmed.html", {"rows": rows, "count": found.count(), "most": MOST})


@may_write
@require_POST
def confirm(request: UserRequest, pk: int) -> HttpResponse:
    """还是这样."""
    situation = get_object_or_404(queries.situations(request.user), pk=pk, until=None)
    services.confirm_situation(situation, by=request.user)
    messages.success(request, _("记下了：%(name)s还是%(what)s。") % {"name": situation.person, "what": situation})
    return redirect("situations-unconfirmed")


@may_write
def merge(request: UserRequest, pk: int) -> HttpResponse:
    """并档: which other file is the same woman's."""
    person = get_object_or_404(queries.living(request.user), pk=pk)
    form = forms.MergeForm(request.POST or None, user=request.user)
    if form.submit(merging.merge_people, person=person, by=request.user):
        messages.success(request, _("并好了。以前记在另一份上的，都在这里了。"))
        return redirect("person", pk=pk)
    likely = [(each, showing.beside_the_name(each)) for each in queries.likely_doubles(person, request.user)[:MOST]]
    return page(request, "records/people/merge.html", {"form": form, "person": person, "likely": likely})


@may_write
@require_POST
def part(request: UserRequest, pk: int) -> HttpResponse:
    """分开: they were two people after all."""
    found = queries.merge_of(request.user, pk)
    if found is None:
        raise Http404
    try:
        other = merging.part_people(found, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("person", pk=found.kept_id)
    messages.success(request, _("分开了。原来记在这一份上的，又回来了。"))
    return redirect("person", pk=other.pk)
