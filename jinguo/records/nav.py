"""The registers in the side bar."""

from django.http import HttpRequest

from jinguo.records import registers
from jinguo.ui.nav import NavItem


def register_items(request: HttpRequest) -> list[NavItem]:
    """Each register under 台账, open also on the pages that a record type has of its own."""
    door = request.resolver_match.url_name if request.resolver_match else None
    return [
        NavItem(one.label, one.url("list"), one.icon, active=door in one.doors.values(), parent="registers")
        for one in registers.every()
    ]
