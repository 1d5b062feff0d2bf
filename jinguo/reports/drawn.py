"""Paragraphs that are drawn up from what is on file: what fell behind, what goes on, which lines of work there were."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any

from django.utils.translation import gettext as _

from jinguo.common.numbers import numeral
from jinguo.orgs.models import Unit
from jinguo.records.models import Programme
from jinguo.reports import queries
from jinguo.reports.pieces import Block, Number, Pieces
from jinguo.reports.sections import SECTION, LineName
from jinguo.reports.text import Paragraph, Piece, Words
from jinguo.reports.voice import Voice

MOST_COUNTED, MOST_FALLS, MOST_SILENT, MOST_NAMED = 10, 5, 3, 5


def functions(voice: Voice, unspoken: Iterable[Programme]) -> dict[str, Callable[..., Any]]:
    """What a text may call for whole paragraphs. `unspoken`: the year's programmes that it doesn't speak of itself."""
    return {
        "lines": lambda: _lines(voice, unspoken),
        "shortcomings": lambda: _shortcomings(voice),
        "next_steps": lambda: _next_steps(voice),
    }


def _shortcomings(voice: Voice) -> Block:
    """一是…二是…: figures below last year's, targets not reached, units without records."""
    found = [*_falls(voice), *_missed(voice), *_silent(voice)]
    return _counted_off(found) if found else _paragraph(Words(_("对照上年同期和各项目标，没有落后的。")))


def _next_steps(voice: Voice) -> Block:
    """一是…二是…: the programmes that still run after the report's last day, with what they promise."""
    programmes = queries.programmes_of(voice.report, in_year=False)
    found = [[*_joined([_goes_on(one), _promised(voice, one)], "，"), Words("。")] for one in programmes]
    return _counted_off(found) if found else _paragraph(voice.gap(_("下一步打算")))


def _goes_on(programme: Programme) -> Pieces:
    return [Words(_("继续推进%(name)s") % {"name": _quoted(programme)})]


def _lines(voice: Voice, programmes: Iterable[Programme]) -> Block:
    """A section for each programme: its theme, what it promises, and the figures that tell how it goes."""
    return Block(tuple(paragraph for one in programmes for paragraph in _section(voice, one)))


def _section(voice: Voice, programme: Programme) -> Iterator[Paragraph]:
    heading = Words(_("（%(n)s）") % {"n": numeral(1)}), LineName(programme.name, place=programme.place)
    yield Paragraph(SECTION, heading)
    about = [Words(_("主题是“%(theme)s”") % {"theme": programme.theme})] if programme.theme else []
    plan, done = _joined([about, _promised(voice, programme)], "，"), _joined(_counted(voice, programme), "；")
    told = [[*sentence, Words("。")] for sentence in (plan, done) if sentence]
    yield Paragraph(0, tuple(chain.from_iterable(told or [[voice.gap(programme.name)]])))


def _counted(voice: Voice, programme: Programme) -> Iterator[Pieces]:
    """培训班52期，比上年同期多6期: each figure of a programme."""
    for code in (one.measure for one in programme.figures.all()):
        yield [Words(voice.called(code)), voice.figure(code), *voice.change(code)]


def _joined(clauses: Iterable[Pieces], mark: str) -> Pieces:
    """The clauses that say something, with a mark between."""
    found: Pieces = []
    for clause in filter(None, clauses):
        found += [*([Words(mark)] if found else []), *clause]
    return found


def _falls(voice: Voice) -> Iterator[Sequence[Piece]]:
    for figure, change in voice.behind()[:MOST_FALLS]:
        yield Words(str(figure.measure.label)), Number(figure), Words(_("，比上年同期")), Number(change), Words("。")


def _missed(voice: Voice) -> Iterator[Sequence[Piece]]:
    for target, figure in voice.goals:
        if figure.value is not None and figure.value < target.amount:
            start = _("%(name)s的%(what)s完成") % {"name": _quoted(target.programme), "what": target.what}
            yield (
                Words(start),
                Number(figure),
                Words(_("，还没有到")),
                voice.promise(target, target.amount),
                Words("。"),
            )


def _silent(voice: Voice) -> Iterator[Sequence[Piece]]:
    """Who recorded nothing of what at least half of the units did; the same units are named once."""
    about: dict[tuple[Unit, ...], list[str]] = {}
    for figure in voice.shown():
        coverage = figure.coverage
        if coverage and coverage.silent and 2 * len(coverage.silent) <= coverage.expected:
            about.setdefault(tuple(coverage.silent), []).append(str(figure.measure.label))
    for units, labels in sorted(about.items(), key=lambda one: -len(one[0]))[:MOST_SILENT]:
        names = "、".join(unit.name for unit in units[:MOST_NAMED])
        others = _("等") if len(units) > MOST_NAMED else ""
        yield (Words(_("%(units)s还没有“%(what)s”的记录。") % {"units": names + others, "what": labels[0]}),)


def _promised(voice: Voice, programme: Programme) -> Pieces:
    """计划：农家女10000人、新技术100项. Things that are each promised once are a list: 计划：杨梅、枇杷共2种."""
    said: list[Pieces] = []
    for (amount, _word), some in groupby(programme.targets.all(), key=lambda one: (one.amount, one.measure_word)):
        targets = list(some)
        if amount == 1 and len(targets) > 1:
            whats = "、".join(one.what for one in targets)
            said.append([Words(_("%(whats)s共") % {"whats": whats}), voice.promise(targets[0], len(targets))])
        else:
            said += [[Words(one.what), voice.promise(one, one.amount)] for one in targets]
    return [Words(_("计划：")), *_joined(said, "、")] if said else []


def _quoted(programme: Programme) -> str:
    """A name that has quotation marks of its own needs none."""
    return programme.name if "“" in programme.name else f"“{programme.name}”"


def _counted_off(found: Sequence[Sequence[Piece]]) -> Block:
    only = len(found) == 1
    return Block(
        tuple(
            Paragraph(0, tuple(pieces) if only else (Words(_("%(n)s是") % {"n": numeral(n)}), *pieces))
            for n, pieces in enumerate(found[:MOST_COUNTED], start=1)
        )
    )


def _paragraph(*pieces: Piece) -> Block:
    return Block((Paragraph(0, pieces),))
