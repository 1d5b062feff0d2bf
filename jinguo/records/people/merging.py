"""One person on file twice: what names the second file names the first from then on, until they are parted again."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo import facts
from jinguo.orgs.crypto import Ciphertext, EncryptedCharField
from jinguo.orgs.models import User
from jinguo.orgs.scope import covers
from jinguo.records import beside, services
from jinguo.records.models import Action, Household, Merge, Move, Person, PersonKey, Record
from jinguo.tables.references import target_of
from jinguo.tables.rows import values

STAYS = (Move, PersonKey, Merge, Household)
"""What goes on naming the second file: where she lived by it, how it was found; a household's head is seen to apart."""
OWN = frozenset({"unit", "name", "registered_on", "group_name", "relation", "household"})
"""What the first file keeps of its own, even where it is empty."""

Trail = dict[str, Any]


@transaction.atomic
def merge_people(*, person: Person, other: Person, by: User) -> Merge:
    """Put what `other` has under `person`, and fill what `person` leaves open. ValidationError for two people."""
    _refuse_two(person, other, by)
    roots = list(facts.naming(other))
    trail: Trail = {"named": [], "removed": [], "voided": [], "filled": {}}
    for model, field in _naming():
        for row in model._base_manager.filter(**{field: other.pk}).order_by("pk"):
            _rename(row, field, person, trail, by)
    _hand_on_head(other, person, by)
    trail["beside"] = [keeper.hand_on(other, person) for keeper in beside.keepers]
    services.void(other, reason=_("和另一份是同一个人，并过去了。"), by=by)
    before = _fill(person, other)
    services.save(person, by=by, action=Action.MERGE)
    told = (field for field in person._meta.concrete_fields if field.attname in before)
    trail["filled"] = {field.attname: [before[field.attname], _kept(person, field)] for field in told}
    _post(roots)
    return Merge.objects.create(kept=person, gone=other, by=by, trail=trail)


@transaction.atomic
def part_people(merge: Merge, *, by: User) -> Person:
    """分开: what went over goes back, as far as nobody has changed it since. Returns the second file."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)  # two may have the page open
    if merge.undone_at is not None:
        raise ValidationError(_("已经分开了。"))
    kept, gone = merge.kept, merge.gone
    if not by.may_write or not (covers(by, kept.unit) and covers(by, gone.unit)):
        raise PermissionDenied
    roots = list(facts.naming(kept))
    _empty(kept, merge.trail["filled"])
    services.save(kept, by=by, action=Action.PART)
    _revive(gone, by)
    for label, field, pk in merge.trail["named"]:
        apps.get_model(label)._base_manager.filter(**{"pk": pk, field: kept.pk}).update(**{field: gone.pk})
    for label, row in merge.trail["removed"]:
        _restore(apps.get_model(label), row)
    for label, pk in merge.trail["voided"]:
        _revive(apps.get_model(label)._base_manager.get(pk=pk), by)
    for keeper, keys in zip(beside.keepers, merge.trail.get("beside", ()), strict=False):
        keeper.give_back(keys, gone)
    _post(roots)
    facts.sync(kept, gone)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    return gone


def _refuse_two(person: Person, other: Person, by: User) -> None:
    if not by.may_write or not (covers(by, person.unit) and covers(by, other.unit)):
        raise PermissionDenied
    if person.pk == other.pk:
        raise ValidationError({"other": _("这就是同一份，不用并。")})
    if any(one.erased_at or one.voided_at for one in (person, other)):
        raise ValidationError({"other": _("有一份已经不在用了，并不了。")})
    if person.id_key and other.id_key and person.id_key != other.id_key:
        raise ValidationError({"other": _("两份的身份证号不一样，不是同一个人。写错了的，先改对再并。")})
    if person.born_on and other.born_on and person.born_on != other.born_on:
        raise ValidationError({"other": _("两份的出生日期不一样。是同一个人的话，先把写错的改对再并。")})


def _naming() -> Iterator[tuple[type[models.Model], str]]:
    """Every column of the product that names a person."""
    for model in apps.get_models():
        if model not in STAYS:
            for field in model._meta.concrete_fields:
                if target_of(field) is Person:
                    yield model, field.name


def _rename(row: models.Model, field: str, person: Person, trail: Trail, by: User) -> None:
    """Let the row name the first file. What that has already (the same roster, an open situation) is double."""
    label = row._meta.label_lower
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field: person.pk})
    except IntegrityError:
        if isinstance(row, Record):
            services.void(row, reason=_("和另一份上的重复。"), by=by)
            trail["voided"].append([label, row.pk])
        else:
            trail["removed"].append([label, values(row)])
            row.delete()
    else:
        trail["named"].append([label, field, row.pk])


def _hand_on_head(other: Person, person: Person, by: User) -> None:
    """She heads her household by whichever file; one that the first file doesn't live in has no head then."""
    for household in Household.objects.live().filter(head=other):
        if person.household_id is None and household.unit_id == person.unit_id:
            person.household, person.relation = household, other.relation
        household.head = person if person.household_id == household.pk else None
        services.save(household, by=by)


def _fill(person: Person, other: Person) -> dict[str, Any]:
    """Take over what the first file left open and the second knows; returns what stood there before."""
    filled: dict[str, Any] = {}
    for field in person._meta.concrete_fields:
        before, value = getattr(person, field.attname), getattr(other, field.attname)
        if field.editable and not field.primary_key and field.name not in OWN and value and not before:
            setattr(person, field.attname, value)
            filled[field.attname] = before
    return filled


def _empty(person: Person, filled: Mapping[str, list[Any]]) -> None:
    """Take that back where nobody has changed it since."""
    for field in person._meta.concrete_fields:
        before, after = filled.get(field.attname, (None, None))
        if after is not None and str(_kept(person, field)) == str(after):
            setattr(person, field.attname, before)


def _kept(person: Person, field: "models.Field[Any, Any]") -> Any:
    return field.sealed(person) if isinstance(field, EncryptedCharField) else getattr(person, field.attname)


def _revive(record: Any, by: User) -> None:
    type(record)._base_manager.filter(pk=record.pk).update(voided_at=None, voided_by=None, void_reason="")
    record.refresh_from_db()
    services.save(record, by=by, action=Action.PART)


def _restore(model: type[models.Model], row: Mapping[str, Any]) -> None:
    """Put a row back that was double, unless its record or its place is gone meanwhile."""
    try:
        with transaction.atomic():
            made = model(**{name: Ciphertext(v) if _is_sealed(model, name) else v for name, v in row.items()})
            made.save(force_insert=True)
    except IntegrityError:
        return


def _is_sealed(model: type[models.Model], name: str) -> bool:
    return any(field.attname == name and isinstance(field, EncryptedCharField) for field in model._meta.concrete_fields)


def _post(roots: list[tuple[type[models.Model], set[int]]]) -> None:
    for model, pks in roots:
        facts.sync(*model._default_manager.filter(pk__in=pks))
