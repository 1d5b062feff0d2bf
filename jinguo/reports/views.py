"""Report pages."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jinguo.common.dates import today
from jinguo.common.errors import BadInput
from jinguo.indicators import Period, catalogue
from jinguo.indicators.addresses import asked_period, asked_unit, unit_text
from jinguo.indicators.opening import Cursor
from jinguo.indicators.presenting import shown_groups
from jinguo.indicators.queries import units_around, usual_periods
from jinguo.orgs.http import UserRequest, login_required, may_write
from jinguo.reports import comparing, published, queries, services
from jinguo.reports.compose import Composition, composed
from jinguo.reports.differences import differences
from jinguo.reports.forms import ApproveForm, FreezeForm, ReportForm, ReturnForm, WordsForm
from jinguo.reports.frozen import Frozen
from jinguo.reports.models import Edition, Report
from jinguo.reports.pdf import as_pdf
from jinguo.reports.word import comparing as word_comparing
from jinguo.reports.word.writing import DOCX, as_word
from jinguo.ui.downloads import as_file, download
from jinguo.ui.nav import address
from jinguo.ui.pages import page

PDF = "application/pdf"


@login_required
def report_list(request: UserRequest) -> HttpResponse:
    return page(request, "reports/list.html", {"reports": queries.reports(request.user)})


@login_required
def report_detail(request: UserRequest, pk: int) -> HttpResponse:
    """A draft with the figures of now; of a frozen report the newest edition, or the one that `?v=` asks for."""
    report = _report(request, pk)
    context = {"report": report, "write_url": address("write"), "may_freeze": services.may_freeze(request.user, report)}
    edition = queries.edition(report, request.GET.get("v", ""))
    if edition is not None:
        frozen = Frozen(edition)
        context |= {"edition": edition, "frozen": frozen, "composition": frozen.composition}
        context |= {"is_newest": edition == report.newest, "may_approve": services.may_approve(request.user, edition)}
        return page(request, "reports/report.html", context)
    context["may_edit"] = services.may_edit_words(request.user)
    try:
        context["composition"] = composed(report, viewer=request.user)
    except BadInput as bad:
        context["trouble"] = str(bad)
    return page(request, "reports/report.html", context)


@login_required
def report_figure(request: UserRequest, pk: int) -> HttpResponse:
    """A number of a frozen report, opened: what changed since, and the records as they were."""
    edition = queries.edition(_report(request, pk), request.GET.get("v", ""))
    query = urlencode({name: request.GET[name] for name in ("i", "u", "p", "own") if name in request.GET})
    if edition is None or query not in edition.content["figures"]:
        raise Http404
    frozen = Frozen(edition)
    context = {"edition": edition, "figure": frozen.figure(query), "notes": frozen.remarks(query)}
    context |= {"parts": frozen.parts(query), "differences": differences(frozen, query, request.user)}
    context |= _listed(request, frozen, query)
    part = "lines" if "after" in request.GET else None
    template = "reports/figure.html" if request.htmx else "reports/figure_page.html"
    return page(request, template, context, part=part)


def _listed(request: UserRequest, frozen: Frozen, query: str) -> dict[str, Any]:
    text = request.GET.get("after", "")
    try:
        after = Cursor.parse(text) if text else None
    except BadInput as error:
        raise Http404 from error
    opening = frozen.opening(query, request.user, after)
    if opening is None:
        return {}
    figure = frozen.figure(query)
    return {
        "opening": opening,
        "groups": list(shown_groups(opening, figure, after)),
        "agrees": opening.total == figure.value,
        "more_url": f"{figure.url}&{urlencode({'after': str(opening.after)})}" if opening.after else "",
    }


@login_required
@download
def report_docx(request: UserRequest, pk: int) -> HttpResponse:
    """存成 Word."""
    report, edition, composition = _read(request, pk)
    site = request.build_absolute_uri("/")
    data = as_word(report, edition, composition, site=site, demo=settings.JINGUO_DEMO)
    return as_file(data, f"{composition.title}.docx", DOCX)


@login_required
@download
def report_pdf(request: UserRequest, pk: int) -> HttpResponse:
    """存成 PDF."""
    _report, edition, composition = _read(request, pk)
    data = as_pdf(edition, composition, site=request.build_absolute_uri("/"), demo=settings.JINGUO_DEMO)
    return as_file(data, f"{composition.title}.pdf", PDF)


def _read(request: UserRequest, pk: int) -> tuple[Report, Edition | None, Composition]:
    """The report as its page shows it. 404 while its text can't be understood: the page says why."""
    report = _report(request, pk)
    edition = queries.edition(report, request.GET.get("v", ""))
    try:
        return report, edition, Frozen(edition).composition if edition else composed(report, viewer=request.user)
    except BadInput as bad:
        raise Http404(str(bad)) from bad


@may_write
def report_freeze(request: UserRequest, pk: int) -> HttpResponse:
    """定稿; of a report that is frozen already 更正."""
    report = _report(request, pk)
    if not services.may_freeze(request.user, report):
        raise PermissionDenied
    before = report.newest
    form = FreezeForm(
        request.POST or None, correcting=before is not None, initial={"preparer": request.user.display_name}
    )
    if form.submit(services.freeze, report=report, by=request.user):
        messages.success(request, _("定稿了。以后记录再改，会标在数的旁边。"))
        return redirect("report", pk=pk)
    context: dict[str, Any] = {"report": report, "form": form, "before": before}
    if before is not None:
        context["changed"] = Frozen(before).changed
    try:
        context["composition"] = composed(report, viewer=request.user)
    except BadInput as bad:
        context["trouble"] = str(bad)
    return page(request, "reports/freeze.html", context)


@may_write
def report_approve(request: UserRequest, pk: int) -> HttpResponse:
    """审核: the newest edition is signed and locked."""
    report, edition = _to_sign(request, pk)
    form = ApproveForm(request.POST or None, initial={"reviewer": request.user.display_name})
    if form.submit(services.approve, edition=edition, by=request.user):
        messages.success(request, _("签好了，报告锁定了。"))
        return redirect("report", pk=pk)
    context = {"report": report, "edition": edition, "form": form, "frozen": Frozen(edition)}
    return page(request, "reports/approve.html", context)


@may_write
def report_return(request: UserRequest, pk: int) -> HttpResponse:
    """退回: the newest edition goes back to whoever prepared it."""
    report, edition = _to_sign(request, pk)
    form = ReturnForm(request.POST or None)
    if form.submit(services.send_back, edition=edition, by=request.user):
        messages.success(request, _("退回了，%(who)s会看到您写的理由。") % {"who": edition.preparer})
        return redirect("report", pk=pk)
    return page(request, "reports/return.html", {"report": report, "edition": edition, "form": form})


def _to_sign(request: UserRequest, pk: int) -> tuple[Report, Edition]:
    """A report with its newest edition, for whoever may sign that; on signing the one that her page showed.

    404 while it is a draft, PermissionDenied where it was corrected meanwhile: she hasn't seen what she would sign.
    """
    report = _report(request, pk)
    edition = queries.edition(report, request.POST.get("v", ""))
    if edition is None:
        raise Http404
    if not services.may_approve(request.user, edition):
        raise PermissionDenied
    return report, edition


@login_required
def compare_units(request: UserRequest) -> HttpResponse:
    """比一比: the units below side by side in two periods; and her own unit among its equals, who stay unnamed."""
    comparison = _compared(request)
    periods = usual_periods(today())
    context = {
        "comparison": comparison,
        "measures": catalogue.every(),
        "periods": list(dict.fromkeys([*periods, comparison.period, comparison.other])),
        "units": [(unit_text(one), one) for one in units_around(comparison.unit, request.user)],
        "chart": comparison.chart(),
        "alike": comparing.alike(comparison.measure, request.user.unit, comparison.period),
        "query": request.GET.urlencode(),
        "may_publish": published.may_publish(request.user, comparison),
        "published": published.published(request.user),
    }
    return page(request, "reports/compare.html", context)


@login_required
@download
def compare_docx(request: UserRequest) -> HttpResponse:
    comparison = _compared(request)
    data = word_comparing.as_word(comparison, site=request.build_absolute_uri("/"), demo=settings.JINGUO_DEMO)
    return as_file(data, _("%(what)s对比.docx") % {"what": comparison.measure.label}, DOCX)


@may_write
def compare_publish(request: UserRequest) -> HttpResponse:
    """公布: the units below may see this comparison as it is now."""
    comparison = _compared(request)
    if not published.may_publish(request.user, comparison):
        raise PermissionDenied
    if request.method == "POST":
        made = published.publish(comparison, by=request.user)
        messages.success(request, _("公布了，下面的单位现在看得到。"))
        return redirect("published", pk=made.pk)
    context = {"comparison": comparison, "query": request.GET.urlencode()}
    return page(request, "reports/publish.html", context)


@login_required
@require_safe
def published_detail(request: UserRequest, pk: int) -> HttpResponse:
    publication = get_object_or_404(published.published(request.user), pk=pk)
    is_own = request.user.may_write and request.user.unit_id == publication.unit_id
    context = {"publication": publication, "kept": publication.content, "is_own": is_own}
    return page(request, "reports/published.html", context)


@may_write
@require_POST
def published_take_back(request: UserRequest, pk: int) -> HttpResponse:
    publication = get_object_or_404(published.published(request.user), pk=pk)
    published.take_back(publication, by=request.user)
    messages.success(request, _("收回了，下面的单位看不到了。"))
    return redirect("compare")


def _compared(request: UserRequest) -> comparing.Comparison:
    code = request.GET.get("i", "")
    measure = catalogue.find(code) if code else next(iter(catalogue.every()), None)
    if measure is None:
        raise Http404
    period = asked_period(request, Period.half_year(today()))
    other = asked_period(request, period.year_before(), "q")
    return comparing.compare(measure, asked_unit(request, request.user), period, other)


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
    report = _report(request, pk)
    if not services.may_edit_words(request.user):
        raise PermissionDenied
    form = WordsForm(request.POST or None, template=report.template)
    if form.submit(services.change_words, template=report.template, by=request.user):
        return redirect(reverse("report", args=[report.pk]))
    return page(request, "reports/words.html", {"form": form, "report": report})


def _report(request: UserRequest, pk: int) -> Report:
    return get_object_or_404(queries.reports(request.user), pk=pk)
