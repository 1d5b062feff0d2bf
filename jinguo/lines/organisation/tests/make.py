"""Groups and posts for tests, each with what the test doesn't care about filled in."""

from datetime import date
from typing import Any

from jinguo.lines.organisation.models import Group, GroupMember, Incumbent, Post
from jinguo.orgs.models import Unit
from jinguo.orgs.tests.make import make_user
from jinguo.records import services
from jinguo.records.models import Person

MARCH = date(2026, 3, 1)


def make_group(unit: Unit, *members: Person | GroupMember, kind: str = "dance_team", **told: Any) -> Group:
    """A group of March 2026 with these members."""
    rows = [one if isinstance(one, GroupMember) else GroupMember(person=one) for one in members]
    group = Group(**{"unit": unit, "name": "演示队", "kind": kind, "since": MARCH, **told})
    return services.save(group, rows={"members": rows}, by=make_user(unit))


def make_post(unit: Unit, *incumbents: Incumbent, **told: Any) -> Post:
    """A chair's post of March 2026 with these incumbents."""
    post = Post(**{"unit": unit, "kind": "chair", "since": MARCH, **told})
    return services.save(post, rows={"incumbents": list(incumbents)}, by=make_user(unit))
