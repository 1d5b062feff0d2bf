"""The figures of trainings."""

from collections.abc import Iterable

from jinguo.scenarios.oracle.view import Rule, Value, View, count, share
from jinguo.scenarios.stories.training import Trainee, Training


def topics(view: View, kind: str) -> list[str]:
    """The topics taught in the order of how often; equal ones by name."""
    names = [training.course.name for training in _of(view, kind)]
    return sorted(set(names), key=lambda name: (-names.count(name), name))


def _of(view: View, *kinds: str) -> list[Training]:
    return [training for training in view.held(Training) if not kinds or training.course.kind in kinds]


def _people(trainings: Iterable[Training]) -> set[int]:
    return {trainee.resident for training in trainings for trainee in training.roster}


def _attendances_of_women(view: View, trainings: Iterable[Training]) -> list[Trainee]:
    return [trainee for training in trainings for trainee in training.roster if trainee.resident in view.women]


def _sessions(*kinds: str) -> Rule:
    return lambda view: count(_of(view, *kinds))


def _women(*kinds: str) -> Rule:
    return lambda view: count(_people(_of(view, *kinds)) & view.women)


def _attendances(*kinds: str) -> Rule:
    def attendances(view: View) -> Value:
        trainings = _of(view, *kinds)
        counted = sum(training.headcount[0] for training in trainings if training.headcount)
        return count(_attendances_of_women(view, trainings)) + counted

    return attendances


def _courses(kind: str) -> Rule:
    return lambda view: count({training.course.name for training in _of(view, kind)})


def _placed(view: View) -> Value:
    outcomes = [trainee.outcome for trainee in _attendances_of_women(view, _of(view, "quality"))]
    return count([outcome for outcome in outcomes if outcome in ("employed", "referred")])


FIGURES: dict[str, Rule] = {
    "training.sessions": _sessions(),
    "training.women": _women(),
    "training.attendances": _attendances(),
    "training.practical.sessions": _sessions("practical"),
    "training.practical.women": _women("practical"),
    "training.practical.topics": _courses("practical"),
    "training.quality.sessions": _sessions("quality"),
    "training.quality.attendances": _attendances("quality"),
    "training.quality.trades": _courses("quality"),
    "training.quality.placed": _placed,
    "training.quality.placed_share": lambda view: share(_placed(view), _attendances("quality")(view)),
    "training.startup.sessions": _sessions("startup"),
    "training.startup.women": _women("startup"),
    "training.school_levels": lambda view: count({held.school.level for held in view.held(Training) if held.school}),
    "training.guidance.trainees": lambda view: count(_people(_of(view, "guidance"))),
}
