"""What can be done to units. Each change has a day, may be entered late, and keeps what was before it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.orgs import audit
from jinguo.orgs.accounts import create_user
from jinguo.orgs.models import Succession, Unit, UnitLevel, UnitVersion, User
from jinguo.orgs.placing import FOUNDING, move_branch, place
from jinguo.orgs.tree import children_on, founded_on, names_on, parent_on

__all__ = [
    "AFTER_CHANGE",
    "change_code",
    "close_unit",
    "create_unit",
    "create_user",
    "merge_unit",
    "move_unit",
    "rename_unit",
    "split_unit",
]

AFTER_CHANGE: list[Callable[[Unit, tuple[str, ...]], None]] = []
"""Called with a unit and the names of its changed fields. The layers above add themselves when they start."""


@transaction.atomic
def create_unit(
    *,
    name: str,
    parent: Unit | None,
    level: int,
    code: str = "",
    kind: str = "",
    since: date = FOUNDING,
    by: User | None = None,
) -> Unit:
    """Found a unit below a parent (None: at the top). Raises ValidationError by field."""
    unit = Unit(name=name.strip(), code=code, level=level, kind=kind)
    unit.full_clean()
    _check_above(parent, level)
    _check_name(unit.name, parent, since)
    unit.save()
    place(unit, parent, since)
    audit.log(by, "unit.create", _target(unit), since=since.isoformat())
    return unit


def rename_unit(*, unit: Unit, name: str, on: date, by: User | None, reason: str = "", kind: str = "") -> Unit:
    """The unit is called so from that day on, and is of this kind if one is given (撤乡设镇).

    Earlier reports keep the name of their days.
    """
    name = name.strip()
    if name == names_on([unit.pk], on).get(unit.pk):
        raise ValidationError({"name": _("名称没有变。请填新的名称。")})
    _check_name(name, parent_on(unit, on), on)
    fields = {"name": name, "kind": kind} if kind else {"name": name}
    return _amend(unit, on, by, reason, "unit.rename", **fields)


def change_code(*, unit: Unit, code: str, on: date, by: User | None, reason: str = "") -> Unit:
    """The unit has this division code from that day on. Its place in the tree doesn't change."""
    return _amend(unit, on, by, reason, "unit.code", code=code)


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None, on: date, by: User | None, reason: str = "") -> Unit:
    """From that day on the unit, with everything below it, counts under the new parent."""
    _check_day(on)
    _check_above(parent, unit.level)
    before = parent_on(unit, on)
    if before == parent:
        raise ValidationError({"parent": _("它本来就在这个上级下面。请另选一个。")})
    move_branch(unit, parent, on)
    _note(by, "unit.move", unit, on, reason, before=_key(before), after=_key(parent))
    return unit


@transaction.atomic
def merge_unit(*, unit: Unit, into: Unit, on: date, by: User | None, reason: str = "") -> Unit:
    """From that day on the unit is part of another: its subordinates are that one's, its past stays its own.

    The merged unit is closed and stands below its successor, so what is still open of it counts there.
    """
    _check_day(on)
    _check_open(unit)
    _check_open(into)
    if unit == into:
        raise ValidationError({"into": _("不能并入自己。请另选一个单位。")})
    if unit.level < into.level:
        raise ValidationError({"into": _("不能并入下级单位。请选同级或上级的单位。")})
    for child in children_on(unit, on).open_on(on):
        move_branch(child, into, on)
    if parent_on(unit, on) != into:
        move_branch(unit, into, on)
    Succession.objects.create(predecessor=unit, successor=into, on=on, kind=Succession.Kind.MERGED)
    return _close(unit, on, by, reason, "unit.merge", into=into.pk)


@transaction.atomic
def split_unit(*, unit: Unit, name: str, on: date, by: User | None, reason: str = "", code: str = "") -> Unit:
    """From that day on part of the unit is one of its own beside it, which is returned.

    Who and what belongs to it nobody can guess: subordinates are moved by `move_unit`, people by the records.
    """
    _check_day(on)
    _check_open(unit)
    parent = parent_on(unit, on)
    new = create_unit(name=name, parent=parent, level=unit.level, kind=unit.kind, code=code, since=on, by=by)
    Succession.objects.create(predecessor=unit, successor=new, on=on, kind=Succession.Kind.SPLIT)
    _note(by, "unit.split", unit, on, reason, into=new.pk)
    return new


@transaction.atomic
def close_unit(*, unit: Unit, on: date, by: User | None, reason: str = "") -> Unit:
    """From that day on nothing new is written down for the unit. It keeps its place, so nothing is lost."""
    _check_day(on)
    _check_open(unit)
    if children_on(unit, on).open_on(on).exists():
        raise ValidationError(_("%(unit)s还有下级单位。请先把它们移走、并掉或撤销。") % {"unit": unit})
    return _close(unit, on, by, reason, "unit.close")


def _close(unit: Unit, on: date, by: User | None, reason: str, action: str, **detail: Any) -> Unit:
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    _note(by, action, unit, on, reason, **detail)
    _tell(unit, "closed_on")
    return unit


@transaction.atomic
def _amend(unit: Unit, on: date, by: User | None, reason: str, action: str, **fields: str) -> Unit:
    """Change fields from that day on, as far as the next change that is known already."""
    _check_day(on)
    version = unit.versions.filter(since__lte=on, until__gt=on).first()
    before = {field: getattr(version or unit, field) for field in fields}
    if version:
        _split(version, on, fields)
    else:
        _close_version(unit, on)
        _take_over(unit, fields)
    _note(by, action, unit, on, reason, before=before, after=fields)
    return unit


def _close_version(unit: Unit, on: date) -> None:
    """Keep what the unit is until that day."""
    last = unit.versions.last()
    since = last.until if last else founded_on(unit)
    if on < since:
        raise ValidationError({"on": _("%(unit)s在那一天还没有成立。") % {"unit": unit}})
    if on > since:
        unit.versions.create(name=unit.name, code=unit.code, kind=unit.kind, since=since, until=on)


def _split(version: UnitVersion, on: date, fields: dict[str, str]) -> None:
    """The day lies in the past of a unit that has changed since: change the rest of that stretch."""
    if version.since < on:
        UnitVersion.objects.filter(pk=version.pk).update(until=on)
        version.pk, version.since = None, on
    for field, value in fields.items():
        setattr(version, field, value)
    version.full_clean(exclude=["unit"])
    version.save()


def _take_over(unit: Unit, fields: dict[str, str]) -> None:
    for field, value in fields.items():
        setattr(unit, field, value)
    unit.full_clean()
    unit.save(update_fields=list(fields))
    _tell(unit, *fields)


def _tell(unit: Unit, *fields: str) -> None:
    for listener in AFTER_CHANGE:
        listener(unit, fields)


def _note(by: User | None, action: str, unit: Unit, on: date, reason: str, **detail: Any) -> None:
    audit.log(by, action, _target(unit), on=on.isoformat(), reason=reason, **detail)


def _target(unit: Unit) -> str:
    return f"unit:{unit.pk}"


def _key(unit: Unit | None) -> int | None:
    return unit.pk if unit else None


def _check_day(on: date) -> None:
    if on > today():
        raise ValidationError({"on": _("日子还没到。请填今天或以前的日子，到那一天再办。")})


def _check_open(unit: Unit) -> None:
    if unit.closed_on:
        raise ValidationError(_("%(unit)s已经撤销了。") % {"unit": unit})


def _check_above(parent: Unit | None, level: int) -> None:
    if parent and parent.level >= level:
        raise ValidationError({"parent": _("上级的层级要比它高。请另选一个上级。")})
    if parent and parent.closed_on:
        raise ValidationError({"parent": _("%(unit)s已经撤销了。") % {"unit": parent}})
    if level not in UnitLevel.values:
        raise ValidationError({"level": _("请选一个层级。")})


def _check_name(name: str, parent: Unit | None, day: date) -> None:
    if parent and children_on(parent, day).open_on(day).filter(name=name).exists():
        taken = _("%(parent)s下面已经有“%(name)s”了。请换一个名称。")
        raise ValidationError({"name": taken % {"parent": parent, "name": name}})
