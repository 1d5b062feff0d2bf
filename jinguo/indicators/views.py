"""The figures page, and the page (or drawer) that opens a figure."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse

from jinguo.common.dates import today
from jinguo.common.errors import BadInput
from jinguo.indicators import catalogue, queries
from jinguo.indicators.addresses import asked_period, asked_unit, figure_url, unit_text
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Branch, Figure
from jinguo.indicators.measures import Derived, Indicator
from jinguo.indicators.opening import Cursor, open_figure
from jinguo.indicators.periods import Period
from jinguo.indicators.presenting import shown_groups
from jinguo.indicators.sources import register_url
from jinguo.orgs.http import UserRequest, login_required
from jinguo.ui.pages import page


@login_required
def figures(request: UserRequest) -> HttpResponse:
    """指标: one measure, units × months, with a chart; any number opens."""
    measures = catalogue.every()
    measure = catalogue.find(request.GET.get("i", "")) or (measures[0] if measures else None)
    if measure is None:
        raise Http404
    unit = asked_unit(request, request.user)
    period = asked_period(request, Period.half_year(today()))
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
    }
