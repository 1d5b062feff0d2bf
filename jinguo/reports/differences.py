"""Which records behind a frozen number came, went or were altered since."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jinguo.common.dates import say_day
from jinguo.common.wording import say
from jinguo.indicators import Indicator, catalogue
from jinguo.indicators.figures import FrozenFigure
from jinguo.indicators.measures import digest
from jinguo.indicators.opening import Line, Opening, described, listed
from jinguo.indicators.presenting import ShownLine
from jinguo.orgs.models import Unit, User
from jinguo.reports.frozen import Frozen


@dataclass(frozen=True)
class Differences:
    """What is different; the lines are described as far as the viewer may see them."""

    came: Sequence[ShownLine] = ()
    gone: Sequence[ShownLine] = ()
    altered: Sequence[ShownLine] = ()
    new_rule: bool = False
    """What counts was changed as well (口径)."""

    def __iter__(self) -> Iterator[ShownLine]:
        return iter((*self.came, *self.gone, *self.altered))

    @property
    def sentence(self) -> str:
        """定稿后多了 1 条，少了 2 条; empty where the records are the same."""
        counts = ((_("多了 %(n)d 条"), self.came), (_("少了 %(n)d 条"), self.gone), (_("改了 %(n)d 条"), self.altered))
        said = _("，").join(words % {"n": len(some)} for words, some in counts if some)
        return _("定稿后%(what)s") % {"what": said} if said else ""


def differences(frozen: Frozen, query: str, viewer: User) -> Differences:
    """What is different behind a figure of an edition. One that was worked out has its differences in its parts."""
    figure, kept = frozen.figure(query), frozen.content["figures"][query]
    measure = catalogue.find(figure.measure.code)
    new_rule = measure is None or digest(measure) != kept["digest"]
    if not isinstance(measure, Indicator) or "counts" not in kept or kept["confidential"]:
        return Differences(new_rule=new_rule)
    unit = Unit.objects.get(pk=figure.unit.pk)
    opening = listed(measure, unit=unit, period=figure.period, own=figure.own)
    then, now = _keyed(frozen.lines(query)), _keyed(opening.lines)
    came = [line for key, line in now.items() if key not in then]
    gone = [line for key, line in then.items() if key not in now]
    altered = [line for key, line in now.items() if key in then and then[key].weight != line.weight]
    lines = Opening(opening.counts, [*came, *gone, *altered], {}, None)
    seen = _keyed(described(lines, measure.reads, viewer))

    def shown(some: Iterable[Line], words: str) -> list[ShownLine]:
        keys = [(line.source, line.record) for line in some]
        return [_shown(seen[key], then.get(key, seen[key]), figure, words) for key in keys]

    return Differences(
        came=shown(came, _("多 %(now)s")),
        gone=shown(gone, _("少 %(now)s")),
        altered=shown(altered, _("%(then)s → %(now)s")),
        new_rule=new_rule,
    )


def _keyed(lines: Iterable[Line]) -> dict[tuple[str, int | str], Line]:
    return {(line.source, line.record): line for line in lines}


def _shown(line: Line, then: Line, figure: FrozenFigure, words: str) -> ShownLine:
    word = str(figure.measure.measure_word)
    weight = words % {"then": say(then.weight, ""), "now": say(line.weight, word)}
    return ShownLine(say_day(line.day, near=figure.period.last), line.described, "", weight)
