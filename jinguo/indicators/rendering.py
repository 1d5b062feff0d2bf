"""线头: the one way that a computed number gets onto a page."""

import re
from itertools import count

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from jinguo.indicators.addresses import figure_url
from jinguo.indicators.figures import Figure, FrozenFigure

LOOKS = {"text": "", "report": "", "xl": " jg-fig-xl", "q": " jg-fig-q", "cell": " jg-fig-cell"}
_numbers = count(1)
WORD_BESIDE_DIGIT = re.compile(r"(?<=[0-9%])(?=[一-鿿a-z])|(?<=[一-鿿])(?=[0-9])")
NUMBER_AND_WORD = re.compile(r"(<?[0-9.]+)(.*)")


def render_figure(figure: Figure, *, style: str = "exact", look: str = "text") -> SafeString:
    """The number as a link that opens to its records.

    `look`: text (in a sentence), report (the same, without the interface's spaces), xl (big), q (quiet, second
    line), cell (table: digits only), open (big and already open: no link). `style`: the qualifiers of `common.wording`.
    """
    with override(settings.LANGUAGE_CODE if look == "report" else get_language()):  # Documents are Chinese.
        words = figure.wording(style)
    stale = " is-stale" if figure.stale else ""
    if look == "open":
        shown = _visible(words, "xl") or "—"
        return format_html('<span class="jg-fig jg-fig-xl is-open{}">{}</span>', stale, shown)
    unknown = "—" if look == "cell" else _("［待补充］")
    state = " is-zero" if figure.value == 0 or (not words and look == "cell") else "" if words else " is-unknown"
    url = figure_url(figure)
    return format_html(
        '<a class="jg-fig{}{}" id="fig-{}" href="{}" hx-get="{}" hx-target="#jg-drawer" aria-haspopup="dialog"'
        ' aria-expanded="false" aria-controls="jg-drawer">{}{}<span class="visually-hidden">{}</span></a>{}',
        LOOKS[look],
        state + stale,
        next(_numbers),
        url,
        url,
        _visible(words, look) if words else unknown,
        _now(figure) if isinstance(figure, FrozenFigure) and figure.has_changed and look == "report" else "",
        _spoken(figure),
        _being_reckoned(look) if figure.stale else "",
    )


def _now(figure: FrozenFigure) -> SafeString:
    """What a frozen number would be today, beside it."""
    today = figure.now.wording() if figure.now else ""
    return format_html(
        '<span class="jg-now" aria-hidden="true">{}</span><span class="visually-hidden">{}</span>',
        _("现 %(number)s") % {"number": digits(today) or "—"},
        _("，定稿时 %(then)s，现在 %(now)s") % {"then": figure.said or "—", "now": today or "—"},
    )


def _being_reckoned(look: str) -> SafeString:
    """Beside digits that are still the old ones: in words where there is room, else for those who listen or hover."""
    hidden = "" if look in ("text", "xl") else " visually-hidden"
    return format_html('<small class="jg-fig-stale{}">{}</small>', hidden, _("正在重算"))


def spaced(words: str) -> str:
    """Interface text: one space between digit and word (52 期, 52 sessions); report text has none."""
    return WORD_BESIDE_DIGIT.sub(" ", words)


def digits(words: str) -> SafeString | str:
    """The number without its measure word, where that stands nearby."""
    return _visible(words, "cell")


def _visible(words: str, look: str) -> SafeString | str:
    if look == "report":
        return words
    parts = NUMBER_AND_WORD.fullmatch(words)
    if look == "cell" and parts:
        return parts[1] + ("%" if parts[2] == "%" else _("以上") if parts[2].endswith("以上") else "")
    if look == "xl" and parts and parts[2] != "%":
        return format_html("{}<small>{}</small>", parts[1], parts[2])
    return spaced(words)


def _spoken(figure: Figure) -> str:
    """What a screen reader says after the number."""
    return _("，%(label)s，%(unit)s，%(period)s，看 %(records)d 条记录") % {
        "label": figure.measure.label,
        "unit": figure.unit.name,
        "period": figure.period.label(),
        "records": figure.records,
    }
