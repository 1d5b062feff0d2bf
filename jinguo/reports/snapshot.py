"""What is kept of a report when it is frozen: words, figures, rules and tree as plain data.

A figure is named by the query under which it opens (`i=training.sessions&u=330226&p=2008H1`).
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import override

from jinguo.indicators import Indicator, Period, catalogue, explaining
from jinguo.indicators.addresses import figure_query
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Branch, Figure
from jinguo.indicators.measures import Derived, digest
from jinguo.indicators.opening import Line, listed
from jinguo.orgs.models import Unit
from jinguo.orgs.tree import branch_on, directly_below, names_on, placements_of
from jinguo.reports.comparing import Comparison, Row
from jinguo.reports.compose import Composition
from jinguo.reports.models import Report
from jinguo.reports.pieces import Chart, Gap, Number, Promise
from jinguo.reports.text import Paragraph, Piece

Content = dict[str, Any]


class Wanted(NamedTuple):
    """A figure that is asked for: of a unit's branch, or with `own` of the unit's own work."""

    code: str
    unit: int
    own: bool
    period: Period


def taken(report: Report, composition: Composition) -> tuple[Content, dict[str, list[list[Any]]]]:
    """What is kept of a report, and by figure the list of records behind it; of confidential kinds only the figure."""
    with override(settings.LANGUAGE_CODE):
        about = [one for _text, figures in composition.remarks for one in figures]
        drawn = [one for chart in composition.charts for one in chart.comparison.figures]
        figures = with_parts([*(number.figure for number in composition.numbers), *drawn, *about])
        content = {
            "title": composition.title,
            "unit": report.unit.name,
            "dated": composition.dated,
            "paragraphs": [_paragraph(one) for one in composition.paragraphs],
            "figures": {query: _figure(one) for query, one in figures.items()},
            "remarks": [[text, [figure_query(one) for one in about]] for text, about in composition.remarks],
            "places": _places(report),
        }
        lists = {query: _lines(one) for query, one in figures.items() if not one.confidential}
    return content, {query: lines for query, lines in lists.items() if lines}


def with_parts(figures: Iterable[Figure]) -> dict[str, Figure]:
    """The figures, and those that they are worked out from, by their query."""
    found: dict[str, Figure] = {}
    while figures := [one for one in figures if figure_query(one) not in found]:
        found |= {figure_query(one): one for one in figures}
        figures = figures_of(
            Wanted(code, one.unit.pk, one.own, span)
            for one in figures
            if isinstance(one.measure, Derived)
            for code, span in one.measure.parts(one.period)
        ).values()
    return found


def figures_of(wanted: Iterable[Wanted]) -> dict[Wanted, Figure]:
    """These figures as they are now, one computation a unit; those that nobody counts any more are left out."""
    known = [one for one in wanted if catalogue.find(one.code)]
    units = Unit.objects.in_bulk({one.unit for one in known})
    found: dict[Wanted, Figure] = {}
    for pk, unit in units.items():
        of_unit = [one for one in known if one.unit == pk]
        figures = compute({one.code for one in of_unit}, unit=unit, periods={one.period for one in of_unit})
        found |= {one: figures[one.code, Branch(pk, own=one.own), one.period] for one in of_unit}
    return found


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"level": paragraph.level, "pieces": [_piece(piece) for piece in paragraph.pieces]}


def _piece(piece: Piece) -> list[Any]:
    match piece:
        case Number(figure, style):
            return ["number", figure_query(figure), style, figure.wording(style)]
        case Gap(place, what):
            return ["gap", place, what]
        case Chart(place, comparison):
            return ["chart", place, _comparison(comparison)]
        case Promise():
            return ["promise", piece.wording, piece.url]
    return ["words", piece.text, piece.typed]


def _comparison(comparison: Comparison) -> dict[str, Any]:
    def row(one: Row) -> list[str]:
        return [one.name, figure_query(one.now), figure_query(one.before)]

    rows, whole = [row(one) for one in comparison.rows], row(comparison.whole)
    return {"kind": comparison.kind, "rows": rows, "whole": whole}


def _figure(figure: Figure) -> dict[str, Any]:
    measure = figure.measure
    kept = {
        "code": measure.code,
        "label": str(measure.label),
        "word": str(measure.measure_word),
        "reading": str(measure.reading),
        "how": explaining.how(measure),
        "digest": digest(measure),
        "value": None if figure.value is None else str(figure.value),
        "said": figure.wording(),
        "few": figure.few,
        "at_least": figure.at_least,
        "confidential": figure.confidential,
        "unit": [figure.unit.pk, figure.unit.name, figure.unit.code],
        "own": figure.own,
        "period": str(figure.period),
        "records": figure.records,
        "evidence": {evidence.value: number for evidence, number in figure.evidence.items()},
        "undistinguished": figure.undistinguished,
    }
    if isinstance(measure, Indicator):
        own = [placement.path for placement in placements_of(figure.unit)]
        counts = [type(measure.counts).__name__, asdict(measure.counts)]
        return kept | {"own_paths": own, "counts": counts, "kinds": list(measure.reads)}
    parts = measure.parts(figure.period) if isinstance(measure, Derived) else ()
    return kept | {"parts": [[code, str(span)] for code, span in parts]}


def _lines(figure: Figure) -> list[list[Any]]:
    if not isinstance(figure.measure, Indicator):
        return []
    opening = listed(figure.measure, unit=figure.unit, period=figure.period, own=figure.own)
    return [packed(line) for line in opening.lines]


def packed(line: Line) -> list[Any]:
    return [line.child, line.day.isoformat(), line.source, line.record, line.times, str(line.weight)]


def _places(report: Report) -> dict[str, list[Any]]:
    """The tree of the report's last day: path → id, name and code; with where units directly below stood before."""
    below = directly_below(placement.path for placement in placements_of(report.unit))
    standing = [*below, *branch_on(report.unit, report.last).select_related("unit")]
    names = names_on({placement.unit_id for placement in standing}, report.last)
    return {one.path: [one.unit_id, names[one.unit_id], one.unit.code] for one in standing}
