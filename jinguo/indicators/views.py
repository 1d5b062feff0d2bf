"""The figures page, and the page (or drawer) that opens a figure."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jinguo.common.dates import today
from jinguo.common.errors import BadInput
from jinguo.facts import family_of, get_kind, kinds_in
from jinguo.indicators import catalogue, coverage, explaining, queries, services
from jinguo.indicators.addresses import asked_period, asked_unit, figure_url, unit_text
from jinguo.indicators.compute import compute
from jinguo.indicators.discretion import parts_are_told
from jinguo.indicators.figures import Branch, Figure
from jinguo.indicators.measures import Derived, Indicator, Measure, When
from jinguo.indicators.opening import Cursor, open_figure
from jinguo.indicators.periods import Period
from jinguo.indicators.presenting import shown_groups, told_groups
from jinguo.indicators.sources import books_of, register_url
from jinguo.orgs.http import UserRequest, login_required, may_write
from jinguo.orgs.models import Unit, User
from jinguo.ui.pages import page


@login_required
def figures(request: UserRequest) -> HttpResponse:
    """指标: one measure, units × months, with a chart; any number opens."""
    measures = catalogue.every()
    unit = asked_unit(request, request.user)
    period = asked_period(request, Period.half_year(today()))
    measure = catalogue.find(request.GET.get("i", "")) or _first_shown(measures, unit, period)
    if measure is None:
        raise Http404
    periods = queries.usual_periods(today())
    table = queries.table(measure, unit, period)
    context = {
        "measures": measures,
        "measure": measure,
        "unit": unit,
        "units": [(unit_text(one), one) for one in queries.units_around(unit, request.user)],
        "period": period,
        "periods": periods if period in periods else [period, *periods],
        "table": table,
        "steps": [queries.step_label(step) for step in table.steps],
        "chart": table.chart(),
    }
    return page(request, "indicators/figures.html", context)


def _first_shown(measures: list[Measure], unit: Unit, period: Period) -> Measure | None:
    """What somebody sees who asks for nothing in particular: something that is done there month by month, if any is."""
    done = [one for one in measures if isinstance(one, Indicator) and one.when is When.DURING]
    units = coverage.units_recording(unit, period)

    def use(one: Indicator) -> tuple[bool, int]:
        return any(get_kind(kind).expected for kind in one.reads), max(units.get(kind, 0) for kind in one.reads)

    return max(done, key=use, default=next(iter(measures), None))


@login_required
def explained(request: UserRequest) -> HttpResponse:
    """每个数怎么来的: all measures by what they are about; with ?i= one of them in full."""
    if "i" not in request.GET:
        query = request.GET.get("q", "").strip()
        listed = {"query": query, "groups": explaining.grouped(query)}
        return page(request, "indicators/explained.html", listed, part="groups")
    measure = catalogue.find(request.GET["i"])
    if measure is None:
        raise Http404
    context = {"measure": measure, **_explanation(measure, request.user)}
    return page(request, "indicators/explanation.html", context)


def _explanation(measure: Measure, user: User) -> dict[str, Any]:
    period = Period.half_year(today())
    figures = compute([measure.code], unit=user.unit, periods=[period])
    parts = measure.parts(period) if isinstance(measure, Derived) else ()
    told: dict[str, Any] = {
        "figure": figures[measure.code, user.unit, period],
        "how": explaining.how(measure),
        "group": explaining.group_of(measure),
        "kinds": explaining.kind_labels(measure),
        "books": books_of(catalogue.kinds_of(measure)),
        "parts": [figures[code, user.unit, span] for code, span in parts],
        "related": list(explaining.related(measure)),
    }
    if isinstance(measure, Indicator):
        told |= {"asked": list(explaining.asked(measure)), "left_out": list(explaining.left_out(measure))}
    return told


@login_required
def figure_open(request: UserRequest) -> HttpResponse:
    """The records behind a figure: in the drawer, or as a page of its own."""
    measure = catalogue.find(request.GET.get("i", ""))
    if measure is None:
        raise Http404
    unit = asked_unit(request, request.user)
    period = asked_period(request, Period.half_year(today()))
    branch = Branch(unit.pk, own=request.GET.get("own") == "1")
    figures = compute([measure.code], unit=unit, periods=[period])
    figure = figures[measure.code, branch, period]
    context = {"figure": figure, "unit": unit, "period": period}
    if isinstance(measure, Indicator):
        context |= _listed(request, measure, figure)
        told = figure.confidential and not figure.own and parts_are_told(unit)
        context["told"] = list(told_groups(figures, measure, period)) if told else []
    elif isinstance(measure, Derived):
        context["parts"] = [figures[code, branch, span] for code, span in measure.parts(period)]
    part = "lines" if "after" in request.GET else None
    return page(request, "indicators/drawer.html" if request.htmx else "indicators/opened.html", context, part=part)


def _listed(request: UserRequest, indicator: Indicator, figure: Figure) -> dict[str, Any]:
    text = request.GET.get("after", "")
    try:
        after = Cursor.parse(text) if text else None
        opening = open_figure(
            indicator, unit=figure.unit, period=figure.period, viewer=request.user, own=figure.own, after=after
        )
    except BadInput as error:
        raise Http404 from error
    more = f"{figure_url(figure)}&{urlencode({'after': str(opening.after)})}" if opening.after else ""
    return {
        "opening": opening,
        "groups": list(shown_groups(opening, figure, after)),
        "agrees": opening.total == figure.value,
        "more_url": more,
        "register_url": register_url(figure, request.user),
        "nil_url": _nil_url(indicator, figure, request),
    }


def _nil_url(indicator: Indicator, figure: Figure, request: UserRequest) -> str:
    """Where her own unit says that there is none, if there is none."""
    is_hers = request.user.may_write and figure.unit == request.user.unit and not figure.confidential
    query = urlencode({"f": family_of(indicator.reads[0]), "p": str(figure.period)})
    return f"{reverse('nil')}?{query}" if is_hers and not figure.records else ""


@may_write
def nil(request: UserRequest) -> HttpResponse:
    """本期无: what her unit recorded in a period, of what it said that there is none, and what is open."""
    asked, refused = request.GET.get("f", ""), ""
    period = asked_period(request, Period.half_year(today()))
    if request.method == "POST":
        try:
            said = services.declare_nil(
                unit=request.user.unit, family=request.POST.get("f", ""),
                period=Period.parse(request.POST.get("p", "")), by=request.user,
            )  # fmt: skip
        except (ValidationError, BadInput) as refusal:
            refused = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        else:
            messages.success(
                request, _("记下了：%(period)s没有%(what)s。") % {"period": said.period.label(), "what": said.what}
            )
            return redirect(f"{reverse('nil')}?{urlencode({'p': str(said.period), 'f': said.family})}")
    periods = [one for one in queries.usual_periods(today()) if one.first <= today()]
    context = {
        "rows": coverage.nil_rows(request.user, period, asked if kinds_in(asked) else ""),
        "period": period,
        "periods": periods if period in periods else [period, *periods],
        "asked": asked,
        "refused": refused,
    }
    return page(request, "indicators/nil.html", context)


@may_write
@require_POST
def nil_take_back(request: UserRequest, pk: int) -> HttpResponse:
    """收回: she had forgotten something after all."""
    said = coverage.own_nil(request.user, pk)
    try:
        services.take_back_nil(said, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("收回了。"))
    return redirect(f"{reverse('nil')}?{urlencode({'p': str(said.period), 'f': said.family})}")
