"""Writing training down. Form, spreadsheet, API and loader all come through here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from jinguo.lines.training.models import Attendance, Session, SessionPartner
from jinguo.orgs.models import Unit, User
from jinguo.records import services as records
from jinguo.records.models import Person


@transaction.atomic
def save_session(
    *,
    session: Session,
    roster: Sequence[Person] = (),
    partners: Iterable[Unit] | None = None,
    by: User,
    expect_version: int | None = None,
) -> Session:
    """Write down one session with who came. A course that is new comes along; who stays keeps her outcome.

    A headcount has no roster. `partners` held it together with this unit; None leaves them.
    One save, one sync, one history document, however long the roster.
    """
    _check_roster(session, roster)
    if session.course.pk is None:
        session.course = records.save(session.course, by=by)
    kept = {row.person_id: row for row in session.attendances.all()} if session.pk else {}
    rows = [kept.get(person.pk) or Attendance(person=person) for person in roster]
    written: dict[str, Sequence[Model]] = {"attendances": rows}
    if partners is not None:
        written["partner_rows"] = [SessionPartner(unit=unit) for unit in partners]
    return records.save(session, by=by, rows=written, expect_version=expect_version)


@transaction.atomic
def save_outcomes(*, session: Session, outcomes: Mapping[int, str], on: date, by: User) -> Session:
    """Write down what became of the women (attendance id → outcome); `on` dates those that are new or changed."""
    rows = list(session.attendances.all())
    for row in rows:
        outcome = outcomes.get(row.pk, row.outcome)
        if outcome != row.outcome:
            row.outcome, row.outcome_on = outcome, on if outcome else None
    return records.save(session, by=by, rows={"attendances": rows})


def _check_roster(session: Session, roster: Sequence[Person]) -> None:
    if session.mode == Session.Mode.HEADCOUNT:
        if roster:
            raise ValidationError({"mode": _("只记人数就不点名字。请选一样。")})
        return
    if not roster:
        raise ValidationError({"people": _("谁来了？请点名字，或改成只记人数。")})
    for person, times in Counter(roster).items():
        if times > 1:
            raise ValidationError(
                {"people": _("%(name)s写了 %(times)d 次，请留一次。") % {"name": person.name, "times": times}}
            )
    surplus = len(roster) - (session.total or len(roster))
    if surplus > 0:
        said = _("人数比名单少 %(surplus)d。改成 %(listed)d，或从名单去掉 %(surplus)d 人。")
        raise ValidationError({"total": said % {"surplus": surplus, "listed": len(roster)}})
