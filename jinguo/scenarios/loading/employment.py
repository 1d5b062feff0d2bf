"""Fairs, points, pairs, outcomes and wishes."""

from decimal import Decimal

from jinguo.lines.employment.models import (
    Employer,
    JobFair,
    Outcome,
    Pairing,
    PointWorker,
    Seeker,
    StartupWish,
    WorkSite,
)
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import employment as told


def _fair(fair: JobFair, one: told.JobFair, stage: Stage) -> Rows:
    fair.name, fair.place, fair.partners = one.name, one.place, one.partners
    fair.starts_on, fair.ends_on = one.starts_on, one.ends_on
    return {
        "employers": [Employer(name=each.name, trade=each.trade, posts=each.posts) for each in one.employers],
        "attendances": [
            Seeker(
                person=stage.people[each.resident],
                intention=each.intention,
                outcome=each.outcome,
                outcome_on=each.outcome_on,
            )
            for each in one.seekers
        ],
    }


def _point(site: WorkSite, one: told.Point, stage: Stage) -> Rows:
    site.name, site.trade, site.mode, site.enterprise = one.name, one.trade, one.mode, one.enterprise
    site.opened_on, site.closed_on = one.since, one.until
    workers = [
        PointWorker(
            person=stage.people[each.resident],
            daily_low=Decimal(each.daily_low),
            daily_high=Decimal(each.daily_high),
            gain=Decimal(each.gain),
            until=each.until,
        )
        for each in one.workers
    ]
    return {"workers": workers}


def _pair(pairing: Pairing, one: told.Pair, stage: Stage) -> Rows:
    pairing.enterprise, pairing.commitments = one.enterprise, one.commitments
    pairing.since, pairing.until = one.since, one.until
    return {}


def _outcome(outcome: Outcome, one: told.Outcome, stage: Stage) -> Rows:
    outcome.person, outcome.kind, outcome.trade = stage.people[one.person], one.kind, one.trade
    outcome.since, outcome.until = one.since, one.until
    return {}


def _wish(wish: StartupWish, one: told.Wish, stage: Stage) -> Rows:
    wish.person, wish.wish, wish.trade, wish.needs = stage.people[one.person], one.wish, one.trade, one.needs
    wish.asked_on, wish.until = one.since, one.until
    return {}


FILLERS: Fillers = {
    told.JobFair: (JobFair, _fair),
    told.Point: (WorkSite, _point),
    told.Pair: (Pairing, _pair),
    told.Outcome: (Outcome, _outcome),
    told.Wish: (StartupWish, _wish),
}
