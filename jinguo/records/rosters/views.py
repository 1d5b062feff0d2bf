"""Rows for a roster while a form is filled in: of a draft's people, and of a newcomer."""

from django.http import HttpResponse

from jinguo.common.numbers import whole_number
from jinguo.orgs.http import UserRequest, login_required, may_write
from jinguo.records.people.services import register_person
from jinguo.records.rosters.forms import NewcomerForm
from jinguo.records.rosters.queries import Line, people
from jinguo.ui.pages import page


@login_required
def rows(request: UserRequest) -> HttpResponse:
    """Roster rows of ?people=…: a draft keeps only who, the words about her come from here."""
    keys = [key for key in map(whole_number, request.GET.getlist("people")) if key is not None]
    lines = [Line(person) for person in people(request.user).filter(pk__in=keys)]
    return page(request, "records/rosters/rows.html", {"lines": lines})


@may_write
def newcomer(request: UserRequest) -> HttpResponse:
    """登记一个新的人: the form, and once she is on file her row for the roster."""
    form = NewcomerForm(request.POST or None, user=request.user, initial={"name": request.GET.get("q", "")})
    if form.submit(register_person, by=request.user):
        return page(request, "records/rosters/newcomer.html", {"line": Line(form.result)})
    return page(request, "records/rosters/newcomer.html", {"form": form})
