"""Figures for other programs: read, and opened down to their records, as far as the token's user may see them."""

from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.errors import ValidationError

from jinguo.common.errors import BadInput
from jinguo.indicators import Period, UnknownMeasure, catalogue, explaining
from jinguo.indicators.addresses import unit_at
from jinguo.indicators.compute import compute
from jinguo.indicators.measures import Indicator
from jinguo.indicators.opening import Cursor, open_figure
from jinguo.indicators.presenting import as_json, line_as_json
from jinguo.orgs.http import UserRequest

router = Router(tags=["figures"])
NO_CODES: list[str] = []


@router.get("/figures", summary="Figures of a unit with everything below it")
def figures(
    request: UserRequest, unit: str, period: str, indicator: Annotated[list[str], Query()] = NO_CODES
) -> list[Any]:
    """`unit`: division code without trailing zeros, or our id. `period`: 2026, 2026H2, 2026-06-01..2026-11-30."""
    asked, span = unit_at(unit, request.user), _period(period)
    codes = indicator or [measure.code for measure in catalogue.every()]
    try:
        found = compute(codes, unit=asked, periods=[span])
    except UnknownMeasure as error:
        raise Http404 from error
    return [as_json(found[code, asked, span]) for code in codes]


@router.get("/indicators", summary="Every indicator, and what it means")
def indicators(request: UserRequest) -> list[Any]:
    """`code` is what /figures asks with; `how`, `asked` and `left_out` say in words what is counted."""
    return [explaining.as_json(measure) for measure in catalogue.every()]


@router.get("/figures/open", summary="The records behind a figure, page by page")
def opened(request: UserRequest, unit: str, period: str, indicator: str, after: str = "") -> dict[str, Any]:
    """`after`: what the page before gave as `after`. A derived measure is opened through its parts instead."""
    asked, span = unit_at(unit, request.user), _period(period)
    measure = catalogue.find(indicator)
    if not isinstance(measure, Indicator):
        raise Http404
    try:
        cursor = Cursor.parse(after) if after else None
        opening = open_figure(measure, unit=asked, period=span, viewer=request.user, after=cursor)
    except BadInput as error:
        raise Http404 from error
    return {
        "total": None if opening.total is None else str(opening.total),
        "count": opening.count,
        "lines": [line_as_json(line) for line in opening.lines],
        "after": str(opening.after) if opening.after else None,
    }


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except BadInput as error:
        raise ValidationError([{"loc": ["query", "period"], "msg": str(error)}]) from error
