"""记一笔: repeat the last one, or begin with what it was about."""

from django.http import HttpResponse

from jinguo.orgs.http import UserRequest, may_write
from jinguo.orgs.models import UnitLevel, User
from jinguo.records.registers import Register
from jinguo.today import queries
from jinguo.today.views import daily, repeated, shown
from jinguo.ui.pages import page

MOST_TILES = 8


@may_write
def write_page(request: UserRequest) -> HttpResponse:
    tiles = _in_her_order(request.user)
    last = queries.latest(request.user, repeated(), 1, own=True)
    context = {
        "last": shown(*last[0], request.user) if last else None,
        "tiles": tiles[:MOST_TILES],
        "others": tiles[MOST_TILES:],
    }
    return page(request, "today/write.html", context)


def _in_her_order(user: User) -> list[Register]:
    """What she writes down most comes first; of what she never did, in a village what villages count."""
    habits, at_home = queries.habits(user), user.unit.level == UnitLevel.VILLAGE
    return sorted(daily(), key=lambda one: (-habits[one.source], at_home and not one.at_home))
