"""{% load records %}: what stands beside a record."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from jinguo.records.beside import keepers

register = template.Library()


@register.simple_tag(takes_context=True)
def beside(context: Any, record: Any) -> SafeString:
    """On a record's page: what stands beside it, such as its files."""
    return format_html_join("", "{}", ((keeper.section(context, record),) for keeper in keepers))


@register.simple_tag(takes_context=True)
def beside_fields(context: Any) -> SafeString:
    """In the form of a new record: what may be put beside it."""
    return format_html_join("", "{}", ((keeper.field(context),) for keeper in keepers))
