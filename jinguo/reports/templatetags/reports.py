"""How the pieces of a report get onto the page."""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from jinguo.reports.compose import Gap, Number, Promise
from jinguo.reports.text import Piece, Words
from jinguo.ui.nav import address

register = template.Library()

PIECES = {Number: "number", Gap: "gap", Promise: "promise", Words: "typed"}


@register.simple_tag
def piece(each: Piece) -> SafeString:
    """A number that opens, a gap, a programme's promise, or words."""
    if isinstance(each, Words) and not each.typed:
        return escape(each.text)
    context = {"piece": each, "write_url": address("write") or "#"}
    # Without the file's last line break, which would show as a space between a number and its full stop.
    return mark_safe(render_to_string(f"reports/pieces/{PIECES[type(each)]}.html", context).strip())  # noqa: S308


@register.filter
def whats(gaps: Iterable[Gap]) -> str:
    """What is missing, each once."""
    return "、".join(dict.fromkeys(gap.what for gap in gaps))
