"""List, record, form, void and undo of every register. Views fetch within scope and hand over to services."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import CharField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jinguo.common.dates import say_day
from jinguo.common.numbers import whole_number
from jinguo.extras.services import may_define
from jinguo.orgs.http import UserRequest, login_required, may_write
from jinguo.records import beside, history, queries, registers, same_event, services
from jinguo.records.describing import described
from jinguo.records.pages.fields import MOST
from jinguo.records.pages.forms import blank, form_class, repeated
from jinguo.records.pages.listing import Listing
from jinguo.records.pages.saved import announce, moving, steps, submit, unanswered
from jinguo.records.pages.showing import facts_of, people_of, tables_of
from jinguo.records.pages.stale import conflicts, row_conflicts
from jinguo.records.pages.words import filled_in
from jinguo.records.people.finding import typed
from jinguo.records.people.queries import living
from jinguo.records.registers import Register
from jinguo.records.veil import veiled
from jinguo.tables.wording import said
from jinguo.ui.pages import page


@login_required
def index(request: UserRequest) -> HttpResponse:
    """台账: every register, in its group."""
    groups: dict[str, list[Register]] = {}
    for register in registers.every():
        groups.setdefault(str(register.group), []).append(register)
    return page(request, "records/registers.html", {"groups": list(groups.items())})


@login_required
def list_page(request: UserRequest, slug: str) -> HttpResponse:
    register = _register(slug)
    listing = Listing(register, request.user, request.GET)
    may = bool(register.write) and request.user.may_write
    context = {"register": register, "listing": listing, "new_url": register.new_url if may else "", "may_write": may}
    context["may_define"] = bool(register.write) and may_define(request.user)
    return page(request, "records/list.html", context, part="rows")


@login_required
def suggest(request: UserRequest, slug: str) -> HttpResponse:
    """The records of this register that the user may name in another, for a typed search."""
    register, asked = _register(slug, door="suggest"), typed(request)
    found = queries.nameable(register, request.user)
    found = found.filter(queries.searched(register, request.user, asked)) if asked else found
    rows = veiled(found[:MOST], request.user)
    options = [(row.pk, register.name_of(row), register.hint_of(row)) for row in rows]
    return page(request, "ui/parts/options.html", {"options": options, "query": asked})


@login_required
def detail(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    register = _register(slug, door="detail")
    [record] = veiled([queries.record(register, request.user, pk)], request.user)
    context = {
        "register": register,
        "record": record,
        "name": register.name_of(record),
        "sentence": register.hint_of(record) if record.voided_at is None else "",
        "voided_on": said(record.voided_at),
        "facts": facts_of(register, record, request.user),
        "people": people_of(register, record, request.user),
        "tables": tables_of(register, record, request.user, request.GET.get("whole", "")),
        "numbers": queries.numbers_of(record, request.user),
        "uses": queries.told_by_others(register, record, request.user),
        "history": history.history_of(record, viewer=request.user),
        "may_change": queries.may_change(request.user, record) and record.voided_at is None,
    }
    return page(request, "records/detail.html", context)


@may_write
def create(request: UserRequest, slug: str) -> HttpResponse:
    """A new record, or with ?like= one filled in from an earlier one."""
    register = _register(slug, door="new")
    like = _liked(request, register)
    instance = repeated(register, like, request.user) if like else blank(register, request.user)
    initial = {} if like else filled_in(register, request.user) | _about(request, register)
    form: Any = form_class(register)(request.POST or None, user=request.user, instance=instance, initial=initial)
    alike = unanswered(register, form, request)
    if chosen := next((one for one in alike if str(one.pk) == request.POST.get("same")), None):
        return _same(register, chosen, request)
    taken, moved = (False, []) if alike else submit(register, form, request)
    if taken:
        announce(request, register, form.result, _("记下了。"), moved, undo=True)
        for keeper in beside.keepers:
            keeper.take(request, form.result)
        return redirect(register.url("detail", form.result.pk))
    like_day = getattr(like, register.day_field, None) if like and register.day_field else None
    context = {
        "like": like,
        "like_day": say_day(like_day) if like_day else "",
        "back_url": register.list_url,
        "draft": f"{slug}-new",
        "twins": [(one.pk, said(getattr(one, register.day_field)), described(register, one)) for one in alike],
        "is_new": True,
    }
    return _form_page(request, register, form, context)


@may_write
def edit(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    register = _register(slug, door="edit")
    stored, record = (queries.own_record(register, request.user, pk) for _copy in range(2))
    if record.voided_at is not None:
        raise Http404
    form: Any = form_class(register)(request.POST or None, user=request.user, instance=record)
    seen = whole_number(request.POST.get("version", "")) or stored.version
    taken, moved = submit(register, form, request, stored)
    if taken:
        announce(request, register, form.result, _("改好了。"), moved, undo=False)
        return redirect(register.url("detail", pk))
    context = {
        "conflicts": [*conflicts(record, stored, seen), *row_conflicts(form, stored, seen)],
        "version": stored.version,
        "back_url": register.url("detail", pk),
        "draft": f"{slug}-{pk}",
    }
    return _form_page(request, register, form, context)


@may_write
@require_POST
def effect(request: UserRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """记下后：… The record is really saved, the figures are measured, and all of it is taken back."""
    register = _register(slug)
    record = queries.own_record(register, request.user, pk) if pk else blank(register, request.user)
    form: Any = form_class(register)(request.POST, user=request.user, instance=record)
    with transaction.atomic():
        _taken, moved = submit(register, form, request)
        transaction.set_rollback(True)
    return page(request, "records/effect.html", {"steps": steps(register, moved)})


@may_write
def void(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """作废: says how many numbers it leaves, and asks why."""
    register = _register(slug, door="void")
    record = queries.own_record(register, request.user, pk)
    error, void_it = "", partial(services.void, record, reason=request.POST.get("reason", ""), by=request.user)
    if request.method == "POST":
        try:
            moved = moving(register, record, request.user, void_it)
        except ValidationError as refusal:
            error = " ".join(refusal.messages)
        else:
            announce(request, register, record, _("作废了。"), moved, undo=False)
            return redirect(register.url("detail", pk))
    context = {
        "register": register,
        "record": record,
        "name": register.name_of(*veiled([record], request.user)),
        "numbers": queries.numbers_of(record, request.user),
        "back_url": register.url("detail", pk),
        "error": error,
    }
    return page(request, "records/void.html", context)


@may_write
@require_POST
def undo(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """撤回 within ten minutes of writing down."""
    register = _register(slug, door="void")
    record = queries.own_record(register, request.user, pk)
    try:
        moved = moving(register, record, request.user, partial(services.undo, record, by=request.user))
    except ValidationError as refusal:
        announce(request, register, record, " ".join(refusal.messages), [], undo=False)
        return redirect(register.url("detail", pk))
    announce(request, register, record, _("撤回了。"), moved, undo=False)
    return redirect(register.list_url)


def _register(slug: str, *, door: str = "") -> Register:
    """The register of an address; where it has pages of its own, there are no generic ones but the list."""
    register = registers.find(slug)
    if register is None or (register.doors and door):
        raise Http404
    return register


def _liked(request: UserRequest, register: Register) -> Any:
    key = whole_number(request.GET.get("like", ""))
    return None if key is None else queries.record(register, request.user, key)


def _about(request: UserRequest, register: Register) -> dict[str, Any]:
    """Whom the new record is about, where the page that led here knows (?person=)."""
    key = whole_number(request.GET.get("person", ""))
    if key is None or "person" not in register.people:
        return {}
    return {"person": living(request.user).filter(pk=key).first()}


def _same(register: Register, record: Any, request: UserRequest) -> HttpResponse:
    """就是这一件: nothing is written down twice; her unit takes part in what another holds."""
    joined = same_event.join(register, record, request.user)
    said = _("这件事已经记着，%(unit)s算参与。") if joined else _("这件事已经记着，没有另记。")
    messages.success(request, said % {"unit": request.user.unit})
    return redirect(register.url("detail", record.pk))


def _form_page(request: UserRequest, register: Register, form: Any, context: dict[str, Any]) -> HttpResponse:
    # A reference that she may not see is not in her form.
    more = [*(form[name] for name in register.folded if name in form.fields), *form.extras()]
    drawn = {name for field in form.fields.values() for name in getattr(field, "inside", ())}
    drawn |= {field.name for field in more}
    sight = [field for field in form.visible_fields() if field.name not in drawn]
    effect = register.url("effect", form.instance.pk) if register.sums or register.headline else ""
    both = {"register": register, "form": form, "sight": sight, "more": more, "effect_url": effect, **context}
    about = register.title_column.name
    both["about"] = about if isinstance(form.fields.get(about), CharField) else ""
    status = 422 if form.is_bound and request.htmx else 200
    return page(request, "records/form.html", both, status=status)
