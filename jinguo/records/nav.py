"""The registers in the side bar."""

from django.http import HttpRequest

from jinguo.records import registers
from jinguo.records.registers import Register
from jinguo.ui.nav import NavItem


def register_items(request: HttpRequest) -> list[NavItem]:
    """The open register under 台账, among those of its group; the page 台账 itself shows all of them."""
    here = _open(request)
    if here is None:
        return []
    return [
        NavItem(one.label, one.list_url, one.icon, active=one is here, parent="registers")
        for one in registers.every()
        if one.group == here.group
    ]


def _open(request: HttpRequest) -> Register | None:
    """The register of this page, also of one that a record type has of its own."""
    door = request.resolver_match.url_name if request.resolver_match else None
    for one in registers.every():
        if request.path.startswith(one.list_url) or door in one.doors.values():
            return one
    return None
