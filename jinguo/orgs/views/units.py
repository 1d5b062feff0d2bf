"""Units: looking at the tree a level at a time, and what administrators change in it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.orgs import queries, services
from jinguo.orgs.finding import in_full, units_like
from jinguo.orgs.forms import ChangeForm, MergeForm, MoveForm, NewUnitForm, RenameForm, SplitForm
from jinguo.orgs.http import UserRequest, first_rows, login_required, may_administer
from jinguo.orgs.models import Unit
from jinguo.orgs.scope import covers
from jinguo.orgs.tree import children_on, parent_on
from jinguo.ui.forms import JgForm
from jinguo.ui.pages import page

Words = str | Promise


@dataclass(frozen=True)
class Change:
    """One thing that can be done to a unit: its form, its service and its words."""

    title: Words
    sentence: Words
    button: Words
    done: Words
    form: Callable[..., JgForm]
    service: Callable[..., Unit]
    subject: str = "unit"


CHANGES = {
    "rename": Change(
        title=_("改名"),
        sentence=_("以前的报告还用以前的名称。"),
        button=_("改名"),
        done=_("记下了。现在叫“%(unit)s”。"),
        form=RenameForm,
        service=services.rename_unit,
    ),
    "move": Change(
        title=_("移到别的上级"),
        sentence=_("它和它下面的单位一起移过去。以前的数还算在原来的上级。"),
        button=_("移过去"),
        done=_("记下了。“%(unit)s”移过去了。"),
        form=MoveForm,
        service=services.move_unit,
    ),
    "merge": Change(
        title=_("并入别的单位"),
        sentence=_("它的下级归到新单位。它以前的数不变。"),
        button=_("并过去"),
        done=_("记下了。“%(unit)s”并过去了。"),
        form=MergeForm,
        service=services.merge_unit,
    ),
    "split": Change(
        title=_("分出新单位"),
        sentence=_("新单位和它并排，从那一天起算。它以前的数不变；人在下一步分过去。"),
        button=_("分出去"),
        done=_("记下了。分出了“%(unit)s”。"),
        form=SplitForm,
        service=services.split_unit,
    ),
    "close": Change(
        title=_("撤销"),
        sentence=_("撤销以后不再记新的事。以前的记录和数都还在。"),
        button=_("撤销"),
        done=_("记下了。“%(unit)s”撤销了。"),
        form=ChangeForm,
        service=services.close_unit,
    ),
    "new": Change(
        title=_("新设下级单位"),
        sentence=_("从填的那一天起算。"),
        button=_("新设"),
        done=_("记下了。新设了“%(unit)s”。"),
        form=NewUnitForm,
        service=services.create_unit,
        subject="parent",
    ),
}


@login_required
def units(request: UserRequest) -> HttpResponse:
    """One's own unit: where looking begins."""
    return unit(request, request.user.unit_id)


@login_required
def unit(request: UserRequest, pk: int) -> HttpResponse:
    """A unit with what stands below it and what became of it. `q` searches the user's whole branch."""
    found = queries.unit_for(request.user, pk)
    above = parent_on(found, today())
    children = children_on(found, today()).open_on(today())
    query = request.GET.get("q", "").strip()
    context = {
        "unit": found,
        "parent": above if above and covers(request.user, above) else None,
        "query": query,
        "results": _described(queries.units_named_like(request.user, query)) if query else [],
        "total": children.count(),
        "changes": queries.history_of(found),
        "split": queries.split_off(found),
    }
    return page(request, "orgs/unit.html", context | first_rows(request, children), part="children")


@may_administer
def change_unit(request: UserRequest, pk: int, what: str) -> HttpResponse:
    """The form of one change. Raises Http404 for a change that there isn't."""
    subject = queries.unit_for(request.user, pk)
    change = CHANGES.get(what)
    if change is None or (subject.closed_on and what != "rename"):
        raise Http404
    form = change.form(request.POST or None, user=request.user, subject=subject)
    if form.submit(change.service, by=request.user, **{change.subject: subject}):
        messages.success(request, change.done % {"unit": form.result})
        return redirect("unit", form.result.pk)
    return page(request, "orgs/unit_change.html", {"unit": subject, "change": change, "form": form})


@login_required
def suggest(request: UserRequest) -> HttpResponse:
    """Up to ten units for the typed search."""
    query = request.GET.get("q", "").strip()
    options = _described(queries.units_named_like(request.user, query)) if query else []
    return page(request, "ui/parts/options.html", {"options": options, "query": query})


@login_required
def known(request: UserRequest) -> HttpResponse:
    """Up to ten units of the whole country: that a unit is there is no secret, what it did is."""
    query = request.GET.get("q", "").strip()
    found = in_full(units_like(query, near=request.user.unit)) if query else []
    options = [(one.in_full, one.label, one.hint) for one in found]
    return page(request, "ui/parts/options.html", {"options": options, "query": query})


def _described(found: list[Unit]) -> list[tuple[int, str, str]]:
    return queries.described(found, today())
