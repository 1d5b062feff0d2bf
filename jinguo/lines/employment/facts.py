"""What is stated of work: fairs, points and the women at them, pairs, outcomes and wishes. Money is in 分."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.common.money import to_fen
from jinguo.facts import FOREVER, Evidence, Fact, derived_from, kind
from jinguo.lines.employment.models import JobFair, Outcome, Pairing, Seeker, StartupWish, Trade, WorkSite
from jinguo.records.models import Person, Sex

MODES, TRADES = dict(WorkSite.Mode.choices), dict(Trade.choices)
EARNINGS = {"daily_low": _("一天少则挣的"), "daily_high": _("一天多则挣的"), "gain": _("一年多挣的")}

for name, label in (
    ("fair", _("招聘会")),
    ("employer", _("来招人的单位")),
    ("posts", _("招聘岗位")),
    ("seeker", _("求职者")),
    ("intention", _("求职意向")),
    ("placed", _("意向成了就业")),
):
    # Who holds no fair has nothing to report: no unit is asked for one.
    kind(f"employment.{name}", label, family="fairs", expected=False)
kind("employment.point", _("来料加工点"), family="points", levels=MODES)
kind("employment.worker", _("加工点上的妇女"), family="points", levels=MODES)
kind("employment.new_worker", _("新加工点上的妇女"), family="points", levels=MODES)
for name, label in EARNINGS.items():
    kind(f"employment.{name}", label, family="points", levels=MODES)
kind("employment.pair", _("村企结对"), family="pairs")
kind("employment.outcome", _("创业就业"), family="outcomes", categories=TRADES, levels=dict(Outcome.Kind.choices))
kind("employment.wish", _("创业意愿"), family="wishes", categories=dict(StartupWish.Wish.choices), levels=TRADES)


@derived_from(JobFair)
def held(fair: JobFair) -> Iterator[Fact]:
    """The fair, and what each employer offered; an employer is known by its name."""
    fact = partial(Fact, unit=fair.unit_id, since=fair.starts_on)
    yield fact(kind="employment.fair")
    for employer in fair.employers.all():
        yield fact(kind="employment.employer", category=employer.name, level=employer.trade)
        yield fact(kind="employment.posts", amount=employer.posts, level=employer.trade)


@derived_from(JobFair)
def sought(fair: JobFair) -> Iterator[Fact]:
    """Who came, who agreed with an employer, and whose agreement became a job; all dated as the fair."""
    fact = partial(Fact, unit=fair.unit_id, since=fair.starts_on)
    if fair.mode == JobFair.Mode.HEADCOUNT:
        yield fact(kind="employment.seeker", amount=fair.turnout, evidence=Evidence.COUNTED)
    for seeker in fair.attendances.all():
        came = partial(fact, person=seeker.person_id)
        yield came(kind="employment.seeker", amount=1)
        if seeker.intention:
            yield came(kind="employment.intention")
        if seeker.outcome == Seeker.Outcome.EMPLOYED:
            yield came(kind="employment.placed")


@derived_from(WorkSite)
def open_point(site: WorkSite) -> Iterator[Fact]:
    """A state, from the first day of work until it closes; its category is the trade, in words."""
    yield Fact(
        kind="employment.point", unit=site.unit_id, since=site.opened_on, until=site.closed_on or FOREVER,
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
