"""What is stated of work: points and the women at them, pairs, outcomes and wishes. Money is in 分."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.common.money import to_fen
from jinguo.facts import FOREVER, Fact, derived_from, kind
from jinguo.lines.employment.models import Outcome, Pairing, StartupWish, Trade, WorkSite
from jinguo.records.models import Person, Sex

MODES, TRADES = dict(WorkSite.Mode.choices), dict(Trade.choices)
EARNINGS = {"daily_low": _("一天少则挣的"), "daily_high": _("一天多则挣的"), "gain": _("一年多挣的")}

kind("employment.point", _("来料加工点"), family="points", levels=MODES)
kind("employment.worker", _("加工点上的妇女"), family="points", levels=MODES)
kind("employment.new_worker", _("新加工点上的妇女"), family="points", levels=MODES)
for name, label in EARNINGS.items():
    kind(f"employment.{name}", label, family="points", levels=MODES)
kind("employment.pair", _("村企结对"), family="pairs")
kind("employment.outcome", _("创业就业"), family="outcomes", categories=TRADES, levels=dict(Outcome.Kind.choices))
kind("employment.wish", _("创业意愿"), family="wishes", categories=dict(StartupWish.Wish.choices), levels=TRADES)


@derived_from(WorkSite)
def open_point(site: WorkSite) -> Iterator[Fact]:
    """A state, from the first day of work until it closes; its category is the trade, in words."""
    yield Fact(
        kind="employment.point", unit=site.unit_id, since=site.opened_on, until=site.shut,
        category=site.trade, level=site.mode,
    )  # fmt: skip


@derived_from(WorkSite, reads=(Person.sex,))
def women_at_work(site: WorkSite) -> Iterator[Fact]:
    """Each woman while she works there; and once, on the day the point opened, as one whom this new point employs."""
    fact = partial(Fact, unit=site.unit_id, category=site.trade, level=site.mode)
    for worker, since, until in site.stays():
        if worker.person.sex == Sex.FEMALE:
            yield fact(kind="employment.worker", since=since, until=until, person=worker.person_id)
            yield fact(kind="employment.new_worker", since=site.opened_on, person=worker.person_id)
            for name in EARNINGS:
                if (amount := getattr(worker, name)) is not None:
                    # Without her name: what she earns concerns nobody who counts it.
                    yield fact(kind=f"employment.{name}", since=since, until=until, amount=to_fen(amount))


@derived_from(Pairing)
def paired(pairing: Pairing) -> Iterator[Fact]:
    yield Fact(kind="employment.pair", unit=pairing.unit_id, since=pairing.since, until=pairing.until or FOREVER)


@derived_from(Outcome)
def came_to_work(outcome: Outcome) -> Iterator[Fact]:
    """A state, as long as she does it. Nobody has two on one day, so that the trades add up to the women."""
    yield Fact(
        kind="employment.outcome", unit=outcome.unit_id, since=outcome.since, until=outcome.until or FOREVER,
        person=outcome.person_id, category=outcome.trade, level=outcome.kind,
    )  # fmt: skip


@derived_from(StartupWish)
def wished(wish: StartupWish) -> Iterator[Fact]:
    yield Fact(
        kind="employment.wish", unit=wish.unit_id, since=wish.asked_on, until=wish.until or FOREVER,
        person=wish.person_id, category=wish.wish, level=wish.trade,
    )  # fmt: skip
