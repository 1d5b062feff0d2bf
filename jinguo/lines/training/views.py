"""What the generic pages of a register don't have: the effect before saving, roster rows, a newcomer, outcomes."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jinguo.common.numbers import whole_number
from jinguo.lines.training import queries, services
from jinguo.lines.training.forms import NewcomerForm, OutcomesForm, SessionForm
from jinguo.lines.training.registers import SESSIONS
from jinguo.orgs.http import UserRequest, login_required, may_write
from jinguo.records.pages.forms import blank
from jinguo.records.pages.saved import submit
from jinguo.records.people.services import register_person
from jinguo.ui.pages import page


@may_write
@require_POST
def effect(request: UserRequest, pk: int | None = None) -> HttpResponse:
    """记下后：… The session is really saved, the figures are measured, and all of it is taken back."""
    session = get_object_or_404(queries.own_sessions(request.user), pk=pk) if pk else blank(SESSIONS, request.user)
    form = SessionForm(request.POST, user=request.user, instance=session)
    with transaction.atomic():
        _taken, moved = submit(SESSIONS, form, request)
        transaction.set_rollback(True)
    steps = {before.measure.code: (int(before.value or 0), int(after.value or 0)) for _label, before, after in moved}
    old, new = steps.get("training.women", (0, 0))
    context = {"sessions": steps.get("training.sessions"), "women": new - old, "more": f"{new - old:+d}"}
    return page(request, "training/effect.html", context)


@login_required
def rows(request: UserRequest) -> HttpResponse:
    """Roster rows of ?people=…: a draft keeps only who, the words about her come from here."""
    keys = [key for key in map(whole_number, request.GET.getlist("people")) if key is not None]
    lines = [queries.Line(person) for person in queries.people(request.user).filter(pk__in=keys)]
    return page(request, "training/roster_rows.html", {"lines": lines})


@may_write
def newcomer(request: UserRequest) -> HttpResponse:
    """登记一个新的人: the form, and once she is on file her row for the roster."""
    form = NewcomerForm(request.POST or None, user=request.user, initial={"name": request.GET.get("q", "")})
    if form.submit(register_person, by=request.user):
        return page(request, "training/newcomer.html", {"line": queries.Line(form.result)})
    return page(request, "training/newcomer.html", {"form": form})


@may_write
def outcomes(request: UserRequest, pk: int) -> HttpResponse:
    """培训后怎么样了, for the whole roster in one go."""
    session = get_object_or_404(queries.own_sessions(request.user), pk=pk)
    form = OutcomesForm(request.POST or None, session=session, user=request.user)
    back_url = SESSIONS.url("detail", pk)
    if form.submit(services.save_outcomes, by=request.user):
        messages.success(request, _("记下了。"))
        return redirect(back_url)
    return page(request, "training/outcomes.html", {"form": form, "session": session, "back_url": back_url})
