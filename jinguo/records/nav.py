"""The registers in the side bar."""

from django.http import HttpRequest

from jinguo.records import registers
from jinguo.ui.nav import NavItem


def register_items(request: HttpRequest) -> list[NavItem]:
    """Each register under 台账."""
    return [NavItem(one.label, one.url("list"), one.icon, parent="registers") for one in registers.every()]
