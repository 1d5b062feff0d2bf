"""What a profile states: stocks that others counted, each until the unit states it anew."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.facts import FOREVER, Evidence, Fact, derived_from, kind
from jinguo.lines.organisation.models import AreaProfile

KM2 = 100
"""Facts hold land in 公顷, of which 100 make a 平方千米: two decimals are a whole number."""

QUANTITIES = {"population": _("人口"), "households": _("户数"), "women": _("妇女人口"), "children": _("儿童人口")}
for name, label in QUANTITIES.items():
    kind(f"area.{name}", label, expected=False)
kind("area.land", _("面积"), expected=False)


@derived_from(AreaProfile)
def quoted(profile: AreaProfile) -> Iterator[Fact]:
    """Each number that is filled in; what a newer profile leaves out still holds."""
    fact = partial(Fact, unit=profile.unit_id, since=profile.as_of, until=FOREVER, evidence=Evidence.QUOTED)
    for name in QUANTITIES:
        if (amount := getattr(profile, name)) is not None:
            yield fact(kind=f"area.{name}", amount=amount)
    if profile.area is not None:
        yield fact(kind="area.land", amount=int(profile.area * KM2))
