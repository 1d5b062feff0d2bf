"""How the pieces of a report get onto the page."""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jinguo.reports.pieces import Chart, Gap, Number, Promise
from jinguo.reports.standing import standing
from jinguo.reports.text import Paragraph, Piece, Words
from jinguo.ui.nav import address

register = template.Library()
register.simple_tag(standing)

MOST_NAMED = 5
MARKS = tuple("，。、；：）”！？")
PIECES = {Number: "number", Gap: "gap", Promise: "promise", Words: "typed"}


@register.simple_tag
def paragraph(each: Paragraph) -> SafeString:
    """A line of the report. A number keeps the mark that follows it: no line begins with a full stop."""
    shown: list[SafeString] = []
    pieces = list(each.pieces)
    for place, piece in enumerate(pieces):
        follower = pieces[place + 1] if place + 1 < len(pieces) else None
        if isinstance(piece, Words) and not piece.typed:
            shown.append(escape(piece.text))
        elif isinstance(follower, Words) and follower.text[:1] in MARKS:
            pieces[place + 1] = Words(follower.text[1:], follower.typed)
            shown.append(format_html('<span class="jg-glued">{}{}</span>', _shown(piece), follower.text[:1]))
        else:
            shown.append(_shown(piece))
    return mark_safe("".join(shown))  # noqa: S308 (every part is safe already)


def _shown(piece: Piece) -> SafeString:
    context = {"piece": piece, "write_url": address("write") or "#"}
    # Without the file's last line break, which would show as a space after the number.
    return mark_safe(render_to_string(f"reports/pieces/{PIECES[type(piece)]}.html", context).strip())  # noqa: S308


@register.filter
def chart(each: Paragraph) -> Chart | None:
    """The chart that a paragraph consists of, if it does."""
    return next((piece for piece in each.pieces if isinstance(piece, Chart)), None)


@register.filter
def whats(gaps: Iterable[Gap]) -> str:
    """What is missing, each once, the first few by name."""
    missing = list(dict.fromkeys(gap.what for gap in gaps))
    return "、".join(missing[:MOST_NAMED]) + (_("等") if len(missing) > MOST_NAMED else "")
