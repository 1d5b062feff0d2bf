"""Units and accounts for tests, each with what the test doesn't care about filled in."""

from itertools import count

from django.test import Client

from jinguo.orgs.accounts import create_user
from jinguo.orgs.models import Role, Unit, UnitLevel, User
from jinguo.orgs.services import create_unit

PASSWORD = "Nin-hai 2008"  # noqa: S105

_number = count(1)
_NAMES = {
    UnitLevel.PROVINCE: "演示省{}",
    UnitLevel.CITY: "演示市{}",
    UnitLevel.COUNTY: "演示县{}",
    UnitLevel.TOWNSHIP: "演示镇{}",
    UnitLevel.VILLAGE: "演示村{}",
}


def make_unit(name: str = "", parent: Unit | None = None, level: int | None = None, code: str = "") -> Unit:
    """A unit one level below its parent; without a parent a county at the top of the tree."""
    chosen = UnitLevel(level or (parent.level + 1 if parent else UnitLevel.COUNTY))
    name = name or _NAMES[chosen].format(next(_number))
    return create_unit(name=name, parent=parent, level=chosen, code=code)


def make_user(unit: Unit | None = None, role: str = Role.TOWNSHIP_OFFICER, username: str = "") -> User:
    """An account with the password PASSWORD."""
    number = next(_number)
    return create_user(
        username=username or f"user{number}",
        display_name=f"演示{number}",
        unit=unit or make_unit(),
        role=role,
        password=PASSWORD,
    )


def browser_of(user: User) -> Client:
    """A browser in which the user is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


class House:
    """A county with two towns and a village in each, and a browser for each who asks."""

    def __init__(self) -> None:
        self.county = make_unit("演示县")
        self.town = make_unit("柳溪镇", parent=self.county)
        self.sister = make_unit("长堤镇", parent=self.county)
        self.village = make_unit("河湾村", parent=self.town)
        self.other = make_unit("沙湾村", parent=self.sister)

    def browser(self, unit: Unit, role: str) -> Client:
        return browser_of(make_user(unit, role))
