"""{% figure fig %}: the template's door to `render_figure`."""

from django import template
from django.utils.safestring import SafeString

from jinguo.indicators.figures import Figure
from jinguo.indicators.rendering import render_figure, spaced

register = template.Library()
register.filter("spaced", spaced)


@register.simple_tag
def figure(fig: Figure, style: str = "exact", look: str = "text") -> SafeString:
    return render_figure(fig, style=style, look=look)
