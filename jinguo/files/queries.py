"""Reading files, always through what they stand with: who may not see that, sees none."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404

from jinguo.files.models import Attachment
from jinguo.orgs.models import User
from jinguo.records import queries, registers
from jinguo.records.registers import Register

elsewhere: dict[str, Callable[[User, int], object]] = {}
"""What else has files beside records: its source → how somebody finds it, or a 404. Who has some enters itself here."""


def record_of(slug: str, user: User, pk: int) -> tuple[Register, Any]:
    """A record, voided ones too. Raises Http404."""
    register = registers.find(slug)
    if register is None:
        raise Http404
    return register, queries.record(register, user, pk)


def files_of(record: Any) -> list[Attachment]:
    """The files of what the caller has found in the viewer's scope; a sign-in sheet first."""
    return list(Attachment.objects.filter(source=record.source, record=record.pk, withdrawn_at=None))


def labels(keys: Iterable[int]) -> dict[int, str]:
    """What the files with these keys are called, those taken off, too."""
    return {one.pk: one.label for one in Attachment.objects.filter(pk__in=keys)}


def file(user: User, pk: int) -> Attachment:
    """A file of something that she may see. Raises Http404 for others, and once it was taken off."""
    found = _standing(pk)
    if find := elsewhere.get(found.source):
        find(user, found.record)
        return found
    return file_of_record(user, pk)[0]


def file_of_record(user: User, pk: int) -> tuple[Attachment, Register, Any]:
    """A file with its record. Raises Http404 outside the branch, and once it was taken off."""
    found = _standing(pk)
    register = registers.of_source(found.source)
    if register is None:
        raise Http404
    return found, register, queries.record(register, user, found.record)


def _standing(pk: int) -> Attachment:
    found = Attachment.objects.filter(pk=pk, withdrawn_at=None).first()
    if found is None:
        raise Http404
    return found
