"""What care has waiting for the user on 今天."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jinguo.common.dates import say_day, today
from jinguo.lines.care import queries
from jinguo.lines.care.models import Pairing
from jinguo.orgs.models import Role, User
from jinguo.records import registers
from jinguo.today.providers import Suggestion, Task, ask, suggest

MOST = 5


@suggest
def look_in(user: User) -> Suggestion | None:
    """In a village the next step is to go and see whoever has waited longest."""
    found = queries.due(user, today(), 1) if user.role == Role.VILLAGE_WORKER else ()
    for due in found:
        return Suggestion(
            sentence=_("该去看看%(name)s了") % {"name": due.whom},
            why=_("%(said)s，最晚%(day)s。") % {"said": _promised(due), "day": say_day(due.day, near=today())},
            action=_("记一次走访"),
            url=_again(due),
        )
    return None


@ask
def overdue(user: User) -> Iterator[Task]:
    """Whom her unit promised to look in on, and a survey that is over with households left."""
    if not user.may_write:
        return
    for due in queries.due(user, today(), MOST):
        yield Task(
            title=_("去看看%(name)s") % {"name": due.whom},
            hint=_("%(said)s，最晚%(day)s") % {"said": _promised(due), "day": say_day(due.day, near=today())},
            action=_("记走访"),
            url=_again(due),
            due=_("过了 %(days)d 天") % {"days": (today() - due.day).days},
            late=True,
        )
    for survey in queries.open_rounds(user, today())[:MOST]:
        yield Task(
            title=_("%(name)s还有 %(count)d 户没摸到") % {"name": survey, "count": survey.to_survey - survey.reached},
            hint=_("说好%(day)s结束") % {"day": say_day(survey.until, near=today())} if survey.until else "",
            action=_("看看是哪几户"),
            url=_page("surveys", survey.pk),
        )


def _promised(due: queries.Due) -> str:
    return _("结了对，该去看看了") if isinstance(due.promise, Pairing) else _("说好再去看看")


def _again(due: queries.Due) -> str:
    """The form of a visit: filled in like the last one, or with her name where a pairing promised it."""
    found = registers.find("visits")
    hers = f"person={due.promise.person_id}" if isinstance(due.promise, Pairing) else f"like={due.promise.pk}"
    return f"{found.new_url}?{hers}" if found else ""


def _page(slug: str, pk: int) -> str:
    found = registers.find(slug)
    return found.url("detail", pk) if found else ""
