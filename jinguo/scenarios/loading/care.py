"""What is done for those who are cared for; counselling stays with whoever wrote it down."""

from decimal import Decimal

from jinguo.lines.care import models
from jinguo.scenarios.loading.stage import Fillers, Rows, Stage
from jinguo.scenarios.stories import care as told


def _survey(survey: models.SurveyRound, one: told.SurveyRound, stage: Stage) -> Rows:
    survey.name, survey.surveyors, survey.whom = one.name, one.surveyors, models.SurveyRound.Whom.CARED_FOR
    survey.since, survey.until = one.since, one.until
    state = models.SurveyedHousehold.State
    rows = [
        models.SurveyedHousehold(
            household=stage.homes[each.household],
            state=state.REACHED if each.reached_on else "",
            reached_on=each.reached_on,
            condition=each.condition,
        )
        for each in one.households
    ]
    return {"households": rows}


def _counselling(session: models.Counselling, one: told.Counselling, stage: Stage) -> Rows:
    session.person, session.day = stage.people[one.person], one.starts_on
    session.form, session.topic, session.counsellor = one.form, one.topic, one.counsellor
    return {}


def _visit(visit: models.Visit, one: told.Visit, stage: Stage) -> Rows:
    visit.person, visit.visited_on, visit.kind = stage.people[one.person], one.starts_on, one.kind
    visit.visitors, visit.told = one.visitors, one.told
    return {}


def _pair(pairing: models.Pairing, one: told.CarePair, stage: Stage) -> Rows:
    pairing.person, pairing.helper_name, pairing.helper_kind = stage.people[one.person], one.helper, one.helper_kind
    pairing.since, pairing.until, pairing.every = one.since, one.until, one.every
    return {}


def _need(need: models.Need, one: told.Need, stage: Stage) -> Rows:
    need.person, need.kind, need.what = stage.people[one.person], one.kind, one.what
    need.opened_on, need.closed_on = one.since, one.until
    need.result = models.Need.Result.SOLVED if one.until else ""
    return {}


def _help(given: models.Help, one: told.Help, stage: Stage) -> Rows:
    given.person, given.given_on, given.kind = stage.people[one.person], one.starts_on, one.kind
    given.what, given.giver = one.what, one.giver
    given.amount = None if one.amount is None else Decimal(one.amount)
    return {}


FILLERS: Fillers = {
    told.SurveyRound: (models.SurveyRound, _survey),
    told.Counselling: (models.Counselling, _counselling),
    told.Visit: (models.Visit, _visit),
    told.CarePair: (models.Pairing, _pair),
    told.Need: (models.Need, _need),
    told.Help: (models.Help, _help),
}
