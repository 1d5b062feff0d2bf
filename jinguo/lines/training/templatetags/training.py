"""{% load training %}: what a session's page shows of its roster."""

from django import template

from jinguo.lines.training import queries

register = template.Library()
register.simple_tag(queries.attendees, name="attendees")
