"""Report pages."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from jinguo.common.errors import BadInput
from jinguo.orgs.http import UserRequest, login_required
from jinguo.reports import queries, services
from jinguo.reports.compose import composed
from jinguo.reports.forms import ReportForm, WordsForm
from jinguo.ui.nav import address
from jinguo.ui.pages import page


@login_required
def report_list(request: UserRequest) -> HttpResponse:
    return page(request, "reports/list.html", {"reports": queries.reports(request.user)})


@login_required
def report_detail(request: UserRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(queries.reports(request.user), pk=pk)
    context = {"report": report, "write_url": address("write"), "may_edit": services.may_edit_words(request.user)}
    try:
        context["composition"] = composed(report, viewer=request.user)
    except BadInput as bad:
        context["trouble"] = str(bad)
    return page(request, "reports/report.html", context)


@login_required
def report_new(request: UserRequest) -> HttpResponse:
    if not request.user.may_write:
        raise PermissionDenied
    form = ReportForm(request.POST or None)
    if form.submit(services.write_report, unit=request.user.unit, by=request.user):
        return redirect("report", pk=form.result.pk)
    return page(request, "reports/new.html", {"form": form})


@login_required
def words_edit(request: UserRequest, pk: int) -> HttpResponse:
    """The words of the template behind a report; they serve every report of its kind."""
    report = get_object_or_404(queries.reports(request.user), pk=pk)
    if not services.may_edit_words(request.user):
        raise PermissionDenied
    form = WordsForm(request.POST or None, template=report.template)
    if form.submit(services.change_words, template=report.template, by=request.user):
        return redirect(reverse("report", args=[report.pk]))
    return page(request, "reports/words.html", {"form": form, "report": report})
