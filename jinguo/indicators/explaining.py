"""What a measure means, in plain words, read off its declaration: what counts, what doesn't, what it is taken for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import today
from jinguo.facts import family_of, get_kind, kinds_in, word_of
from jinguo.indicators import catalogue
from jinguo.indicators.measures import (
    HOUSEHOLDS,
    PEOPLE,
    Count,
    Cumulative,
    Derived,
    Distinct,
    Formula,
    Greatest,
    Growth,
    Indicator,
    Least,
    Mean,
    Measure,
    Share,
    Stated,
    Sum,
    When,
)
from jinguo.indicators.measures import Change as Compared
from jinguo.indicators.periods import Period

WHEN: dict[When, tuple[Promise, Promise]] = {
    When.DURING: (gettext_lazy("是这段时间里的事"), gettext_lazy("这段时间以外的事")),
    When.BEGAN: (gettext_lazy("是这段时间里开始的"), gettext_lazy("以前就开始了的")),
    When.AT_END: (gettext_lazy("到期末那天还是这样"), gettext_lazy("期末以前就不再是的；几个月的数不能相加")),
    When.ENDED: (gettext_lazy("是这段时间里结束的"), gettext_lazy("还没有结束的")),
}
"""What a record's days must be to count, and what doesn't count for its days."""


COUNTING: dict[type, Promise] = {
    Count: gettext_lazy("一条记录算 1 %(word)s。"),
    Sum: gettext_lazy("把每条的数加起来：同一个人来几次，就算几次。"),
    Least: gettext_lazy("看最小的那一条。"),
    Greatest: gettext_lazy("看最大的那一条。"),
    Mean: gettext_lazy("把每条的数加起来，除以条数。"),
    Stated: gettext_lazy("看本单位自己抄下的最近一条，不把下级抄的加起来。"),
}
AMOUNTS = gettext_lazy("把每条的金额加起来，单位是%(word)s。")
DISTINCT: dict[str, Promise] = {
    PEOPLE.column: gettext_lazy("数人：一个人来几次、有几条，都只算 1 人。"),
    HOUSEHOLDS.column: gettext_lazy("数户：一户有几个人、几条，都只算 1 户。"),
    "unit": gettext_lazy("数单位：一个单位有几条，都只算 1 个。"),
    "record": gettext_lazy("数事：一件事有几个单位参加，都只算 1 %(word)s。"),
}
KINDS = gettext_lazy("数有几样：一样的有几条，都只算 1 %(word)s。")


@dataclass(frozen=True)
class Related:
    """Another measure that is easily taken for this one, and how it differs."""

    measure: Measure
    difference: str


def group_of(measure: Measure) -> str:
    """What the measure is about, in the words of its first kind of fact."""
    kinds = catalogue.kinds_of(measure)
    return str(kinds_in(family_of(kinds[0]))[0].label) if kinds else ""


def grouped(text: str = "") -> list[tuple[str, list[Measure]]]:
    """Every measure with the text in its name, sentence or group, under its group."""
    groups: dict[str, list[Measure]] = {}
    for measure in catalogue.every():
        if text in f"{measure.label}{measure.reading}{group_of(measure)}":
            groups.setdefault(group_of(measure), []).append(measure)
    return list(groups.items())


def how(measure: Measure) -> str:
    """怎么数: one sentence."""
    if isinstance(measure, Derived):
        return _worked_out(measure)
    assert isinstance(measure, Indicator)
    counts = measure.counts
    said = DISTINCT.get(counts.column, KINDS) if isinstance(counts, Distinct) else COUNTING[type(counts)]
    if type(counts) is Sum and counts.scale > 1:
        said = AMOUNTS
    return str(said % {"word": measure.measure_word})


def asked(measure: Indicator) -> Iterator[str]:
    """What one record must be to count."""
    yield str(WHEN[measure.when][0])
    for column, codes in measure.where.items():
        if words := [word for code in codes if (word := word_of(measure.reads, column, code))]:
            yield _("是这一类：%(kinds)s") % {"kinds": "、".join(words)}
    yield _("是本单位自己的") if isinstance(measure.counts, Stated) else _("是本单位或下级单位的")
    if measure.counts == PEOPLE:
        yield _("记了名字")
    if measure.counts == HOUSEHOLDS:
        yield _("登记了是哪一户")


def left_out(measure: Indicator) -> Iterator[str]:
    """什么不算."""
    yield str(WHEN[measure.when][1])
    if measure.where:
        yield _("别的类别")
    if measure.counts == PEOPLE:
        yield _("只记人数、没有名字的：分不清是不是同一个人")
    yield _("作废了的记录")
    yield _("自己要的几栏里写的数")


def related(measure: Measure) -> Iterator[Related]:
    """Measures of the same thing counted in another way, wider and narrower ones, and those worked out from it."""
    for other in catalogue.every():
        if other.code == measure.code:
            continue
        if isinstance(other, Derived) and measure.code in parts_of(other):
            yield Related(other, _("用到这个数：%(how)s") % {"how": how(other)})
        elif isinstance(measure, Indicator) and isinstance(other, Indicator):
            yield from _beside(measure, other)


def parts_of(measure: Derived) -> list[str]:
    """The codes that it is worked out from, each once."""
    return list(dict.fromkeys(code for code, _period in measure.parts(Period(today(), today()))))


def as_json(measure: Measure) -> dict[str, Any]:
    """A measure as other programs read it: the code to ask figures with, and what it means."""
    told = {
        "code": measure.code,
        "label": str(measure.label),
        "group": group_of(measure),
        "measure_word": str(measure.measure_word),
        "reading": str(measure.reading),
        "how": how(measure),
        "kinds": list(catalogue.kinds_of(measure)),
    }
    if isinstance(measure, Derived):
        return told | {"parts": parts_of(measure)}
    assert isinstance(measure, Indicator)
    where = {column: list(codes) for column, codes in measure.where.items()}
    return told | {"asked": list(asked(measure)), "left_out": list(left_out(measure)), "where": where}


def _beside(measure: Indicator, other: Indicator) -> Iterator[Related]:
    if not set(measure.reads) & set(other.reads):
        return
    mine, others = dict(measure.where), dict(other.where)
    if mine == others and measure.counts != other.counts:
        yield Related(other, how(other))
    elif measure.counts == other.counts and mine.items() < others.items():
        yield Related(other, _("是这个数的一部分。"))
    elif measure.counts == other.counts and others.items() < mine.items():
        yield Related(other, _("包含这个数。"))


def _worked_out(measure: Derived) -> str:
    def label(code: str) -> str:
        return str(catalogue.get(code).label)

    match measure:
        case Share():
            return _("%(of)s ÷ %(base)s") % {"of": label(measure.of), "base": label(measure.base)}
        case Growth():
            return _("比上年同期多了或少了的，÷ 上年同期的%(of)s") % {"of": label(measure.of)}
        case Compared():
            return _("本期的%(of)s － 上年同期的%(of)s") % {"of": label(measure.of)}
        case Cumulative():
            return _("从年初（或起算那天）到期末的%(of)s") % {"of": label(measure.of)}
        case Formula():
            words = measure.expression.replace("*", "×").replace("/", "÷")
            for code in sorted(parts_of(measure), key=len, reverse=True):
                words = words.replace(code, label(code))
            return words
    return str(measure.reading)


def kind_labels(measure: Measure) -> list[str]:
    """What the records state that the measure counts, in words."""
    return [str(get_kind(code).label) for code in catalogue.kinds_of(measure)]
