"""Households, and who heads them."""

from jinguo.orgs.models import Unit, User
from jinguo.records import services
from jinguo.records.models import Household, Person, Relation


def form_household(*, unit: Unit, by: User, group_name: str = "", address: str = "") -> Household:
    """A household without members yet."""
    return services.save(Household(unit=unit, group_name=group_name, address=address), by=by)


def found(person: Person, by: User) -> None:
    """A head without a household founds one, where she lives."""
    if person.relation == Relation.HEAD and person.household is None:
        person.household = form_household(unit=person.unit, group_name=person.group_name, by=by)


def head(person: Person, by: User) -> None:
    """Let her household know whether she heads it."""
    household = person.household
    if household is None or (person.relation == Relation.HEAD) == (household.head_id == person.pk):
        return
    household.head = person if person.relation == Relation.HEAD else None
    services.save(household, by=by)


def leave(household: Household | None, person: Person, by: User) -> None:
    """The household that she headed has no head once she lives in another one."""
    if household is not None and household.head_id == person.pk and household != person.household:
        household.head = None
        services.save(household, by=by)
