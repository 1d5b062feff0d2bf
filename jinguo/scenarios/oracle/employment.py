"""The figures of work."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from jinguo.scenarios.oracle.view import Rule, Value, View, count, share, total
from jinguo.scenarios.stories.employment import Employer, JobFair, Outcome, Pair, Point, Seeker, Wish, Worker

FEN = 100


def _employers(view: View) -> list[Employer]:
    return [employer for fair in view.held(JobFair) for employer in fair.employers]


def _seekers(view: View, suits: Callable[[Seeker], bool] = lambda _one: True) -> Value:
    return count({one.resident for fair in view.held(JobFair) for one in fair.seekers if suits(one)})


def _agreed(view: View) -> Value:
    return _seekers(view, lambda one: bool(one.intention))


def _placed(view: View) -> Value:
    return _seekers(view, lambda one: one.outcome == "employed")


def _new_workers(view: View) -> Value:
    """Whoever works or worked at a point that opened in the period."""
    workers = {one.resident for point in view.begun(Point) for one in _ever(point)}
    return count(workers & view.women)


def _ever(point: Point) -> Iterator[Worker]:
    """Without those who would have left before it opened."""
    return (one for one in point.workers if one.until is None or one.until > point.since)


def _at_work(view: View) -> list[Worker]:
    rows = (one for point in view.standing(Point) for one in _ever(point))
    return [one for one in rows if one.resident in view.women and (one.until is None or view.last < one.until)]


def _earned(name: str, of: Callable[[list[int]], Value]) -> Rule:
    def earned(view: View) -> Value:
        amounts = [getattr(one, name) for one in _at_work(view)]
        return of(amounts) if amounts else None

    return earned


def _mean(yuan: list[int]) -> Value:
    return Decimal(sum(yuan) * FEN) / len(yuan) / FEN


def _outcomes(*kinds: str, trade: str = "") -> Rule:
    def outcomes(view: View) -> Value:
        held = (one for one in view.standing(Outcome) if one.kind in kinds and trade in ("", one.trade))
        return count({one.person for one in held})

    return outcomes


REACHED = ("started", "employed")

FIGURES: dict[str, Rule] = {
    "employment.fairs": lambda view: count(view.held(JobFair)),
    "employment.fair.employers": lambda view: count({one.name for one in _employers(view)}),
    "employment.fair.posts": lambda view: total(one.posts for one in _employers(view)),
    "employment.fair.seekers": _seekers,
    "employment.fair.intentions": _agreed,
    "employment.fair.placed": _placed,
    "employment.fair.placed_share": lambda view: share(_placed(view), _agreed(view)),
    "employment.points.open": lambda view: count(view.standing(Point)),
    "employment.points.new": lambda view: count(view.begun(Point)),
    "employment.points.townships": lambda view: count({point.unit for point in view.begun(Point)}),
    "employment.points.workers": _new_workers,
    "employment.points.workers_all": lambda view: count({one.resident for one in _at_work(view)}),
    "employment.points.gain_min": _earned("gain", lambda yuan: Decimal(min(yuan))),
    "employment.points.gain_max": _earned("gain", lambda yuan: Decimal(max(yuan))),
    "employment.points.daily_low": _earned("daily_low", _mean),
    "employment.points.daily_high": _earned("daily_high", _mean),
    "employment.pairs": lambda view: count(view.standing(Pair)),
    "employment.outcomes": _outcomes(*REACHED),
    **{
        f"employment.outcomes.{trade}": _outcomes(*REACHED, trade=trade)
        for trade in ("shop", "embroidery", "bags", "goods")
    },
    "employment.referred": _outcomes("referred"),
    "employment.willing": lambda view: count({one.person for one in view.standing(Wish) if one.wish == "yes"}),
}
