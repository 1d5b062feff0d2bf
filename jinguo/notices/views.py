"""The notices of a unit: those it got and those it sent."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jinguo.files.queries import files_of
from jinguo.notices import queries, services
from jinguo.notices.due import due_words
from jinguo.notices.forms import AnswerForm, NoticeForm, WithdrawForm
from jinguo.orgs.http import UserRequest, first_rows, login_required, may_look_after, may_write
from jinguo.orgs.scope import covers
from jinguo.records import registers
from jinguo.ui.pages import page


@login_required
def notices(request: UserRequest) -> HttpResponse:
    context = first_rows(request, queries.notices(request.user))
    return page(request, "notices/list.html", context, part="rows")


@may_look_after
def new(request: UserRequest) -> HttpResponse:
    form = NoticeForm(request.POST or None, request.FILES or None, user=request.user)
    if form.submit(services.send_notice, by=request.user):
        messages.success(request, _("发出去了，下面的单位今天就看得到。"))
        return redirect("notice", form.result.pk)
    return page(request, "notices/new.html", {"form": form})


@login_required
def notice(request: UserRequest, pk: int) -> HttpResponse:
    """For who sent it: who has done it. For whom it reached: what it is about, and one button."""
    found = queries.notice_for(request.user, pk)
    return page(request, "notices/notice.html", _shown(request, found, AnswerForm()))


def _shown(request: UserRequest, found: Any, form: AnswerForm) -> dict[str, Any]:
    own = queries.own_place(request.user, found)
    register = registers.find(found.register)
    waits = own and own.done_at is None and found.withdrawn_at is None and request.user.may_write
    return {
        "notice": found,
        "own": own,
        "files": files_of(found),
        "answers": queries.answers(request.user, found),
        "due": due_words(found.due_on) if found.withdrawn_at is None else "",
        "may_answer": waits and found.due_on,
        "may_put_away": waits and not found.due_on,
        "may_withdraw": request.user.looks_after and covers(request.user, found.unit_id) and not found.withdrawn_at,
        "register": register if register and register.write else None,
        "form": form,
    }


@require_POST
@may_write
def answer(request: UserRequest, pk: int) -> HttpResponse:
    """办好了 to a task, 知道了 to a notice; both lead back to 今天."""
    found = queries.notice_for(request.user, pk)
    own = queries.own_place(request.user, found)
    if own is None or found.withdrawn_at is not None:
        raise Http404
    form = AnswerForm(request.POST)
    if found.due_on is None:
        services.put_away(found, by=request.user)
    elif form.submit(lambda said: services.answer(own, said=said, by=request.user)):
        messages.success(request, _("记下了：“%(title)s”办好了。") % {"title": found})
    else:
        return page(request, "notices/notice.html", _shown(request, found, form))
    return redirect("today")


@may_look_after
def withdraw(request: UserRequest, pk: int) -> HttpResponse:
    found = queries.sent_notice(request.user, pk)
    form = WithdrawForm(request.POST or None)
    if form.submit(lambda reason: services.withdraw(found, reason=reason, by=request.user)):
        messages.success(request, _("收回了。下面的单位不用再办。"))
        return redirect("notice", pk)
    return page(request, "notices/withdraw.html", {"notice": found, "form": form})
