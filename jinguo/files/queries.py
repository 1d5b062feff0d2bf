"""Reading files, always through the record that they stand with: who may not see it, sees none."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404

from jinguo.files.models import Attachment
from jinguo.orgs.models import User
from jinguo.records import queries, registers
from jinguo.records.registers import Register


def record_of(slug: str, user: User, pk: int) -> tuple[Register, Any]:
    """A record, voided ones too. Raises Http404."""
    register = registers.find(slug)
    if register is None:
        raise Http404
    return register, queries.record(register, user, pk)


def files_of(record: Any) -> list[Attachment]:
    """The files of a record that the caller has found in the viewer's scope; a sign-in sheet first."""
    return list(Attachment.objects.filter(source=record.source, record=record.pk, withdrawn_at=None))


def labels(keys: Iterable[int]) -> dict[int, str]:
    """What the files with these keys are called, those taken off, too."""
    return {one.pk: one.label for one in Attachment.objects.filter(pk__in=keys)}


def file(user: User, pk: int) -> tuple[Attachment, Register, Any]:
    """A file with its record. Raises Http404 outside the branch, and once it was taken off."""
    found = Attachment.objects.filter(pk=pk, withdrawn_at=None).first()
    register = registers.of_source(found.source) if found else None
    if found is None or register is None:
        raise Http404
    return found, register, queries.record(register, user, found.record)
