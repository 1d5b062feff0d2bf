"""What a figure does not know, in words: silent units, heads without names, quotations.

Nothing is said where nothing is missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.indicators.coverage import Coverage
from jinguo.indicators.figures import Figure
from jinguo.orgs.models import UnitLevel

BELOW = {
    UnitLevel.CITY: gettext_lazy("个市"),
    UnitLevel.COUNTY: gettext_lazy("个县"),
    UnitLevel.TOWNSHIP: gettext_lazy("个乡镇"),
    UnitLevel.VILLAGE: gettext_lazy("个村"),
}


def remarks(figure: Figure) -> list[str]:
    """What must be said beside the figure, a sentence each."""
    return list(_remarks(figure))


def grouped(figures: Iterable[Figure]) -> list[tuple[str, Sequence[Figure]]]:
    """The remarks of many figures, each said once, with the figures that it is about."""
    about: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for remark in remarks(figure):
            about[remark].append(figure)
    return list(about.items())


def _remarks(figure: Figure) -> Iterator[str]:
    if figure.stale:
        yield _("正在重算：有很多条记录跟着改了，算完以前还是原来的数。")
    if figure.confidential:
        yield _("这是保密的事：从乡镇起才有数，1 到 4 只写“<5”，名单只有经办的人看得到。")
    if figure.at_least:
        yield _("有的单位不到 5，没有算进去，所以写“以上”。")
    if figure.coverage and not figure.coverage.is_full:
        yield say_coverage(figure.coverage, own=bool(figure.records) and not figure.coverage.recorded)
    if figure.undistinguished:
        yield _("另有 %(heads)d 人次没记名字，去不了重。") % {"heads": figure.undistinguished}
    elif figure.counted or figure.quoted:
        mix = [
            (_("逐个记的 %(number)d 条"), figure.recorded),
            (_("只记人数的 %(number)d 条"), figure.counted),
            (_("引用的 %(number)d 条"), figure.quoted),
        ]
        yield _("依据：%(mix)s。") % {"mix": _("，").join(words % {"number": n} for words, n in mix if n)}


def say_coverage(coverage: Coverage, *, own: bool = False) -> str:
    """18 个乡镇中 13 个有记录，2 个说本期无，3 个还没有记录。`own`: all that is on file is the unit's own work."""
    levels = {unit.level for unit in (*coverage.recorded, *coverage.nil, *coverage.silent)}
    word = BELOW.get(UnitLevel(levels.pop())) if len(levels) == 1 else None
    counts = [
        (_("%(number)d 个有记录"), coverage.recorded),
        (_("%(number)d 个说本期无"), coverage.nil),
        (_("%(number)d 个还没有记录"), coverage.silent),
    ]
    said = _("，").join(words % {"number": len(units)} for words, units in counts if units)
    words = (
        _("都是本级自己记的，下面 %(expected)d %(units)s中 %(said)s。")
        if own
        else _("%(expected)d %(units)s中 %(said)s。")
    )
    return words % {
        "expected": coverage.expected,
        "units": word or _("个单位"),
        "said": said,
    }
