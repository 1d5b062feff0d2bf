"""Template tags of the shell and the parts: {% load jg %}."""

import json
from functools import cache
from pathlib import Path

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "static" / "built" / "icons.json"


@cache
def _icons() -> dict[str, str]:
    icons: dict[str, str] = json.loads(ICONS.read_text(encoding="utf8"))
    return icons


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """A drawing that decorates the words beside it; `size` is "sm" or "lg" where it differs from the text."""
    classes = f"jg-icon jg-icon-{name} jg-icon-{size}" if size else f"jg-icon jg-icon-{name}"
    drawing = mark_safe(_icons()[name])  # noqa: S308 - our own build's output
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">{}</svg>',
        classes,
        drawing,
    )


@register.filter
def initial(name: object) -> str:
    """The one character that stands for a person or unit in a round sign."""
    return str(name).strip()[:1]
