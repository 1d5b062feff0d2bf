"""Writing training down. Form, Excel, API and loader all come through here."""

from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.lines.training.models import Attendance, Session
from jinguo.orgs.models import User
from jinguo.records import services as records
from jinguo.records.models import Person


@transaction.atomic
def save_session(*, session: Session, roster: Sequence[Person] = (), by: User) -> Session:
    """Write down one session with who came; a woman who stays on the roster keeps her outcome.

    A headcount session has no roster. One save, one sync, one history document, whatever the roster's length.
    """
    _check_roster(session, roster)
    kept = {row.person_id: row for row in session.attendances.all()} if session.pk else {}
    rows = [kept.get(person.pk) or Attendance(session=session, person=person) for person in roster]
    records.save(session, by=by, rows={"attendances": rows})
    return session


def _check_roster(session: Session, roster: Sequence[Person]) -> None:
    if session.mode == Session.Mode.HEADCOUNT:
        if roster:
            raise ValidationError({"mode": _("只记人数就不点名字。请选一样。")})
        return
    if not roster:
        raise ValidationError({"roster": _("谁来了？请点名字，或改成只记人数。")})
    twice = [person.name for person, times in Counter(roster).items() if times > 1]
    if twice:
        raise ValidationError({"roster": _("%(name)s在名单上写了两次。请去掉一次。") % {"name": twice[0]}})
    missing = len(roster) - (session.total or len(roster))
    if missing > 0:
        raise ValidationError(
            {
                "total": _("人数比名单少 %(missing)d。改成 %(listed)d，或从名单去掉 %(missing)d 人。")
                % {"missing": missing, "listed": len(roster)}
            }
        )
