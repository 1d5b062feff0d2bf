"""Reading a frozen report back: its own words and figures, and the lists behind them as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.urls import reverse

from jinguo.facts import Evidence
from jinguo.indicators import Count, Distinct, Greatest, Least, Mean, Measure, Period, Stated, Sum
from jinguo.indicators.figures import Figure, FrozenFigure
from jinguo.indicators.opening import PAGE, Cursor, Group, Line, Opening, described
from jinguo.orgs.models import Unit, User
from jinguo.reports.comparing import Comparison, Row
from jinguo.reports.compose import Composition
from jinguo.reports.models import Edition
from jinguo.reports.pieces import Chart, Gap, Number, Promise
from jinguo.reports.snapshot import Wanted, figures_of
from jinguo.reports.text import Paragraph, Piece, Words

COUNTS: Mapping[str, Any] = {one.__name__: one for one in (Count, Sum, Least, Greatest, Mean, Stated, Distinct)}


class Frozen:
    """An edition as pages, print and files read it. Its figures know what they would be today."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.content: Mapping[str, Any] = edition.content

    @cached_property
    def composition(self) -> Composition:
        paragraphs = [
            Paragraph(one["level"], tuple(self._piece(*piece) for piece in one["pieces"]))
            for one in self.content["paragraphs"]
        ]
        gaps = [piece for one in paragraphs for piece in one.pieces if isinstance(piece, Gap)]
        remarks = [(text, [self.figure(query) for query in about]) for text, about in self.content["remarks"]]
        return Composition(self.content["title"], self.content["dated"], paragraphs, gaps, remarks)

    @cached_property
    def changed(self) -> list[FrozenFigure]:
        """The figures of the text that would read otherwise today, each once."""
        pieces = [piece for one in self.content["paragraphs"] for piece in one["pieces"]]
        shown = {piece[1] for piece in pieces if piece[0] == "number"}
        shown |= {piece[2]["whole"][1] for piece in pieces if piece[0] == "chart"}
        figures = (self.figure(query) for query in self.content["figures"] if query in shown)
        return [figure for figure in figures if figure.has_changed]

    def figure(self, query: str, said: str | None = None) -> FrozenFigure:
        """A figure of the edition, worded as the text has it (`said`) or exactly. KeyError if it has none so named."""
        kept = self.content["figures"][query]
        pk, name, code = kept["unit"]
        return FrozenFigure(
            measure=Measure(code=kept["code"], label=kept["label"], measure_word=kept["word"], reading=kept["reading"]),
            unit=Unit(pk=pk, name=name, code=code),
            own=kept["own"],
            period=Period.parse(kept["period"]),
            value=None if kept["value"] is None else Decimal(kept["value"]),
            few=kept["few"],
            at_least=kept.get("at_least", False),
            confidential=kept["confidential"],
            records=kept["records"],
            evidence={Evidence(one): number for one, number in kept["evidence"].items()},
            undistinguished=kept["undistinguished"],
            said=kept["said"] if said is None else said,
            url=f"{reverse('report-figure', args=[self.edition.report_id])}?v={self.edition.number}&{query}",
            now=self._today.get(_wanted(kept)),
        )

    def parts(self, query: str) -> list[FrozenFigure]:
        """The figures that it was worked out from."""
        kept = self.content["figures"][query]
        named = {_wanted(one): name for name, one in self.content["figures"].items()}
        parts = ({**kept, "code": code, "period": span} for code, span in kept.get("parts", ()))
        return [self.figure(named[_wanted(one)]) for one in parts]

    def remarks(self, query: str) -> list[str]:
        """What had to be said beside a figure."""
        return [text for text, about in self.content["remarks"] if query in about]

    def lines(self, query: str) -> list[Line]:
        """The list behind a figure: ids, days and weights of all its records; none for one that was worked out."""
        kept = self.edition.lists.filter(figure=query).values_list("lines", flat=True).first()
        return [
            Line(child, date.fromisoformat(day), source, record, times, Decimal(weight))
            for child, day, source, record, times, weight in kept or ()
        ]

    def opening(self, query: str, viewer: User, after: Cursor | None) -> Opening | None:
        """A page of that list, described as far as the viewer may see it today; None where none is kept."""
        kept, lines = self.content["figures"][query], self.lines(query)
        if "counts" not in kept or kept["confidential"]:
            return None
        start = 1 + next((n for n, one in enumerate(lines) if one.cursor == after), -1)
        page, beyond = lines[start : start + PAGE], lines[start + PAGE :]
        name, options = kept["counts"]
        opening = Opening(COUNTS[name](**options), page, self._groups(kept, lines), page[-1].cursor if beyond else None)
        return replace(opening, lines=described(opening, tuple(kept["kinds"]), viewer))

    def _groups(self, kept: Mapping[str, Any], lines: Sequence[Line]) -> dict[str, Group]:
        return {child: self._group(child, kept, list(some)) for child, some in groupby(lines, key=attrgetter("child"))}

    def _group(self, child: str, kept: Mapping[str, Any], lines: Sequence[Line]) -> Group:
        pk, name, code = self.content["places"].get(child, kept["unit"])
        weights = [line.weight for line in lines]
        return Group(
            unit=Unit(pk=pk, name=name, code=code),
            own=child in kept["own_paths"],
            lines=len(lines),
            times=sum(line.times for line in lines),
            total=sum(weights, Decimal(0)),
            least=min(weights),
            greatest=max(weights),
        )

    def _piece(self, kind: str, *kept: Any) -> Piece:
        match kind:
            case "number":
                query, style, said = kept
                return Number(self.figure(query, said), style)
            case "gap":
                return Gap(*kept)
            case "chart":
                place, drawn = kept
                return Chart(place, self._comparison(**drawn))
            case "promise":
                return Promise(*kept)
        return Words(*kept)

    def _comparison(self, kind: str, rows: Sequence[Sequence[str]], whole: Sequence[str]) -> Comparison:
        def row(name: str, now: str, before: str) -> Row:
            return Row(name, self.figure(now), self.figure(before))

        last = row(*whole)
        return Comparison(
            last.now.measure,
            last.now.unit,
            last.now.period,
            last.before.period,
            [row(*one) for one in rows],
            last,
            kind,
        )

    @cached_property
    def _today(self) -> dict[Wanted, Figure]:
        return figures_of(_wanted(kept) for kept in self.content["figures"].values())


def _wanted(kept: Mapping[str, Any]) -> Wanted:
    return Wanted(kept["code"], kept["unit"][0], kept["own"], Period.parse(kept["period"]))
