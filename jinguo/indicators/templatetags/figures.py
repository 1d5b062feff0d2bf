"""{% figure fig %}: the template's door to `render_figure`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from jinguo.indicators import honesty
from jinguo.indicators.figures import Figure
from jinguo.indicators.rendering import digits, render_figure, spaced

register = template.Library()
register.filter("spaced", spaced)
register.filter("digits", digits)
register.filter("remarks", honesty.remarks)


@register.simple_tag
def figure(fig: Figure, style: str = "exact", look: str = "text") -> SafeString:
    return render_figure(fig, style=style, look=look)


@register.inclusion_tag("indicators/parts/remarks.html")
def remarks_on(figures: Iterable[Figure]) -> dict[str, Any]:
    """What the figures of a page don't know; a page with computed numbers ends with it."""
    shown = list(figures)
    return {"remarks": [(text, about if len(about) < len(shown) else []) for text, about in honesty.grouped(shown)]}
