"""What can be done to people: register, change, note situations, erase. See `moving` and `bulk` for the rest."""

from datetime import date
from typing import Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.orgs.crypto import blind_index
from jinguo.orgs.models import User
from jinguo.orgs.scope import covers
from jinguo.records import beside, services
from jinguo.records.models import Action, Change, Merge, Person, Situation, TransferRequest
from jinguo.records.people import queries
from jinguo.records.people.bulk import register_people, start_situations
from jinguo.records.people.filling import PersonFields, doubts, fill
from jinguo.records.people.households import form_household, found, head, leave
from jinguo.records.people.moving import (
    confirm_transfer,
    move_person,
    refuse_transfer,
    request_transfer,
    what_was_decided,
    withdraw_transfer,
)

__all__ = [
    "change_person",
    "change_situation",
    "confirm_situation",
    "confirm_transfer",
    "end_situation",
    "erase_person",
    "form_household",
    "move_person",
    "refuse_transfer",
    "register_or_ask",
    "register_people",
    "register_person",
    "request_transfer",
    "start_situation",
    "start_situations",
    "what_was_decided",
    "withdraw_transfer",
]


class RegisteredElsewhereError(ValidationError):
    """The ID number is on file where the user may not look."""

    def __init__(self, person: Person) -> None:
        super().__init__({"id_number": _("已经在别的地方登记了。")})
        self.person = person


@transaction.atomic
def register_person(*, by: User, doubt_reason: str = "", **fields: Unpack[PersonFields]) -> Person:
    """Put a person on file. A head without a household founds one.

    An ID that contradicts the sex or birth date is a question, answered by `doubt_reason`.
    RegisteredElsewhereError when somebody else's unit has her.
    """
    person = Person()
    fill(person, fields)
    _refuse_second(person, by)
    _ask(person, doubt_reason)
    found(person, by)
    services.save(person, by=by, reason=doubt_reason)
    head(person, by)
    return person


@transaction.atomic
def register_or_ask(*, by: User, doubt_reason: str = "", **fields: Unpack[PersonFields]) -> Person | TransferRequest:
    """Put a person on file, or ask the unit that already has her to hand her over."""
    try:
        return register_person(by=by, doubt_reason=doubt_reason, **fields)
    except RegisteredElsewhereError as elsewhere:
        return request_transfer(
            person=elsewhere.person, to_unit=fields["unit"], to_group=fields.get("group_name", ""), by=by
        )


@transaction.atomic
def change_person(
    person: Person,
    *,
    by: User,
    expect_version: int | None = None,
    doubt_reason: str = "",
    **fields: Unpack[PersonFields],
) -> Person:
    """Correct what is on file; it counts as if it had always been so. A removal is `move_person`.

    What was asked once about her ID is not asked again with every correction of something else.
    """
    told, home = _in_doubt(person), person.household
    fill(person, fields)
    _refuse_second(person, by)
    if _in_doubt(person) != told:
        _ask(person, doubt_reason)
    found(person, by)
    services.save(person, by=by, expect_version=expect_version, reason=doubt_reason)
    leave(home, person, by)
    head(person, by)
    return person


@transaction.atomic
def start_situation(
    *,
    person: Person,
    kind: str,
    start: date,
    by: User,
    recognised_by: str = "self",
    policy_version: str = "2016",
    evidence: str = "",
    note: str = "",
) -> Situation:
    """Note that from this day on something holds for her."""
    situation = Situation(
        unit=person.unit, person=person, kind=kind, start=start, recognised_by=recognised_by,
        policy_version=policy_version, evidence=evidence, note=note,
    )  # fmt: skip
    return services.save(situation, by=by)


@transaction.atomic
def change_situation(
    situation: Situation, *, by: User, expect_version: int | None = None, **fields: object
) -> Situation:
    """Correct what was written down about a situation."""
    for name, value in fields.items():
        setattr(situation, name, value)
    return services.save(situation, by=by, expect_version=expect_version)


@transaction.atomic
def confirm_situation(situation: Situation, *, by: User) -> Situation:
    """核对: somebody has looked, and it still holds."""
    return services.save(situation, by=by, action=Action.CONFIRM)


@transaction.atomic
def end_situation(
    situation: Situation,
    *,
    until: date,
    end_reason: str,
    by: User,
    note: str = "",
    expect_version: int | None = None,
) -> Situation:
    """Note that from this day on it no longer holds, and why."""
    situation.until, situation.end_reason = until, end_reason
    situation.note = note or situation.note
    return services.save(situation, by=by, expect_version=expect_version)


@transaction.atomic
def erase_person(person: Person, *, reason: str, by: User) -> Person:
    """Empty the person's row and history, keeping a tombstone: sex, birth year, and every count."""
    if not by.may_administer:
        raise PermissionDenied
    kept = {"unit", "sex", "born_on", "household", "registered_on", "hukou_unit"}
    for field in person._meta.concrete_fields:
        if field.editable and not field.primary_key and field.name not in kept:
            setattr(person, field.attname, "")
    person.extra = {}
    person.name, person.erased_at = _("已删除人员"), timezone.now()
    person.born_on = person.born_on and person.born_on.replace(month=1, day=1)
    services.save(person, by=by, action=Action.ERASE, reason=reason)
    _forget(person)
    return person


def _forget(person: Person) -> None:
    """What was said about her in her situations, removals, transfers and files, and all their history; why
    she was erased stays."""
    told = Q(source=person.source, record=person.pk)
    told |= Q(source=Situation._meta.label_lower, record__in=person.situations.values("pk"))
    Change.objects.filter(told).update(document={})
    Change.objects.filter(told).exclude(action=Action.ERASE).update(reason="")
    person.situations.update(evidence="", note="", void_reason="")
    person.moves.update(note="")
    person.transfers.update(note="")
    Merge.objects.filter(Q(kept=person) | Q(gone=person)).update(trail={})
    for keeper in beside.keepers:
        keeper.erase(person)


def _refuse_second(person: Person, by: User) -> None:
    """One person, one record; who it is, only those may read who see her anyway."""
    if not person.id_number:
        return
    known = queries.person_by_id_key(blind_index(person.id_number, "id"), but=person.pk)
    if known is None:
        return
    if not covers(by, known.unit):
        raise RegisteredElsewhereError(known)
    raise ValidationError(
        {
            "id_number": _("这个身份证号已经登记过：%(name)s，%(unit)s。要是搬了家，请在她的页上记搬迁。")
            % {"name": known.name, "unit": known.unit}
        }
    )


def _in_doubt(person: Person) -> tuple[object, ...]:
    """What her ID number may say otherwise."""
    return str(person.id_number), person.sex, person.born_on


def _ask(person: Person, doubt_reason: str) -> None:
    doubt = doubts(person)
    if doubt and not doubt_reason.strip():
        raise ValidationError({"doubt_reason": ValidationError(doubt, code="doubt")})
