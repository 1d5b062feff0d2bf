"""培训后怎么样了: what the generic pages of a register don't have."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jinguo.lines.training import services
from jinguo.lines.training.forms import OutcomesForm
from jinguo.lines.training.registers import SESSIONS
from jinguo.orgs.http import UserRequest, may_write
from jinguo.records.queries import own_record
from jinguo.ui.pages import page


@may_write
def outcomes(request: UserRequest, pk: int) -> HttpResponse:
    """For the whole roster in one go."""
    session = own_record(SESSIONS, request.user, pk)
    form = OutcomesForm(request.POST or None, session=session, user=request.user)
    back_url = SESSIONS.url("detail", pk)
    if form.submit(services.save_outcomes, by=request.user):
        messages.success(request, _("记下了。"))
        return redirect(back_url)
    return page(request, "training/outcomes.html", {"form": form, "session": session, "back_url": back_url})
