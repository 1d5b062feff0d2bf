"""The registers in the side bar."""

from django.http import HttpRequest

from jinguo.records import registers
from jinguo.records.registers import Register
from jinguo.ui.nav import NavItem, is_open


def register_items(request: HttpRequest) -> list[NavItem]:
    """The open register under 台账, among those of its group; the page 台账 itself shows all of them."""
    here = next((one for one in registers.every() if _is_open(request, one)), None)
    return [
        NavItem(one.label, one.url("list"), one.icon, active=one is here, parent="registers")
        for one in registers.every()
        if here and one.group == here.group
    ]


def _is_open(request: HttpRequest, register: Register) -> bool:
    """Also on the pages that a record type has of its own."""
    door = request.resolver_match.url_name if request.resolver_match else None
    return door in register.doors.values() or is_open(request, register.list_url)
