"""The page that asks for what became of a record's rows."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jinguo.common.numbers import whole_number
from jinguo.later.forms import AT_ONCE, LaterForm
from jinguo.later.services import save_later
from jinguo.orgs.http import UserRequest, may_write
from jinguo.records import queries, registers
from jinguo.ui.pages import page


@may_write
def later(request: UserRequest, slug: str, pk: int, name: str) -> HttpResponse:
    register = registers.find(slug)
    part = register.part(name) if register else None
    if register is None or part is None or not part.later:
        raise Http404
    record = queries.own_record(register, request.user, pk)
    if record.voided_at is not None:
        raise Http404
    size = max(whole_number(request.GET.get("rows", "")) or 0, AT_ONCE)
    form = LaterForm(request.POST or None, part=part, record=record, user=request.user, size=size)
    back_url = register.url("detail", pk)
    seen = whole_number(request.POST.get("version", ""))
    if form.submit(save_later, by=request.user, expect_version=seen, save=register.save):
        messages.success(request, _("记下了。"))
        return redirect(back_url)
    context = {
        "form": form,
        "title": part.later_title,
        "name": register.name_of(record),
        "version": record.version,
        "back_url": back_url,
        "draft": "" if register.is_confidential else f"{slug}-{name}-{pk}",
    }
    return page(request, "later/later.html", context)
