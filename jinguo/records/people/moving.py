"""Removals: within what one user looks after, and from one unit's hands into another's."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import say_day, today
from jinguo.orgs import audit
from jinguo.orgs.models import Unit, User
from jinguo.orgs.queries import refuse_closed
from jinguo.orgs.scope import covers
from jinguo.records import services
from jinguo.records.models import Action, Household, Move, Person, TransferRequest, TransferState
from jinguo.records.people.households import found, head, leave


@transaction.atomic
def move_person(
    *,
    person: Person,
    to_unit: Unit,
    on: date,
    by: User,
    group_name: str = "",
    household: Household | None = None,
    relation: str = "",
    note: str = "",
) -> Person:
    """Note that from `on` she lives elsewhere. What happened before keeps counting where she was.

    As a head without a household she founds one there.
    """
    move = _moved(person, to_unit, on, group_name, household)
    move.note = note
    person.relation = relation
    leave(move.from_household, person, by)
    found(person, by)
    move.to_household = person.household
    services.save(person, by=by, rows={"moves": [*person.moves.all(), move]}, action=Action.MOVE, reason=note)
    head(person, by)
    return person


@transaction.atomic
def request_transfer(*, person: Person, to_unit: Unit, by: User, to_group: str = "", note: str = "") -> TransferRequest:
    """Ask the unit that has her to hand her over; asking twice is asking once."""
    if not by.may_write or not covers(by, to_unit):
        raise PermissionDenied
    asked = person.transfers.filter(to_unit=to_unit, state=TransferState.ASKED).first()
    if asked is not None:
        return asked
    request = TransferRequest(
        person=person, from_unit=person.unit, to_unit=to_unit, to_group=to_group, note=note, asked_by=by
    )
    request.full_clean()
    request.save()
    audit.log(by, "transfer.ask", f"transfer:{request.pk}")
    return request


@transaction.atomic
def confirm_transfer(request: TransferRequest, *, on: date, by: User) -> Person:
    """The giving side agrees: from `on` she belongs to the asking unit."""
    _decide(request, TransferState.CONFIRMED, by)
    person = Person.objects.select_for_update().get(pk=request.person_id)  # as she is now, not as the page showed her
    move = _moved(person, request.to_unit, on, request.to_group, None)
    person.relation = ""
    leave(move.from_household, person, by)
    return services.save(person, by=by, rows={"moves": [*person.moves.all(), move]}, action=Action.MOVE, asked_for=True)


@transaction.atomic
def refuse_transfer(request: TransferRequest, *, note: str, by: User) -> TransferRequest:
    """The giving side keeps her and says why."""
    if not note.strip():
        raise ValidationError({"note": _("请写为什么不转。")})
    request.note = note.strip()
    _decide(request, TransferState.REFUSED, by)
    return request


@transaction.atomic
def withdraw_transfer(request: TransferRequest, *, by: User) -> bool:
    """The asking side takes its request back; False when the other side has decided already."""
    now = TransferRequest.objects.select_for_update().get(pk=request.pk)
    if not by.may_write or not covers(by, now.to_unit):
        raise PermissionDenied
    if now.state != TransferState.ASKED:
        return False
    audit.log(by, "transfer.withdraw", f"transfer:{now.pk}")
    now.delete()
    return True


def _moved(person: Person, to_unit: Unit, on: date, group_name: str, household: Household | None) -> Move:
    """Point the person at the new place; the move remembers both. The last move wins, so days only go on."""
    if on > today():
        raise ValidationError({"on": _("这一天还没有到。搬了再记。")})
    refuse_closed(to_unit, on, "on")
    there_since = person.moves.aggregate(last=Max("on"))["last"] or person.registered_on
    if on <= there_since:
        raise ValidationError({"on": _("要在 %(day)s 之后：那天还登记在原来的地方。") % {"day": say_day(there_since)}})
    move = Move(
        on=on,
        from_unit=person.unit, from_group=person.group_name, from_household=person.household,
        to_unit=to_unit, to_group=group_name, to_household=household,
    )  # fmt: skip
    person.unit, person.group_name, person.household = to_unit, group_name, household
    return move


def _decide(request: TransferRequest, state: TransferState, by: User) -> None:
    """Whoever comes first decides. Raises ValidationError for the other, who reads what happened."""
    now = TransferRequest.objects.select_for_update().get(pk=request.pk)
    if not by.may_write or not covers(by, now.from_unit if now.decided_by else now.person.unit):
        raise PermissionDenied
    if now.decided_by:
        raise ValidationError(what_was_decided(now))
    request.state, request.decided_by, request.decided_at = state, by, timezone.now()
    request.save()
    audit.log(by, f"transfer.{state}", f"transfer:{request.pk}")


def what_was_decided(request: TransferRequest) -> str:
    told = {
        TransferState.CONFIRMED: _("%(who)s已经把人转过去了，不用再办。"),
        TransferState.REFUSED: _("%(who)s已经回了话：不转（%(note)s）。"),
    }
    return told[TransferState(request.state)] % {"who": request.decided_by, "note": request.note}
