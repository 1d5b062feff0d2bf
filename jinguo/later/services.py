"""Writing down what became of the rows of a record."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import models

from jinguo.orgs.models import User
from jinguo.records import services
from jinguo.records.models import Record
from jinguo.records.parts.declared import Part


def columns_of(part: Part, record: Record) -> "tuple[list[models.Field[Any, Any]], list[models.Field[Any, Any]]]":
    """What is asked for each row, and the days that one answer gives to all."""
    every: list[Any] = [part.model(type(record))._meta.get_field(name) for name in part.later]
    return (
        [one for one in every if not isinstance(one, models.DateField)],
        [one for one in every if isinstance(one, models.DateField)],
    )


def save_later(
    *,
    record: Record,
    part: Part,
    given: Mapping[int, Mapping[str, Any]],
    on: date,
    by: User,
    expect_version: int | None = None,
    save: Callable[..., Record] = services.save,
) -> Record:
    """Write down what became of the rows (id → column → answer); `on` dates those that are new or changed.

    `save` is that of the register.
    """
    rows = list(getattr(record, part.name).all())
    _asked, days = columns_of(part, record)
    for row in rows:
        answers = given.get(row.pk, {})
        if any(getattr(row, name) != answer for name, answer in answers.items()):
            known = any(answer not in ("", None) for answer in answers.values())
            for name, answer in {**answers, **{day.name: on if known else None for day in days}}.items():
                setattr(row, name, answer)
    return save(record=record, by=by, rows={part.name: rows}, expect_version=expect_version)
